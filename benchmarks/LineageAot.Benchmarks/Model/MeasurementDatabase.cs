using LineageAot.Benchmarks.Running;

namespace LineageAot.Benchmarks.Model;

/// <summary>LineageAot's side of the query by an index range.</summary>
[Database]
internal sealed partial class MeasurementDatabase : LineageDatabase
{
    public partial Table<Measurement> Measurements { get; }

    [Query(Measurement.SinceSql)]
    public partial IReadOnlyList<MeasuredValue> Since(long sensor, long since);

    [Query(Measurement.SinceSql)]
    public partial ValueTask<IReadOnlyList<MeasuredValue>> SinceAsync(long sensor, long since);

    /// <summary>A file with these measurements, closed.</summary>
    public static async Task<DatabaseFile> MakeFileAsync(RunSettings settings, int measurements)
    {
        var file = new DatabaseFile(settings, "measurements");
        await using var database = await OpenAsync(new DatabaseOptions { Path = file.Path });
        await database.Measurements.InsertManyAsync(MeasurementRows.Make(measurements));
        return file;
    }
}
