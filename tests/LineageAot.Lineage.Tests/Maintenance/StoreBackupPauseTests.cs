using LineageAot.Tests.Reading;
using LineageAot.Tests.Support;

namespace LineageAot.Lineage.Tests.Maintenance;

/// <summary>Backups of a store that are under way when one of its databases is paused.</summary>
public sealed class StoreBackupPauseTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lineage-pause-").FullName;
    private readonly HeldStatement held = HeldStatement.Copy;

    private string Backups => Path.Combine(folder, "backups");

    private string Target => Path.Combine(Backups, "copy.db");

    public StoreBackupPauseTests() => Directory.CreateDirectory(Backups);

    public void Dispose()
    {
        held.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_backup_that_a_pause_ends_leaves_nothing_but_its_row(bool isSplit)
    {
        await using var store = await OpenAsync(isSplit, holdsState: true);
        var backup = store.BackupAsync(Target).AsTask();
        await held.Reached;
        var pausing = store.Database.PauseAsync();
        held.Release();
        await pausing;
        await Should.ThrowAsync<BackupException>(() => backup);
        Directory.GetFiles(Backups).ShouldBeEmpty();
        await Should.ThrowAsync<DatabaseBusyException>(async () => await store.BackupAsync(Target));
        await store.Database.ResumeAsync();
        await store.BackupAsync(Target);
        Directory.GetFiles(Backups).Length.ShouldBe(isSplit ? 2 : 1);

        // The one that was refused while it was paused had no row to begin with.
        var rows = (await store.ListMaintenanceAsync(new PageRequest(10))).Items;
        rows.Select(static row => row.Ok).ShouldBe([true, false]);
        rows[1].Detail!.ShouldContain("paused");
    }

    [Fact]
    public async Task A_backup_whose_events_half_is_ended_leaves_nothing_but_its_row()
    {
        await using var store = await OpenAsync(isSplit: true, holdsState: false);
        var backup = store.BackupAsync(Target).AsTask();
        await held.Reached;
        File.Exists(Target).ShouldBeTrue();
        var pausing = store.EventsDatabase.PauseAsync();
        held.Release();
        await pausing;
        (await Should.ThrowAsync<BackupException>(() => backup)).Message.ShouldContain("paused");
        Directory.GetFiles(Backups).ShouldBeEmpty();
        var row = (await store.ListMaintenanceAsync(new PageRequest(10))).Items.Single();
        (row.Ok, row.Detail!.Contains("paused", StringComparison.Ordinal)).ShouldBe((false, true));
        await store.EventsDatabase.ResumeAsync();
        await store.BackupAsync(Target);
        Directory.GetFiles(Backups).Length.ShouldBe(2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_scheduled_backup_that_a_pause_ends_has_a_row_that_says_so_and_is_made_after_it(bool isSplit)
    {
        var done = new TaskCompletionSource();
        await using var store = await OpenAsync(isSplit, holdsState: true, new ManualClock());
        await using (store.StartMaintenance(
            new MaintenanceOptions
            {
                BackupFolder = new BackupFolder { Path = Backups },
                VacuumInterval = null,
                OptimizeInterval = null,
                IntegrityCheckInterval = null,
                FirstRunDelay = TimeSpan.Zero,
                Jitter = 0,
                OnFinished = (record, _) =>
                {
                    if (record is { Kind: MaintenanceKinds.Backup, Ok: true })
                    {
                        done.TrySetResult();
                    }

                    return ValueTask.CompletedTask;
                },
            },
            new StoreMaintenanceOptions { ReapInterval = null, KeepSentFor = null, KeepLogEntriesFor = null, KeepJournalFor = null }))
        {
            await held.Reached;
            var pausing = store.Database.PauseAsync();
            held.Release();
            await pausing;
            Directory.GetFiles(Backups).ShouldBeEmpty();
            await store.Database.ResumeAsync();
            await done.Task.WaitAsync(TimeSpan.FromSeconds(60));
        }

        Directory.GetFiles(Backups, "*.bak").Length.ShouldBe(isSplit ? 2 : 1);
        var rows = (await store.ListMaintenanceAsync(new PageRequest(10), MaintenanceKinds.Backup)).Items;
        rows.Select(static row => row.Ok).ShouldBe([true, false]);
        rows[1].Detail!.ShouldContain("paused");
    }

    [Fact]
    public async Task What_ended_in_a_pause_is_written_with_the_next_row()
    {
        held.Release();
        await using var store = await OpenAsync(isSplit: false, holdsState: true);
        await store.RunMaintenanceAsync("first", async token =>
        {
            await store.Database.PauseAsync(token);
            return "done in a pause";
        });
        await store.Database.ResumeAsync();
        await store.RunMaintenanceAsync("second", static _ => ValueTask.FromResult<string?>(null));
        (await store.ListMaintenanceAsync(new PageRequest(10))).Items.Select(static row => (row.Kind, row.Ok, row.Detail)).ShouldBe([("second", true, null), ("first", true, "done in a pause")]);
    }

    private ValueTask<LineageStore> OpenAsync(bool isSplit, bool holdsState, TimeProvider? clock = null)
    {
        var options = new DatabaseOptions { Path = Path.Combine(folder, "store.db"), LogSql = true, TimeProvider = clock ?? TimeProvider.System, MaxReadAge = Timeout.InfiniteTimeSpan };
        var holding = options with { LoggerFactory = held };
        return LineageStore.OpenAsync(new LineageStoreOptions
        {
            Database = holdsState ? holding : options,
            SplitEvents = isSplit,
            ConfigureEvents = events => holdsState ? events : events with { LoggerFactory = held },
        });
    }
}
