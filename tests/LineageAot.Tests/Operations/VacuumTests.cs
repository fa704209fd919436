using LineageAot.Operations;
using LineageAot.Tests.Reading;
using LineageAot.Tests.Support;

namespace LineageAot.Tests.Operations;

/// <summary>Checkpoints, vacuums and statistics, on the writer between batches.</summary>
public sealed class VacuumTests : IDisposable
{
    private readonly TempFolder folder = new();

    private string Path => folder.File("a.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_passive_checkpoint_brings_the_log_home_and_a_truncating_one_cuts_it()
    {
        await using var database = await ReadingDatabase.OpenAsync(Path);
        await database.Items.InsertAsync(new Item { Id = 1, Name = "one" });
        var passive = await database.CheckpointAsync(CheckpointMode.Passive);
        passive.IsComplete.ShouldBeTrue();
        passive.LogFrames.ShouldBeGreaterThan(0);
        passive.CheckpointedFrames.ShouldBe(passive.LogFrames);
        new FileInfo(Path + "-wal").Length.ShouldBeGreaterThan(0);

        (await database.CheckpointAsync(CheckpointMode.Truncate)).ShouldBe(new CheckpointReport(true, false, 0, 0));
        new FileInfo(Path + "-wal").Length.ShouldBe(0);
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await database.CheckpointAsync((CheckpointMode)7));
    }

    [Fact]
    public async Task Behind_a_reader_truncating_says_busy_and_copies_what_it_can()
    {
        await using var database = await ReadingDatabase.OpenAsync(Path);
        await database.Items.InsertAsync(new Item { Id = 1, Name = "one" });
        await using (var snapshot = await database.BeginSnapshotAsync())
        {
            await database.Items.InsertAsync(new Item { Id = 2, Name = "two" });
            var report = await database.CheckpointAsync(CheckpointMode.Truncate);
            (report.IsComplete, report.WasBusy).ShouldBe((false, true));
            report.CheckpointedFrames.ShouldBeLessThan(report.LogFrames);
        }

        (await database.CheckpointAsync(CheckpointMode.Truncate)).IsComplete.ShouldBeTrue();
    }

    [Fact]
    public async Task An_incremental_vacuum_goes_slice_by_slice_with_writes_between_and_makes_the_file_smaller()
    {
        await using var database = await ReadingDatabase.OpenAsync(Path);
        await FillAndEmpty(database);
        await database.CheckpointAsync(CheckpointMode.Truncate);
        var before = new FileInfo(Path).Length;
        var told = new List<VacuumProgress>();
        var writes = new List<Task>();
        var report = await database.IncrementalVacuumAsync(new IncrementalVacuumOptions
        {
            PagesPerSlice = 50,
            Progress = new Listener<VacuumProgress>(progress =>
            {
                told.Add(progress);
                writes.Add(database.Items.InsertAsync(new Item { Id = 10_000 + told.Count, Name = $"between {told.Count}" }).AsTask());
            }),
        });
        await Task.WhenAll(writes);
        report.IsIncremental.ShouldBeTrue();
        report.FreedPages.ShouldBeGreaterThan(100);
        told.Count.ShouldBeGreaterThan(3);
        told[^1].LeftPages.ShouldBe(0);
        (before - new FileInfo(Path).Length).ShouldBeGreaterThan(report.FreedBytes / 2);
        (await database.Items.CountAsync()).ShouldBe(told.Count);
        (await database.CheckIntegrityAsync()).IsSound.ShouldBeTrue();
    }

