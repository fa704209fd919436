using LineageAot.Diagnostics;
using LineageAot.Sqlite;
using LineageAot.Tests.Support;
using LineageAot.Writing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LineageAot.Tests.Writing;

/// <summary>Upkeep between two transactions that fails: what it means for the writes behind it.</summary>
public sealed class ControlTests : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private Writer writer = null!;
    private int opened;

    public async Task InitializeAsync()
    {
        var path = folder.File("a.db");
        var settings = new WriterSettings
        {
            MaxBatchRows = 100,
            MaxBatchBytes = 1 << 20,
            MaxBatchDelay = TimeSpan.Zero,
            BusyTimeout = TimeSpan.FromSeconds(5),
            CheckpointPages = 1000,
            IsFull = false,
            HasDeferredKeys = false,
            Clock = TimeProvider.System,
            Logger = NullLogger.Instance,
            Changes = new ChangeFeed(Model.Of()),
            Path = path,
            Telemetry = new DatabaseTelemetry(new DatabaseOptions { Path = path }),
            Units = new UnitWatch(TimeProvider.System, NullLogger.Instance, path),
            HasActiveReads = static () => false,
            SyncWal = WalSync.Sync,
        };
        writer = new Writer(new WriteQueue(100, 1 << 20, TimeProvider.System), settings, () =>
        {
            opened++;
            return Sessions.Writer(path);
        });
        await writer.StartAsync(static session => session.Execute("create table if not exists t (a)"));
    }

    public async Task DisposeAsync()
    {
        await writer.CloseAsync(Timeout.InfiniteTimeSpan);
        folder.Dispose();
    }

    [Fact]
    public async Task After_an_I_O_error_the_connection_is_opened_anew_before_anything_else()
    {
        await Should.ThrowAsync<DatabaseIOException>(async () => await ControlAsync(static session =>
        {
            session.Execute("begin immediate");
            session.Execute("insert into t values (1)");
            throw new DatabaseIOException("injected");
        }));
        writer.Failure.ShouldBe("injected");
        (await ControlAsync(static session => session.QueryText("select count(*) from t"))).ShouldBe("0");
        opened.ShouldBe(2);
        writer.Failure.ShouldBeNull();
    }

    [Fact]
    public async Task After_another_error_the_connection_stays_and_no_transaction_is_left_open()
    {
        await Should.ThrowAsync<QueryException>(async () => await ControlAsync(static session =>
        {
            session.Execute("begin immediate");
            session.Execute("insert into t values (1)");
            session.Execute("select nonsense");
            return "";
        }));
        (await ControlAsync(static session => $"{session.IsAutocommit} {session.QueryText("select count(*) from t")}")).ShouldBe("True 0");
        opened.ShouldBe(1);
    }

    private async Task<string?> ControlAsync(Func<SqliteSession, string?> work)
        => await writer.Queue.EnqueueAsync(new ControlRequest<string?>((session, _) => work(session)), CancellationToken.None);
}
