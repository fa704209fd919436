using System.Threading.Channels;
using LineageAot.Tests.Reading;
using LineageAot.Tests.Support;

namespace LineageAot.Tests.Operations;

/// <summary>Copies that are under way when their database lets go of its file.</summary>
public sealed class BackupPauseTests : IDisposable
{
    private const int Rows = 20_000;

    private readonly TempFolder folder = new();
    private readonly HeldStatement held = HeldStatement.Copy;

    private string Path => folder.File("a.db");

    private string Target => System.IO.Path.Combine(Backups, "copy.bak");

    private string Backups => folder.File("backups");

    public BackupPauseTests() => Directory.CreateDirectory(Backups);

    public void Dispose()
    {
        held.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("file")]
    [InlineData("folder")]
    [InlineData("clone")]
    public async Task A_pause_ends_a_copy_and_returns_when_nobody_has_the_file(string kind)
    {
        await using var database = await OpenAsync();
        var copying = CopyAsync(database, kind);
        await held.Reached;
        var pausing = database.PauseAsync().AsTask();
        (await Should.ThrowAsync<DatabaseBusyException>(() => CopyAsync(database, kind))).Message.ShouldContain("ResumeAsync");
        pausing.IsCompleted.ShouldBeFalse("the copy has the file open");
        held.Release();
        await pausing;
        RequireNobodyHasIt();

        // What a copy by hand would take: without the log it's whole.
        File.Exists(Path + "-wal").ShouldBeFalse();
        File.Copy(Path, folder.File("by hand.db"));
        using (var byHand = Sessions.Reader(folder.File("by hand.db")))
        {
            byHand.QueryText("select count(*) from items").ShouldBe($"{Rows}");
        }

        (await Should.ThrowAsync<BackupException>(() => copying)).Message.ShouldContain("paused");
        Directory.GetFiles(Backups).ShouldBeEmpty();
        await database.ResumeAsync();
        await CopyAsync(database, kind);
    }

    [Theory]
    [InlineData("file")]
    [InlineData("folder")]
    [InlineData("clone")]
    public async Task A_disposal_ends_a_copy_and_returns_when_nobody_has_the_file(string kind)
    {
        var database = await OpenAsync();
        var copying = CopyAsync(database, kind);
        await held.Reached;
        var disposing = database.DisposeAsync().AsTask();
        disposing.IsCompleted.ShouldBeFalse("the copy has the file open");
        held.Release();
        await disposing;
        RequireNobodyHasIt();
        File.Exists(Path + "-wal").ShouldBeFalse();
        (await Should.ThrowAsync<BackupException>(() => copying)).Message.ShouldContain("disposed");
        Directory.GetFiles(Backups).ShouldBeEmpty();
        await Should.ThrowAsync<ObjectDisposedException>(() => CopyAsync(database, kind));
    }

    [Fact]
    public async Task A_copy_that_its_caller_cancels_as_well_was_cancelled()
    {
        await using var database = await OpenAsync();
        using var cancellation = new CancellationTokenSource();
        var copying = database.BackupAsync(Target, cancellation.Token).AsTask();
        await held.Reached;
        var pausing = database.PauseAsync();
        await cancellation.CancelAsync();
        held.Release();
        await pausing;
        (await Should.ThrowAsync<OperationCanceledException>(() => copying)).CancellationToken.ShouldBe(cancellation.Token);
        Directory.GetFiles(Backups).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_scheduled_backup_that_a_pause_ends_is_recorded_and_made_again_after_it()
    {
        var clock = new ManualClock();
        var records = Channel.CreateUnbounded<MaintenanceRecord>();
        var written = Rows;
        await using var database = await OpenAsync(clock);
        await using var maintenance = database.StartMaintenance(new MaintenanceOptions
        {
            BackupFolder = new BackupFolder { Path = Backups },
            VacuumInterval = null,
            OptimizeInterval = null,
            IntegrityCheckInterval = null,
            FirstRunDelay = TimeSpan.Zero,
            Jitter = 0,

            // As a journal does, it writes where it's told.
            OnFinished = async (record, _) =>
            {
                await database.Items.InsertAsync(new Item { Id = ++written, Name = $"record {written}" });
                await records.Writer.WriteAsync(record);
            },
        });
        await held.Reached;
        var pausing = database.PauseAsync();
        held.Release();
        await pausing;
        RequireNobodyHasIt();
        Directory.GetFiles(Backups).ShouldBeEmpty();
        records.Reader.Count.ShouldBe(0, "a database that is paused takes no record");
        await database.ResumeAsync();
        var ended = await records.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));
        (ended.Ok, ended.Detail!.Contains("paused", StringComparison.Ordinal)).ShouldBe((false, true), ended.Detail);

        // Not an hour later: the clock stands still.
        var made = await records.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));
        (made.Ok, made.Detail).ShouldBe((true, Directory.GetFiles(Backups).Single()));
    }

    [Fact]
    public async Task Maintenance_that_is_due_in_a_pause_waits_for_its_end_or_is_stopped()
    {
        var clock = new ManualClock();
        var ran = Channel.CreateUnbounded<string>();
        await using var database = await OpenAsync(clock);
        await database.PauseAsync();
        MaintenanceOptions options = new()
        {
            VacuumInterval = null,
            OptimizeInterval = null,
            IntegrityCheckInterval = null,
            FirstRunDelay = TimeSpan.Zero,
            Jobs =
            [
                new MaintenanceJob("one", TimeSpan.FromHours(1), async _ =>
                {
                    var number = await database.Items.CountAsync();
                    await ran.Writer.WriteAsync($"{number}");
                    return null;
                }),
            ],
        };
        await database.StartMaintenance(options).DisposeAsync();
        await using var maintenance = database.StartMaintenance(options);
        ran.Reader.Count.ShouldBe(0);
        await database.ResumeAsync();
        (await ran.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60))).ShouldBe($"{Rows}");
    }

    [Fact]
    public async Task A_lent_connection_is_its_borrowers_also_over_a_pause()
    {
        held.Release();
        await using var database = await OpenAsync();
        using (var lent = database.OpenConnection())
        {
            await database.PauseAsync();
            using var command = lent.CreateCommand();
            command.CommandText = "select count(*) from items";
            command.ExecuteScalar().ShouldBe((long)Rows);
        }

        RequireNobodyHasIt();
    }

    private static async Task CopyAsync(ReadingDatabase database, string kind)
    {
        var backups = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(database.Path)!, "backups");
        switch (kind)
        {
            case "file":
                await database.BackupAsync(System.IO.Path.Combine(backups, "copy.bak"));
                break;
            case "folder":
                await database.BackupToFolderAsync(new BackupFolder { Path = backups });
                break;
            default:
                await (await LineageDatabase.CloneFromAsync(database)).DisposeAsync();
                break;
        }
    }

    private async Task<ReadingDatabase> OpenAsync(TimeProvider? clock = null)
    {
        var database = await ReadingDatabase.OpenAsync(new DatabaseOptions { Path = Path, LoggerFactory = held, LogSql = true, TimeProvider = clock ?? TimeProvider.System, MaxReadAge = Timeout.InfiniteTimeSpan });
        await database.Items.InsertManyAsync(Enumerable.Range(1, Rows).Select(static number => new Item { Id = number, Name = $"item {number}" }));
        return database;
    }

    private void RequireNobodyHasIt()
    {
        if (OperatingSystem.IsLinux())
        {
            Directory.GetFiles("/proc/self/fd").Select(static link => new FileInfo(link).LinkTarget ?? "").Where(target => target.StartsWith(Path, StringComparison.Ordinal)).ShouldBeEmpty();
        }
    }
}
