using System.Threading.Channels;
using LineageAot.Tests.Reading;

namespace LineageAot.Lineage.Tests.Maintenance;

/// <summary>A store's maintenance by a clock that goes on only when told to.</summary>
public sealed class StoreMaintenanceTests : IAsyncLifetime
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1), Day = TimeSpan.FromDays(1);

    private readonly string folder = Directory.CreateTempSubdirectory("lineage-upkeep-").FullName;
    private readonly ManualClock clock = new();
    private readonly Channel<MaintenanceRecord> records = Channel.CreateUnbounded<MaintenanceRecord>();
    private LineageStore? opened;

    private string Database => Path.Combine(folder, "store.db");

    /// <summary>Nothing of the file's, without chance; what is told comes behind the journal.</summary>
    private MaintenanceOptions Quiet => new()
    {
        VacuumInterval = null,
        OptimizeInterval = null,
        IntegrityCheckInterval = null,
        Jitter = 0,
        OnFinished = (record, _) => records.Writer.WriteAsync(record),
    };

    private static StoreMaintenanceOptions Nothing => new() { ReapInterval = null, KeepSentFor = null, KeepLogEntriesFor = null, KeepJournalFor = null };

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (opened is not null)
        {
            await opened.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Each_job_of_the_file_and_of_the_store_leaves_a_row()
    {
        var store = await OpenAsync();
        await using var maintenance = store.StartMaintenance(
            new MaintenanceOptions { Jitter = 0, BackupFolder = new BackupFolder { Path = folder }, OnFinished = Quiet.OnFinished },
            new StoreMaintenanceOptions { Retention = new RetentionPolicy { KeepVersions = 1 }, CollectContents = true });
        await AdvanceAsync(Minute, 8);
        var page = await store.ListMaintenanceAsync(new PageRequest(20) { WithTotal = true });
        var rows = page.Items;
        page.Total.ShouldBe(8);
        rows.Select(static row => row.Kind).Reverse().ShouldBe(
        [
            MaintenanceKinds.Backup, StoreMaintenanceKinds.ReapRuns, StoreMaintenanceKinds.Retention, StoreMaintenanceKinds.Outbox, StoreMaintenanceKinds.Log, MaintenanceKinds.Vacuum, MaintenanceKinds.Optimize,
            MaintenanceKinds.IntegrityCheck,
        ]);
        rows.ShouldAllBe(row => row.Ok == true && row.StartedAt == clock.GetUtcNow() && row.FinishedAt == clock.GetUtcNow());
        rows[^1].Detail.ShouldBe(Directory.GetFiles(folder, "*.bak").Single());
        rows[^3].Detail.ShouldBe("0 versions, 0 chunk sets, 0 sources, 0 runs, 0 queries removed, 0 contents collected");
        (await store.ListMaintenanceAsync(new PageRequest(20), MaintenanceKinds.Vacuum)).Items.Count.ShouldBe(1);
    }

    [Fact]
    public async Task One_that_runs_stands_without_an_end_and_one_that_fails_with_its_reason()
    {
        var store = await OpenAsync();
        MaintenanceEntry? inside = null;
        await using var maintenance = store.StartMaintenance(
            Quiet with
            {
                Jobs = [new MaintenanceJob("moody", Day, async _ =>
                {
                    inside = (await store.ListMaintenanceAsync(new PageRequest(1))).Items.Single();
                    throw new InvalidOperationException("not today");
                })],
            },
            Nothing);
        await AdvanceAsync(Minute, 1);
        (inside!.Kind, inside.FinishedAt, inside.Ok).ShouldBe(("moody", null, null));
        var row = (await store.ListMaintenanceAsync(new PageRequest(10))).Items.Single();
        (row.Id, row.Ok, row.Detail).ShouldBe((inside.Id, false, "not today"));
        (await store.FindLastMaintenanceAsync("moody")).ShouldBeNull("it never did what it should");
    }

    [Fact]
    public async Task After_a_restart_it_goes_on_from_its_rows()
    {
        var options = Quiet with { Jobs = [new MaintenanceJob("daily", Day, static _ => ValueTask.FromResult<string?>(null))] };
        var store = await OpenAsync();
        await using (store.StartMaintenance(options, Nothing))
        {
            await AdvanceAsync(Minute, 1);
        }

        await store.DisposeAsync();
        opened = null;
        clock.Advance(TimeSpan.FromHours(20));
        store = await OpenAsync();
        await using var maintenance = store.StartMaintenance(options, Nothing);
        await AdvanceAsync(TimeSpan.FromHours(1), 0);
        await AdvanceAsync(TimeSpan.FromHours(3), 1);
        (await store.ListMaintenanceAsync(new PageRequest(10))).Items.Select(static row => row.StartedAt).ShouldBe([clock.GetUtcNow(), clock.GetUtcNow() - TimeSpan.FromHours(24)], "not before a day is over");
    }

    [Fact]
    public async Task What_is_past_its_time_goes_and_nothing_else()
    {
        var store = await OpenAsync();
        await AddAsync(store, "old");
        await store.RunMaintenanceAsync("old", static _ => ValueTask.FromResult<string?>(null));
        clock.Advance(Day * 10);
        await AddAsync(store, "new");
        await using var maintenance = store.StartMaintenance(Quiet, new StoreMaintenanceOptions { ReapInterval = null, KeepSentFor = Day * 5, KeepLogEntriesFor = Day * 5, KeepJournalFor = Day * 5 });
        await AdvanceAsync(Minute, 2);
        (await store.Outbox.ListAsync(new PageRequest(10))).Items.Select(static row => row.Kind).ShouldBe(["new done", "new dead", "old dead"], "dead letters are for somebody to see");
        Rows("select message from log_entries").ShouldBe(["new"]);
        (await store.ListMaintenanceAsync(new PageRequest(10))).Items.Select(static row => row.Detail).ShouldBe(["1 lines of the log and 1 rows of maintenance removed", "1 entries removed"]);
    }

    [Fact]
    public async Task Dead_letters_go_when_that_is_asked_for()
    {
        var store = await OpenAsync();
        await AddAsync(store, "old");
        clock.Advance(Day * 10);
        await AddAsync(store, "new");
        await using var maintenance = store.StartMaintenance(Quiet, Nothing with { KeepDeadLettersFor = Day * 5 });
        await AdvanceAsync(Minute, 1);
        (await store.Outbox.ListAsync(new PageRequest(10))).Items.Select(static row => row.Kind).ShouldBe(["new done", "new dead", "old done"]);
    }

    [Fact]
    public async Task Runs_of_a_dead_owner_are_ended()
    {
        var store = await OpenAsync();
        var workspace = await store.GetOrAddWorkspaceAsync("w");
        var run = await workspace.StartRunAsync(new RunRequest("index"));
        await store.Database.WriteAsync(unit => unit.Update(unit.Table<Run>().Find(run.Id)! with { Owner = "nobody here", LeaseUntil = clock.GetUtcNow() }));
        await using var maintenance = store.StartMaintenance(Quiet, Nothing with { ReapInterval = Minute });
        await AdvanceAsync(Minute, 1);
        (await workspace.GetRunAsync(run.Id))!.Status.ShouldBe(RunStatus.Abandoned);
        (await store.ListMaintenanceAsync(new PageRequest(1))).Items.Single().Detail.ShouldBe("1 runs ended");
    }

    [Fact]
    public async Task Wrong_values_are_refused_by_name()
    {
        var store = await OpenAsync();
        Should.Throw<ArgumentOutOfRangeException>(() => store.StartMaintenance(upkeep: new StoreMaintenanceOptions { KeepJournalFor = Minute })).Message.ShouldContain("KeepJournalFor");
        Should.Throw<ArgumentOutOfRangeException>(() => store.StartMaintenance(upkeep: new StoreMaintenanceOptions { Retention = new RetentionPolicy { KeepVersions = 0 } }));
        Should.Throw<ConfigurationException>(() => store.StartMaintenance(upkeep: new StoreMaintenanceOptions { ReapInterval = TimeSpan.FromSeconds(1) })).Message.ShouldContain(StoreMaintenanceKinds.ReapRuns);
        await store.StartMaintenance().DisposeAsync();
    }

    private async Task<LineageStore> OpenAsync() => opened = await LineageStore.OpenAsync(new DatabaseOptions { Path = Database, TimeProvider = clock });

    /// <summary>An entry that was sent, one that was given up, and a line of the log.</summary>
    private async Task AddAsync(LineageStore store, string name)
    {
        var now = clock.GetUtcNow();
        await store.Database.WriteAsync(unit =>
        {
            unit.Insert(new OutboxRow { Kind = $"{name} dead", Payload = "1", AvailableAt = now, DeadAt = now });
            unit.Insert(new OutboxRow { Kind = $"{name} done", Payload = "1", AvailableAt = now, DoneAt = now });
            unit.Insert(new LogEntry { Level = LogEntryLevel.Information, Category = "test", Message = name });
        });
    }

    private List<string> Rows(string sql)
    {
        using var connection = opened!.Database.OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }

    /// <summary>Lets the maintenance go to its wait, moves the clock on, and waits for so many runs.</summary>
    private async Task AdvanceAsync(TimeSpan by, int runs)
    {
        SpinWait.SpinUntil(() => clock.Armed >= 1, TimeSpan.FromSeconds(30)).ShouldBeTrue();
        clock.Advance(by);
        for (var i = 0; i < runs; i++)
        {
            await records.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
        }
    }
}
