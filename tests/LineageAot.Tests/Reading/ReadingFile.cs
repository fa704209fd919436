using LineageAot.Diagnostics;
using LineageAot.Reading;
using LineageAot.Schema;
using LineageAot.Sqlite;
using LineageAot.Tests.Support;

namespace LineageAot.Tests.Reading;

/// <summary>A database file with the model's tables, a connection that writes it, and a reader pool. Disposing checks that no reader was leaked.</summary>
internal sealed class ReadingFile : ReadSource, IAsyncDisposable
{
    private readonly TempFolder folder;

    private ReadingFile(TempFolder folder, SqliteSession writer, ManualClock clock, ReaderPool pool) : base(pool)
    {
        this.folder = folder;
        Writer = writer;
        Clock = clock;
    }

    public SqliteSession Writer { get; }

    public ManualClock Clock { get; }

    public ReaderPool Readers => Pool;

    public ReadTable<Item> Items => new(this);

    public ReadTable<Place> Places => new(this);

    public static ReadingFile Create(int items = 0, int readers = 2, int maxReaders = 64, TimeSpan? maxReadAge = null)
    {
        var folder = new TempFolder();
        var path = folder.File("reading.db");
        var writer = Sessions.Writer(path);
        foreach (var statement in SchemaOf<ReadingDatabase>().Tables.SelectMany(table => table.Ddl))
        {
            writer.Execute(statement);
        }

        var clock = new ManualClock();
        var options = new DatabaseOptions { Path = path, Readers = readers, MaxReaders = maxReaders, TimeProvider = clock, MaxReadAge = maxReadAge ?? TimeSpan.FromMinutes(5) };
        var file = new ReadingFile(folder, writer, clock, new ReaderPool(options, new SessionOptions { Path = path, IsReadOnly = true }, new DatabaseTelemetry(options)));
        file.Insert(Enumerable.Range(1, items).Select(Item));
        return file;
    }

    public static Item Item(int number) => new() { Id = number, Name = $"item {number}", Category = number % 10, Payload = number % 3 == 0 ? null : [(byte)number] };

    public void Insert<T>(IEnumerable<T> rows) where T : class, IRow<T>
    {
        var done = 0;
        Writer.Execute("begin immediate");
        TableCommands<T>.InsertAll(Writer, rows.ToArray(), ref done);
        Writer.Execute("commit");
    }

    public ValueTask<ReadSnapshot> BeginSnapshotAsync() => ReadSnapshot.BeginAsync(Pool, CancellationToken.None);

    /// <summary>Waits until so many readers are in use.</summary>
    public async Task UntilLeased(int count)
    {
        while (Pool.OpenLeases != count)
        {
            await Task.Yield();
        }
    }

    /// <summary>True if nothing keeps the write-ahead log from being emptied: no read transaction is open anywhere.</summary>
    public bool CanTruncate() => Writer.QueryRows("pragma wal_checkpoint(truncate)")[0][0] == "0";

    private static DatabaseSchema SchemaOf<TDatabase>() where TDatabase : IDatabaseComponent => TDatabase.Schema;

    public async ValueTask DisposeAsync()
    {
        Pool.OpenLeases.ShouldBe(0, string.Join(", ", Pool.Holders()));
        CanTruncate().ShouldBeTrue("a read transaction is still open");
        await Pool.DisposeAsync();
        Pool.OpenReaders.ShouldBe(0);
        Writer.Dispose();
        folder.Dispose();
    }
}
