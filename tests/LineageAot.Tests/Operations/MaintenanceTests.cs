using System.Threading.Channels;
using LineageAot.Tests.Reading;
using LineageAot.Tests.Support;

namespace LineageAot.Tests.Operations;

/// <summary>Maintenance by a clock that goes on only when told to.</summary>
public sealed class MaintenanceTests : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1), Hour = TimeSpan.FromHours(1);

    private readonly TempFolder folder = new();
    private readonly ManualClock clock = new();
    private readonly Channel<MaintenanceRecord> records = Channel.CreateUnbounded<MaintenanceRecord>();

    public MaintenanceTests() => Directory.CreateDirectory(Backups);

    private string Path => folder.File("a.db");

    private string Backups => folder.File("backups");

    /// <summary>Nothing but what a test adds, without chance.</summary>
    private MaintenanceOptions Nothing => new()
    {
        VacuumInterval = null,
        OptimizeInterval = null,
        IntegrityCheckInterval = null,
        Jitter = 0,
        OnFinished = (record, _) => records.Writer.WriteAsync(record),
    };

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Everything_due_runs_in_order_and_is_recorded()
    {
        await using var database = await OpenAsync();
        await using var maintenance = database.StartMaintenance(new MaintenanceOptions
        {
            Jitter = 0,
            BackupFolder = new BackupFolder { Path = Backups },
            Jobs = [new MaintenanceJob("retention", Hour, static _ => ValueTask.FromResult<string?>("7 rows deleted"))],
            OnFinished = Nothing.OnFinished,
        });
        Advance(Minute);
        var all = new List<MaintenanceRecord>();
        for (var i = 0; i < 5; i++)
        {
            all.Add(await NextAsync());
        }

        all.Select(static record => record.Kind).ShouldBe([MaintenanceKinds.Backup, "retention", MaintenanceKinds.Vacuum, MaintenanceKinds.Optimize, MaintenanceKinds.IntegrityCheck]);
        all.ShouldAllBe(record => record.Ok && record.StartedAt == clock.GetUtcNow() && record.FinishedAt == clock.GetUtcNow());
        all.Select(static record => record.Detail).ShouldBe([Directory.GetFiles(Backups).Single(), "7 rows deleted", "0 bytes given back", null, "nothing was found"]);

        var health = await database.CheckHealthAsync();
        (health.LastBackupAt, health.LastVacuumAt, health.LastIntegrityCheckAt, health.WasSoundAtLastCheck).ShouldBe((clock.GetUtcNow(), clock.GetUtcNow(), clock.GetUtcNow(), true));
    }

    [Fact]
    public async Task Time_that_went_by_before_the_timer_was_there_is_not_waited_for_again()
    {
        await using var database = await OpenAsync();
        clock.BeforeTimer = () =>
        {
            clock.BeforeTimer = null;
            clock.Advance(Minute);
        };
        await using var maintenance = database.StartMaintenance(Nothing with { Jobs = [Job("late", Hour)] });
        await NextAsync("late");
    }

    [Fact]
    public async Task Each_runs_again_when_its_interval_is_over()
    {
        await using var database = await OpenAsync();
        await using var maintenance = database.StartMaintenance(Nothing with { BackupFolder = new BackupFolder { Path = Backups, KeepCount = 2 }, Jobs = [Job("daily", TimeSpan.FromDays(60))] });
        Advance(Minute);
        await NextAsync(MaintenanceKinds.Backup);
        await NextAsync("daily");
        for (var hour = 0; hour < 3; hour++)
        {
            Advance(Hour);
            await NextAsync(MaintenanceKinds.Backup);
        }

        Directory.GetFiles(Backups).Length.ShouldBe(2);
        records.Reader.Count.ShouldBe(0);

        // Longer than a timer takes; what was missed isn't caught up.
        Advance(TimeSpan.FromDays(60));
        await NextAsync(MaintenanceKinds.Backup);
        await NextAsync("daily");
        records.Reader.Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_job_that_fails_is_recorded_and_runs_again()
    {
        var runs = 0;
        await using var database = await OpenAsync();
        await using var maintenance = database.StartMaintenance(Nothing with
        {
            BackupFolder = new BackupFolder { Path = folder.File("missing") },
            Jobs = [new MaintenanceJob("moody", Hour, _ => ++runs == 1 ? throw new InvalidOperationException("not today") : ValueTask.FromResult<string?>(null))],
        });
        Advance(Minute);
        (await NextAsync(MaintenanceKinds.Backup)).Detail!.ShouldContain("doesn't exist");
        var first = await NextAsync("moody");
        (first.Ok, first.Detail).ShouldBe((false, "not today"));
        Advance(Hour);
        await NextAsync(MaintenanceKinds.Backup);
        (await NextAsync("moody")).Ok.ShouldBeTrue();

        Advance(Hour * 4);
        await NextAsync(MaintenanceKinds.Backup);
        var health = await database.CheckHealthAsync();
        health.Status.ShouldBe(HealthStatus.Degraded);
        health.Notes.ShouldContain(note => note.Contains("A backup is to be made every 01:00:00"));
    }

    [Fact]
    public async Task A_journal_that_fails_stops_nothing()
    {
        await using var database = await OpenAsync();
        await using var maintenance = database.StartMaintenance(Nothing with
        {
            Jobs = [Job("one", Hour)],
            OnFinished = async (record, _) =>
            {
                await records.Writer.WriteAsync(record);
                throw new InvalidOperationException("no journal");
            },
        });
        Advance(Minute);
        await NextAsync("one");
        Advance(Hour);
        await NextAsync("one");
    }

    [Fact]
    public async Task A_beginning_is_told_before_the_job_runs_and_may_fail()
    {
        var told = new List<string>();
        await using var database = await OpenAsync();
        await using var maintenance = database.StartMaintenance(Nothing with
        {
            Jobs = [new MaintenanceJob("one", Hour, _ => ValueTask.FromResult<string?>(string.Join(", ", told)))],
            OnStarted = (kind, at, _) =>
            {
                told.Add($"{kind} {at == clock.GetUtcNow()}");
                throw new InvalidOperationException("no journal");
            },
        });
        Advance(Minute);
        (await NextAsync("one")).Detail.ShouldBe("one True");
    }

    [Fact]
    public async Task No_two_ever_run_at_once()
    {
        var (entered, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        var isInside = false;
        var overlaps = 0;
        async ValueTask<string?> Run(Task until)
        {
            overlaps += isInside ? 1 : 0;
            isInside = true;
            entered.TrySetResult();
            await until;
            isInside = false;
            return null;
        }

        await using var database = await OpenAsync();
        await using var maintenance = database.StartMaintenance(Nothing with
        {
            Jobs = [new MaintenanceJob("long", Hour, _ => Run(release.Task)), new MaintenanceJob("short", Minute, _ => Run(Task.CompletedTask))],
        });
        Advance(Minute);
        await entered.Task.WaitAsync(TimeSpan.FromSeconds(30));
        clock.Advance(Minute * 20);
        records.Reader.Count.ShouldBe(0);
        release.SetResult();
        await NextAsync("long");
        await NextAsync("short");
        overlaps.ShouldBe(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stopping_ends_what_runs_and_records_it(bool byDatabase)
    {
        var entered = new TaskCompletionSource();
        var database = await OpenAsync();
        var maintenance = database.StartMaintenance(Nothing with
        {
            Jobs =
            [
                new MaintenanceJob("endless", Hour, async cancellationToken =>
                {
                    entered.SetResult();
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                    return null;
                }),
                Job("next", Hour),
            ],
        });
        Advance(Minute);
        await entered.Task.WaitAsync(TimeSpan.FromSeconds(30));
        if (byDatabase)
        {
            await database.DisposeAsync();
        }

        await maintenance.DisposeAsync();
        var record = await NextAsync("endless");
        (record.Ok, record.Detail).ShouldBe((false, "it was stopped"));
        clock.Advance(Hour * 5);
        records.Reader.Count.ShouldBe(0);
        clock.Armed.ShouldBe(0);
        await database.DisposeAsync();
    }

    [Fact]
    public async Task A_clock_that_is_set_back_delays_nothing()
    {
        await using var database = await OpenAsync();
        await using var maintenance = database.StartMaintenance(Nothing with { Jobs = [new MaintenanceJob("one", Hour, _ =>
        {
            clock.SetBack(TimeSpan.FromDays(365));
            return ValueTask.FromResult<string?>(null);
        })] });
        Advance(Minute);
        var first = await NextAsync("one");
        first.FinishedAt.ShouldBeGreaterThanOrEqualTo(first.StartedAt);
        Advance(Hour);
        (await NextAsync("one")).StartedAt.ShouldBeLessThan(first.StartedAt);
    }

    [Fact]
    public async Task The_last_run_counts_across_starts()
    {
        var now = clock.GetUtcNow();
        var lasts = new Dictionary<string, DateTimeOffset?> { ["new"] = null, ["recent"] = now - Minute * 10, ["overdue"] = now - Hour * 30, ["future"] = now + Hour * 30 };
        File.WriteAllText(System.IO.Path.Combine(Backups, "a.db.20251231-235000-000.bak"), "made ten minutes ago");
        await using var database = await OpenAsync();
        await using var maintenance = database.StartMaintenance(Nothing with
        {
            BackupFolder = new BackupFolder { Path = Backups },
            Jobs = [.. lasts.Keys.Append("broken").Select(static name => Job(name, Hour))],
            FindLastRun = (name, _) => name == "broken" ? throw new InvalidOperationException("no journal") : ValueTask.FromResult(lasts.GetValueOrDefault(name)),
        });
        Advance(Minute);
        await NextAsync("new");
        await NextAsync("overdue");
        await NextAsync("broken");
        (await database.CheckHealthAsync()).LastBackupAt.ShouldBe(now - Minute * 10);
        Advance(Minute * 48);
        records.Reader.Count.ShouldBe(0);
        Advance(Minute);
        await NextAsync(MaintenanceKinds.Backup);
        await NextAsync("recent");
        Advance(Minute * 10);
        (await NextAsync()).Kind.ShouldBe("future");
    }

    [Fact]
    public async Task Chance_stays_within_its_bounds()
    {
        await using var database = await OpenAsync();
        await using var maintenance = database.StartMaintenance(Nothing with { Jitter = 0.5, FirstRunDelay = Hour, Jobs = [.. Enumerable.Range(0, 40).Select(static i => Job($"job {i}", TimeSpan.FromDays(9)))] });
        Advance(Minute * 29);
        records.Reader.Count.ShouldBe(0);
        Advance(Minute * 62);
        for (var i = 0; i < 40; i++)
        {
            await NextAsync();
        }
    }

    [Fact]
    public async Task Damage_that_is_found_is_a_failure_and_shows_in_health()
    {
        await using var database = await OpenAsync();
        using (var other = Sessions.Writer(Path))
        {
            other.Execute("create table p (a integer primary key)");
            other.Execute("create table c (a integer references p)");
            other.Execute("pragma foreign_keys=0");
            other.Execute("insert into c values (1)");
        }

        await using var maintenance = database.StartMaintenance(Nothing with { IntegrityCheckInterval = Hour });
        Advance(Minute);
        var record = await NextAsync(MaintenanceKinds.IntegrityCheck);
        record.Ok.ShouldBeFalse();
        record.Detail!.ShouldContain("points at a row of 'p'");
        var health = await database.CheckHealthAsync();
        (health.Status, health.WasSoundAtLastCheck).ShouldBe((HealthStatus.Degraded, false));
        health.Notes.ShouldContain(note => note.Contains("found damage") && note.Contains("Restore a backup"));
    }

    [Fact]
    public async Task One_runs_at_a_time_and_none_on_what_is_read_only_or_closed()
    {
        var database = await OpenAsync();
        var first = database.StartMaintenance();
        Should.Throw<InvalidOperationException>(() => database.StartMaintenance());
        await first.DisposeAsync();
        await first.DisposeAsync();
        database.StartMaintenance();
        await database.DisposeAsync();
        Should.Throw<ObjectDisposedException>(() => database.StartMaintenance());
        clock.Armed.ShouldBe(0);
        await using var reading = await ReadingDatabase.OpenAsync(new DatabaseOptions { Path = Path, Access = DatabaseAccess.ReadOnly });
        Should.Throw<DatabaseReadOnlyException>(() => reading.StartMaintenance());
    }

    [Fact]
    public async Task Values_out_of_their_ranges_are_named()
    {
        await using var database = await OpenAsync();
        void Refused(MaintenanceOptions options, string name) => Should.Throw<ConfigurationException>(() => database.StartMaintenance(options)).Message.ShouldContain(name);
        Refused(new MaintenanceOptions { BackupInterval = TimeSpan.FromSeconds(59) }, "BackupInterval");
        Refused(new MaintenanceOptions { VacuumInterval = TimeSpan.FromDays(367) }, "VacuumInterval");
        Refused(new MaintenanceOptions { OptimizeInterval = TimeSpan.Zero }, "OptimizeInterval");
        Refused(new MaintenanceOptions { IntegrityCheckInterval = -Hour }, "IntegrityCheckInterval");
        Refused(new MaintenanceOptions { VacuumPagesPerSlice = 0 }, "VacuumPagesPerSlice");
        Refused(new MaintenanceOptions { Jitter = 0.51 }, "Jitter");
        Refused(new MaintenanceOptions { Jitter = double.NaN }, "Jitter");
        Refused(new MaintenanceOptions { FirstRunDelay = -Minute }, "FirstRunDelay");
        Refused(new MaintenanceOptions { Jobs = null! }, "Jobs");
        Refused(new MaintenanceOptions { BackupFolder = new BackupFolder { Path = " " } }, "BackupFolder.Path");
        Refused(new MaintenanceOptions { Jobs = [Job("", Hour)] }, "name");
        Refused(new MaintenanceOptions { Jobs = [Job("a", Hour), Job("A", Hour)] }, "'A'");
        Refused(new MaintenanceOptions { Jobs = [Job("backup", Hour)] }, "'backup'");
        Refused(new MaintenanceOptions { Jobs = [Job("a", TimeSpan.FromSeconds(1))] }, "'a'");
        await database.StartMaintenance().DisposeAsync();
    }

    private static MaintenanceJob Job(string name, TimeSpan interval) => new(name, interval, static _ => ValueTask.FromResult<string?>(null));

    private ValueTask<ReadingDatabase> OpenAsync() => ReadingDatabase.OpenAsync(new DatabaseOptions { Path = Path, TimeProvider = clock, MaxReadAge = Timeout.InfiniteTimeSpan });

    /// <summary>Time goes on once the runner waits for it: a timer that is made later would start at the new time.</summary>
    private void Advance(TimeSpan by)
    {
        SpinWait.SpinUntil(() => clock.Armed == 1, TimeSpan.FromSeconds(30)).ShouldBeTrue();
        clock.Advance(by);
    }

    /// <summary>The next record; the time limit only ends a test that would hang.</summary>
    private Task<MaintenanceRecord> NextAsync() => records.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    private async Task<MaintenanceRecord> NextAsync(string kind)
    {
        var record = await NextAsync();
        record.Kind.ShouldBe(kind);
        return record;
    }
}
