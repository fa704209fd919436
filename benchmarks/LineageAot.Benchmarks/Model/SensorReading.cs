namespace LineageAot.Benchmarks.Model;

/// <summary>The narrow row: five numbers and one short text.</summary>
[Table("readings")]
internal sealed partial record SensorReading([property: Key] long Id, long Sensor, long At, double Value, double Quality, string Unit)
{
    public const string InsertSql = "insert into readings (id, sensor, at, value, quality, unit) values (@Id, @Sensor, @At, @Value, @Quality, @Unit)";
    public const string FindSql = "select id, sensor, at, value, quality, unit from readings where id = @id";
    public const string ScanSql = "select id, sensor, at, value, quality, unit from readings order by id";

    /// <summary>What a reader adds up for each row, so that a contender can't skip a column.</summary>
    public double Fold() => Id + Sensor + (At % 1000) + Value + Quality + Unit.Length + Unit[^1];
}

/// <summary>The same rows for each contender.</summary>
internal static class ReadingRows
{
    private static readonly string[] Units = Enumerable.Range(0, 1000).Select(i => $"unit-{i:000}").ToArray();

    public static SensorReading[] Make(int count, long firstId = 1)
    {
        var rows = new SensorReading[count];
        for (var i = 0; i < count; i++)
            rows[i] = At(firstId + i);
        return rows;
    }

    public static SensorReading At(long id) => new(id, id & 63, 1_700_000_000_000_000 + id, id * 0.5, id * 0.25, Units[id % Units.Length]);
}