    [Fact]
    public async Task It_stops_at_its_limit_and_between_slices_when_cancelled()
    {
        await using var database = await ReadingDatabase.OpenAsync(Path);
        await FillAndEmpty(database);
        (await database.IncrementalVacuumAsync(new IncrementalVacuumOptions { PagesPerSlice = 30, MaxPages = 40 })).FreedPages.ShouldBe(40);
        using var cancellation = new CancellationTokenSource();
        var slices = 0;
        await Should.ThrowAsync<OperationCanceledException>(async () => await database.IncrementalVacuumAsync(new IncrementalVacuumOptions
        {
            PagesPerSlice = 10,
            Progress = new Listener<VacuumProgress>(_ =>
            {
                slices++;
                cancellation.Cancel();
            }),
        }, cancellation.Token));
        slices.ShouldBe(1);
        (await database.CheckHealthAsync()).FreePageCount.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_file_of_another_program_is_told_and_a_full_vacuum_turns_it_on()
    {
        await (await ReadingDatabase.OpenAsync(Path)).DisposeAsync();
        Sessions.Run(Path, "pragma auto_vacuum=0", "vacuum");
        await using var database = await ReadingDatabase.OpenAsync(Path);
        await FillAndEmpty(database);
        (await database.IncrementalVacuumAsync()).ShouldBe(new VacuumReport(false, 0, (await database.CheckHealthAsync()).FreePageCount, 4096));
        var full = await database.VacuumAsync();
        full.FreedPages.ShouldBeGreaterThan(100);
        full.FreePages.ShouldBe(0);
        new FileInfo(Path + "-wal").Length.ShouldBe(0);
        await FillAndEmpty(database);
        (await database.IncrementalVacuumAsync()).FreedPages.ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task A_full_vacuum_keeps_rows_and_writes_wait_for_it()
    {
        await using var database = await ReadingDatabase.OpenAsync(Path);
        await FillAndEmpty(database);
        var vacuum = database.VacuumAsync().AsTask();
        var write = database.Items.InsertAsync(new Item { Id = 1, Name = "one" }).AsTask();
        await Task.WhenAll(vacuum, write);
        (await database.Items.FindAsync(1))!.Name.ShouldBe("one");
        (await database.CheckIntegrityAsync()).IsSound.ShouldBeTrue();
    }

    [Fact]
    public void Too_little_room_is_told_with_figures()
    {
        var pages = new FilePages(1000, 0, 4096);
        Vacuum.RequireRoom("a.db", pages, new DiskRoom(8_192_000, 10_000_000));
        Vacuum.RequireRoom("a.db", pages, null);
        Should.Throw<DatabaseFullException>(() => Vacuum.RequireRoom("a.db", pages, new DiskRoom(8_191_999, 10_000_000))).Message.ShouldContain("8,192,000 bytes must be free for it, twice its 4,096,000, and 8,191,999 are");
    }

    [MountFact]
    public async Task On_a_disk_that_is_too_small_a_full_vacuum_is_refused_and_an_incremental_one_works()
    {
        using var mount = Mount.Small(kibibytes: 8192);
        await using var database = await ReadingDatabase.OpenAsync(mount.File("a.db"));
        await FillAndEmpty(database, rows: 300);
        using (var ballast = new FileStream(mount.File("ballast"), FileMode.CreateNew))
        {
            ballast.Write(new byte[5632 * 1024]);
        }

        (await Should.ThrowAsync<DatabaseFullException>(async () => await database.VacuumAsync())).Message.ShouldContain("wasn't vacuumed");
        (await database.IncrementalVacuumAsync()).FreedPages.ShouldBeGreaterThan(100);
        await database.Items.InsertAsync(new Item { Id = 1, Name = "one" });
    }

    [Fact]
    public async Task Statistics_are_made()
    {
        await using var database = await ReadingDatabase.OpenAsync(Path);
        await database.Items.InsertManyAsync(Enumerable.Range(0, 1000).Select(static i => new Item { Id = i, Name = $"name {i}", Category = i % 7 }));
        await database.OptimizeAsync();
        await database.CheckpointAsync(CheckpointMode.Passive);
        using var reader = Sessions.Reader(Path);
        reader.QueryText("select count(*) from sqlite_stat1 where tbl = 'items'").ShouldNotBe("0");
        (await database.CheckHealthAsync()).SchemaState.ShouldBe(SchemaState.Current);
    }

    [Fact]
    public async Task A_read_only_database_refuses_and_values_out_of_range_are_named()
    {
        await (await ReadingDatabase.OpenAsync(Path)).DisposeAsync();
        await using (var database = await ReadingDatabase.OpenAsync(new DatabaseOptions { Path = Path, Access = DatabaseAccess.ReadOnly }))
        {
            await Should.ThrowAsync<DatabaseReadOnlyException>(async () => await database.VacuumAsync());
            await Should.ThrowAsync<DatabaseReadOnlyException>(async () => await database.IncrementalVacuumAsync());
            await Should.ThrowAsync<DatabaseReadOnlyException>(async () => await database.OptimizeAsync());
            await Should.ThrowAsync<DatabaseReadOnlyException>(async () => await database.CheckpointAsync(CheckpointMode.Passive));
        }

        await using var writable = await ReadingDatabase.OpenAsync(Path);
        await Should.ThrowAsync<ConfigurationException>(async () => await writable.IncrementalVacuumAsync(new IncrementalVacuumOptions { PagesPerSlice = 0 }));
        await Should.ThrowAsync<ConfigurationException>(async () => await writable.IncrementalVacuumAsync(new IncrementalVacuumOptions { MaxPages = 0 }));
    }

    private static async Task FillAndEmpty(ReadingDatabase database, int rows = 500)
    {
        await database.Items.InsertManyAsync(Enumerable.Range(0, rows).Select(static i => new Item { Id = i, Name = $"name {i}", Payload = new byte[4000] }));
        await database.WriteAsync(unit =>
        {
            for (var i = 0; i < rows; i++)
            {
                unit.Delete(new Item { Id = i, Name = "" });
            }
        });
    }
}
