using LineageAot.Benchmarks.Model;
using LineageAot.Benchmarks.Peers;
using LineageAot.Benchmarks.Running;

namespace LineageAot.Benchmarks.Questions;

/// <summary>How fast does a table take rows when it already holds many? Takes minutes, and room for two files of chunks.</summary>
internal sealed class Growth(RunSettings settings) : Question(settings)
{
    public override bool IsLong => true;

    public override async Task AnswerAsync(Runner runner, QuestionResult result)
    {
        var full = Settings.GrowthRows ?? 10_000_000;
        var narrow = new GrowthRun<SensorReading>("narrow", Narrow(), Written.Add, Written.Readings,
            static (database, rows) => database.Readings.InsertManyAsync(rows).AsTask(), SensorReading.InsertSql, static (insert, row) =>
            {
                ReadingCommands.Bind(insert, row);
                insert.Run();
            });
        await narrow.AnswerAsync(Settings, Rows(full, Settings.GrowthRows ?? 1_000_000, 5_000), null, result);
        // A quick run has no time for as many chunks as it takes to see anything.
        if (Settings.Size == RunSize.Quick && Settings.GrowthRows is null)
            return;
        var wide = new GrowthRun<Chunk>("wide", ChunkRows.Stream(), Written.Add, Written.Chunks,
            static (database, rows) => database.Chunks.InsertManyAsync(rows).AsTask(), Chunk.InsertSql, RawChunkWriters.Insert);
        await wide.AnswerAsync(Settings, Rows(full, full, 1_000), 0.85, result);
    }

    private int Rows(int full, int quick, int tiny) => Settings.Count(full, quick, tiny);

    private static IEnumerable<SensorReading> Narrow()
    {
        for (var id = 1L; ; id++)
            yield return ReadingRows.At(id);
    }
}
