namespace LineageAot.Benchmarks.Model;

/// <summary>The narrow row with an index over its sensor and time, in a table of its own: the index would cost the questions that write readings.</summary>
[Table("measurements")]
[Index(nameof(Sensor), nameof(At))]
internal sealed partial record Measurement([property: Key] long Id, long Sensor, long At, double Value, double Quality, string Unit)
{
    public const string SinceSql = "select id, at, value, quality, unit from measurements where sensor = @sensor and at >= @since order by at limit 100";
}

/// <summary>What the query gives of a measurement.</summary>
[Row]
internal sealed partial record MeasuredValue(long Id, long At, double Value, double Quality, string Unit)
{
    /// <summary>What a reader adds up for each row, so that a contender can't skip a column.</summary>
    public double Fold() => Id + (At % 1000) + Value + Quality + Unit.Length + Unit[^1];
}

/// <summary>What one call asks for.</summary>
internal readonly record struct MeasurementRange(long Sensor, long Since);

/// <summary>The same rows and calls for each contender.</summary>
internal static class MeasurementRows
{
    /// <summary>Rows that each call finds: as many as the query's limit.</summary>
    public const int RowsACall = 100;

    private const int Sensors = 64;

    /// <summary>The sensors take turns, so that the rows of a range lie apart in the table, one to a few a page.</summary>
    public static IEnumerable<Measurement> Make(int count)
    {
        for (var id = 1; id <= count; id++)
        {
            var row = ReadingRows.At(id);
            yield return new Measurement(row.Id, row.Sensor, row.At, row.Value, row.Quality, row.Unit);
        }
    }

    /// <summary>Ranges of random sensors that begin at a random time and hold at least <see cref="RowsACall"/> rows.</summary>
    public static MeasurementRange[] Ranges(int count, int rows)
    {
        var random = new Random(1);
        var ranges = new MeasurementRange[count];
        for (var i = 0; i < count; i++)
        {
            var first = ReadingRows.At(random.Next(1, rows - (RowsACall * Sensors)));
            ranges[i] = new MeasurementRange(first.Sensor, first.At);
        }

        return ranges;
    }

    /// <summary>The rows of a range, in order.</summary>
    public static IEnumerable<MeasuredValue> In(MeasurementRange range)
    {
        // A sensor's rows follow each other at a fixed distance, from the one that the range begins with.
        var id = range.Since - ReadingRows.At(0).At;
        for (var i = 0; i < RowsACall; i++, id += Sensors)
        {
            var row = ReadingRows.At(id);
            yield return new MeasuredValue(row.Id, row.At, row.Value, row.Quality, row.Unit);
        }
    }
}
