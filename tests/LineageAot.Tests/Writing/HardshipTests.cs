using LineageAot.Tests.Reading;
using LineageAot.Tests.Support;

namespace LineageAot.Tests.Writing;

/// <summary>What the world does to a writer: values too large, a disk without room, a unit that doesn't end.</summary>
public sealed class HardshipTests
{
    private const int MostBytes = 1_000_000_000; // SQLITE_MAX_LENGTH of the bundled library

    [MemoryFact]
    public async Task A_text_of_more_than_a_gigabyte_is_refused_with_its_column_and_costs_nobody_else_anything()
    {
        await using var db = await ShopDatabase.OpenTemporaryAsync();
        var error = await Should.ThrowAsync<InvalidValueException>(async () => await db.Notes.InsertAsync(new Note { Text = new string('x', MostBytes + 1) }));
        error.Table.ShouldBe("notes");
        error.Message.ShouldContain("text");
        error.Message.ShouldContain($"{MostBytes}");
        error.Message.Length.ShouldBeLessThan(1000);
        (await db.Notes.InsertAsync(new Note { Text = "small" })).Id.ShouldBe(1);
        (await db.CheckIntegrityAsync()).Findings.ShouldBeEmpty();
    }

    [MountFact]
    public async Task A_full_disk_undoes_the_unit_alone_and_writes_go_on_once_there_is_room()
    {
        using var mount = Mount.Small(kibibytes: 4096);
        var filler = mount.File("filler");
        File.WriteAllBytes(filler, new byte[2 << 20]);
        await using var db = await ShopDatabase.OpenAsync(mount.File("shop.db"));
        await db.Notes.InsertAsync(new Note { Text = "before" });
        (await db.CheckpointAsync()).ShouldBeTrue();
        await Should.ThrowAsync<DatabaseFullException>(async () => await db.WriteAsync(unit =>
            unit.InsertMany(Enumerable.Range(0, 10_000).Select(_ => new Note { Text = new string('x', 500) }))));
        (await db.CountNotesAsync()).ShouldBe(1);
        File.Delete(filler);
        await db.Notes.InsertAsync(new Note { Text = "after" });
        (await db.CountNotesAsync()).ShouldBe(2);
        (await db.CheckIntegrityAsync()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_unit_that_hangs_is_seen_by_health_and_reads_go_on()
    {
        using var folder = new TempFolder();
        var clock = new ManualClock();
        await using var db = await ShopDatabase.OpenAsync(new DatabaseOptions { Path = folder.File("a.db"), TimeProvider = clock });
        using var mayEnd = new ManualResetEventSlim();
        var runs = new TaskCompletionSource();
        var unit = db.WriteAsync(unit =>
        {
            unit.Insert(new Note { Text = "slow" });
            runs.SetResult();
            mayEnd.Wait();
        }).AsTask();
        await runs.Task;
        (await HealthDuringUnit(db, clock, TimeSpan.FromSeconds(60))).ShouldBe((HealthStatus.Degraded, TimeSpan.FromSeconds(60)));
        (await db.CountNotesAsync()).ShouldBe(0);
        mayEnd.Set();
        await unit;
        var after = await db.CheckHealthAsync();
        (after.Status, after.RunningUnitAge).ShouldBe((HealthStatus.Healthy, null));
    }

    private static async Task<(HealthStatus Status, TimeSpan? Age)> HealthDuringUnit(ShopDatabase db, ManualClock clock, TimeSpan age)
    {
        clock.Advance(age);

        // The limit only turns a check that hangs into a red test.
        var report = await db.CheckHealthAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1));
        report.Notes.ShouldContain(note => note.StartsWith("A unit of work has run for 60 s", StringComparison.Ordinal));
        return (report.Status, report.RunningUnitAge);
    }

    /// <summary>A test that needs 4 GB of memory for a moment; skipped where there is less.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class MemoryFactAttribute : FactAttribute
    {
        public MemoryFactAttribute() => Skip = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >= 6L << 30 ? null : "needs 4 GB of memory";
    }
}
