using System.Globalization;
using LineageAot.FaultTests.Vfs;
using LineageAot.Tests.Reading;
using Xunit.Abstractions;

namespace LineageAot.FaultTests.Bounds;

/// <summary>
/// Readers that never end, one behind another: each is ended at MaxReadAge, so the write-ahead log never holds more than what was written meanwhile, and health says so before. The clock is the test's.
/// <c>LINEAGEAOT_ENDLESS</c> (6) says how many; with <c>LINEAGEAOT_FULL_LOG</c> the log also grows beyond the size at which health is Degraded for it alone.
/// </summary>
public sealed class ReadBoundTests(ScratchFolder folder, ITestOutputHelper output) : IClassFixture<ScratchFolder>
{
    private const int CheckpointPages = 100;
    private const long LogLimit = 1L << 30;

    // A frame of the log is a page and its header.
    private const long FrameBytes = 4096 + 24;

    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(30);
    private static readonly int Endless = Environment.GetEnvironmentVariable("LINEAGEAOT_ENDLESS") is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : 6;

    private long lastId;

    [Fact]
    public async Task Readers_that_never_end_are_ended_and_the_log_stays_bounded()
    {
        var clock = new ManualClock();
        await using var database = await OpenAsync(clock);
        var most = 0L;
        for (var reader = 0; reader < Endless; reader++)
        {
            // A snapshot that nobody disposes, and a stream that nobody reads to its end: also of these nobody may hear any more.
            var snapshot = await database.BeginSnapshotAsync();
            await WriteAsync(database, 5 * CheckpointPages);
            (await snapshot.Table<Line>().CountAsync()).ShouldBe(lastId - (5 * CheckpointPages));
            clock.Advance(MaxAge * 0.9);
            var health = await database.CheckHealthAsync();
            health.Status.ShouldBe(HealthStatus.Degraded);
            health.Notes.ShouldContain(static note => note.StartsWith("The last checkpoint didn't advance", StringComparison.Ordinal));
            most = Math.Max(most, health.WalBytes);

            clock.Advance(MaxAge * 0.1);
            await Should.ThrowAsync<SnapshotExpiredException>(async () => await snapshot.Table<Line>().CountAsync());
            await WriteAsync(database, 2 * CheckpointPages);
            health = await database.CheckHealthAsync();
            (health.Status, health.ActiveReaders, health.OldestReadAge).ShouldBe((HealthStatus.Healthy, 0, null), string.Join(' ', health.Notes));
        }

        // What was written beside one reader, and what fits between two checkpoints; each row has a page of its own, and its index and the header come with it.
        most.ShouldBeLessThanOrEqualTo((8 * CheckpointPages * 3 * FrameBytes) + FrameBytes);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Endless} readers without an end beside {lastId:N0} rows: the log had {most:N0} bytes at most, the file has {new FileInfo(database.Path).Length:N0}"));
    }

    [LargeLogFact]
    public async Task A_log_beyond_the_stated_size_is_Degraded_until_the_reader_is_ended()
    {
        var clock = new ManualClock();
        await using var database = await OpenAsync(clock);
        await database.Lines.InsertAsync(new Line(0, new string('x', 32 << 20)));
        var snapshot = await database.BeginSnapshotAsync();
        var health = await database.CheckHealthAsync();
        while (health.WalBytes <= LogLimit)
        {
            health.Notes.ShouldNotContain(static note => note.StartsWith("The write-ahead log has", StringComparison.Ordinal));
            await database.Lines.UpdateAsync(new Line(0, new string((char)('a' + (++lastId % 26)), 32 << 20)));
            health = await database.CheckHealthAsync();
        }

        health.Status.ShouldBe(HealthStatus.Degraded);
        health.Notes.ShouldContain(static note => note.StartsWith("The write-ahead log has", StringComparison.Ordinal));
        output.WriteLine($"Degraded at {health.WalBytes} bytes of log");
        clock.Advance(MaxAge);
        await Should.ThrowAsync<SnapshotExpiredException>(async () => await snapshot.Table<Line>().CountAsync());
        (await database.CheckpointAsync(CheckpointMode.Truncate)).IsComplete.ShouldBeTrue();
        (await database.CheckHealthAsync()).Status.ShouldBe(HealthStatus.Healthy);
    }

    private async Task<BoundDatabase> OpenAsync(ManualClock clock)
        => await BoundDatabase.OpenAsync(new DatabaseOptions { Path = folder.NewPath(), TimeProvider = clock, MaxReadAge = MaxAge, CheckpointPages = CheckpointPages, MaxBatchRows = 10 });

    private async Task WriteAsync(BoundDatabase database, int rows)
    {
        var text = new string('x', 3500);
        await database.Lines.InsertManyAsync(Enumerable.Range(0, rows).Select(_ => new Line(++lastId, text)));
    }

    /// <summary>Writes more than 1 GiB: only where it's asked for.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class LargeLogFactAttribute : FactAttribute
    {
        public LargeLogFactAttribute() => Skip = Environment.GetEnvironmentVariable("LINEAGEAOT_FULL_LOG") is null ? "writes more than 1 GiB: set LINEAGEAOT_FULL_LOG" : null;
    }
}
