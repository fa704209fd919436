using LineageAot.Tests.Support;
using LineageAot.Tests.Writing;

namespace LineageAot.Tests.Diagnostics;

/// <summary>Listeners are the process's: these tests take turns, so that the one about none has none.</summary>
[CollectionDefinition(Name)]
public sealed class TelemetryCollection
{
    public const string Name = "telemetry";
}

/// <summary>A database under a name of its own: listeners hear of every database of the process.</summary>
internal sealed class TelemetryFile : IAsyncDisposable
{
    private readonly TempFolder folder = new();

    public string Name { get; } = $"{Guid.NewGuid():N}.db";

    public string Path => folder.File(Name);

    public string Folder => folder.Path;

    public ShopDatabase Database { get; private set; } = null!;

    public static async Task<TelemetryFile> OpenAsync(TimeProvider? clock = null, bool logSql = false)
    {
        var file = new TelemetryFile();
        await file.OpenDatabaseAsync(clock, logSql);
        return file;
    }

    public async Task OpenDatabaseAsync(TimeProvider? clock = null, bool logSql = false)
        => Database = await ShopDatabase.OpenAsync(new DatabaseOptions { Path = Path, TimeProvider = clock ?? TimeProvider.System, LogSql = logSql });

    public static Order Order(string number, long amount = 5) => new() { Number = number, Customer = "Ada", Amount = amount };

    /// <summary>Queues writes while the writer is busy, so that all of them share the next transaction.</summary>
    /// <param name="enqueue">Starts the writes; run while nothing can be written.</param>
    public async Task TogetherAsync(Func<IEnumerable<Task>> enqueue)
    {
        using var isBusy = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var unit = Database.WriteAsync(_ =>
        {
            isBusy.Set();
            goOn.Wait();
        }).AsTask();
        isBusy.Wait();
        Task[] writes;
        try
        {
            // The running transaction would take them along: a control request between ends it.
            var between = Database.CheckpointAsync().AsTask();
            writes = [between, .. enqueue()];
        }
        finally
        {
            goOn.Set();
        }

        await unit;
        try
        {
            await Task.WhenAll(writes);
        }
        catch (LineageException)
        {
            // A test that expects one looks at what was told of it.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        folder.Dispose();
    }
}
