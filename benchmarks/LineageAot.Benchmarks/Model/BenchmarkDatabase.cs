using LineageAot.Benchmarks.Running;

namespace LineageAot.Benchmarks.Model;

/// <summary>LineageAot's side.</summary>
[Database]
internal sealed partial class BenchmarkDatabase : LineageDatabase
{
    public partial Table<SensorReading> Readings { get; }

    public partial Table<Chunk> Chunks { get; }

    /// <summary>A file with the tables and these readings, closed: each contender gets a copy, so that all work on the same pages.</summary>
    public static async Task<DatabaseFile> MakeTemplateAsync(RunSettings settings, int readings = 0)
    {
        var template = new DatabaseFile(settings, "template");
        await using var database = await OpenAsync(new DatabaseOptions { Path = template.Path });
        await database.Readings.InsertManyAsync(ReadingRows.Make(readings));
        return template;
    }
}
