namespace LineageAot.Lineage.Tests;

/// <summary>A store in a folder of its own, gone after the test.</summary>
internal sealed class TemporaryStore : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lineage-store-").FullName;

    private static readonly string[] EventTables = ["events", "event_streams", "event_log", "snapshots", "checkpoints"];

    /// <summary><c>LINEAGEAOT_SPLIT=1</c> has all tests that don't look at the events' rows run on stores whose events are in a file of their own.</summary>
    private static readonly bool IsSplit = Environment.GetEnvironmentVariable("LINEAGEAOT_SPLIT") == "1";

    private TemporaryStore()
    {
    }

    public LineageStore Store { get; private set; } = null!;

    public string Path => System.IO.Path.Combine(folder, "store.db");

    public static async Task<TemporaryStore> OpenAsync(bool? split = null)
    {
        var temporary = new TemporaryStore();
        temporary.Store = await LineageStore.OpenAsync(new LineageStoreOptions { Database = new DatabaseOptions { Path = temporary.Path }, SplitEvents = split ?? IsSplit });
        return temporary;
    }

    /// <summary>The store over the same files, with a clock of the test's.</summary>
    public async Task<LineageStore> WithClockAsync(TimeProvider clock)
        => Store.IsSplit ? await LineageStore.AttachAsync(Store.Database, (LineageEvents)Store.EventsDatabase, clock) : new LineageStore(Store.Database, clock);

    /// <summary>A number that SQL gives, read through a lent connection.</summary>
    public long Scalar(string sql)
    {
        using var connection = (Store.IsSplit && EventTables.Any(table => sql.Contains($" {table}", StringComparison.Ordinal)) ? Store.EventsDatabase : Store.Database).OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Keys that SQL gives, read through a lent connection.</summary>
    public IReadOnlyList<Guid> Guids(string sql)
    {
        using var connection = Store.Database.OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var keys = new List<Guid>();
        while (reader.Read())
        {
            keys.Add(new Guid((byte[])reader.GetValue(0), bigEndian: true));
        }

        return keys;
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    public static SourceItem Item(string uri, string text)
        => new(uri) { ContentSha256 = Sha256.OfText(text), SizeBytes = text.Length, MimeType = "text/plain" };

    public static async IAsyncEnumerable<ChunkDraft> Chunks(params string[] texts)
    {
        await Task.Yield();
        for (var i = 0; i < texts.Length; i++)
        {
            yield return new ChunkDraft(i, texts[i]);
        }
    }
}
