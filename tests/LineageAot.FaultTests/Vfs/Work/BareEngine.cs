using LineageAot.FaultTests.Vfs.Native;
using Microsoft.Data.Sqlite;

namespace LineageAot.FaultTests.Vfs.Work;

/// <summary>A writer of its own, without the library's engine, that can be as wrong as a test wants it. The file and its tables are the library's.</summary>
internal sealed class BareEngine(SqliteConnection connection, Watch watch)
{
    private readonly Dictionary<int, Request> requests = [];

    public static async Task<Run> RunAsync(ScratchFolder folder, string synchronous, Func<BareEngine, Task> work)
    {
        var watch = new Watch(folder.NewPath());
        FaultVfs.Watch(watch);
        try
        {
            await using (await WorkDatabase.OpenAsync(Run.Options(watch.Path, isFull: true)))
            {
                // Only for its tables.
            }

            await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = watch.Path, Pooling = false }.ToString());
            connection.Open();
            var engine = new BareEngine(connection, watch);
            engine.Execute($"pragma synchronous={synchronous}");
            await work(engine);
            return new Run(watch, engine.requests, IsFull: true);
        }
        finally
        {
            FaultVfs.Leave(watch);
        }
    }

    public static Task OneByOneAsync(BareEngine engine)
    {
        for (var i = 1; i <= 60; i++)
        {
            engine.Insert(engine.New(i, 1), 0);
            engine.Tell(i, Outcome.Committed, 1);
        }

        return Task.CompletedTask;
    }

    public static Task UnitInPartsAsync(BareEngine engine)
    {
        for (var i = 1; i <= 20; i++)
        {
            var request = engine.New(i, 2);
            engine.Insert(request, 0);
            engine.Insert(request, 1);
            engine.Tell(i, Outcome.Committed, 2);
        }

        return Task.CompletedTask;
    }

    public static async Task WithGapAsync(BareEngine engine)
    {
        await OneByOneAsync(engine);
        engine.Execute("delete from entries where id = 30");
    }

    public static Task RejectingWhatItWritesAsync(BareEngine engine)
    {
        for (var i = 1; i <= 20; i++)
        {
            engine.Insert(engine.New(i, 1), 0);
            engine.Tell(i, i % 10 == 0 ? Outcome.Rejected : Outcome.Committed, i % 10 == 0 ? 0 : 1);
        }

        return Task.CompletedTask;
    }

    /// <summary>What the failed sync lost lies before what later syncs bring to the disk.</summary>
    public static Task GoingOnAfterAFailedSyncAsync(BareEngine engine)
    {
        engine.Insert(engine.New(1, 1), 0);
        engine.Execute("pragma synchronous=full");
        engine.FailNextSync();
        Should.Throw<SqliteException>(() => engine.Insert(engine.New(2, 1), 0));
        for (var i = 3; i <= 20; i++)
        {
            engine.Insert(engine.New(i, 1), 0);
            engine.Tell(i, Outcome.Committed, 1);
        }

        return Task.CompletedTask;
    }

    /// <summary>SQLite gave up the whole transaction, and the rest of the batch goes on as if only one request had failed.</summary>
    public static Task IgnoringAutocommitAsync(BareEngine engine)
    {
        engine.Execute("begin immediate");
        for (var i = 1; i <= 10; i++)
        {
            var request = engine.New(i, 1);
            if (i == 5)
            {
                Should.Throw<SqliteException>(() => engine.Execute("insert or rollback into entries (id, number, request, text) select id, number, request, text from entries"));
            }
            else
            {
                engine.Insert(request, 0);
            }
        }

        Should.Throw<SqliteException>(() => engine.Execute("commit"));
        for (var i = 1; i <= 10; i++)
        {
            engine.Tell(i, i == 5 ? Outcome.Rejected : Outcome.Committed, i == 5 ? 0 : 1);
        }

        return Task.CompletedTask;
    }

    private Request New(int number, int rows) => requests[number] = new Request(number, rows);

    private void FailNextSync() => watch.Start(new FaultPlan(CallKind.Sync, watch.WalName, 1, Fault.Error, Times: 1));

    private void Tell(int request, Outcome outcome, int rows) => watch.Tell(new Told(request, outcome, rows));

    private void Insert(Request request, int place)
    {
        var entry = Entry.Of(request.Number, place);
        using var command = connection.CreateCommand();
        command.CommandText = "insert into entries (number, request, text) values ($number, $request, $text)";
        command.Parameters.AddWithValue("$number", entry.Number);
        command.Parameters.AddWithValue("$request", entry.Request);
        command.Parameters.AddWithValue("$text", entry.Text);
        command.ExecuteNonQuery();
    }

    private void Execute(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
