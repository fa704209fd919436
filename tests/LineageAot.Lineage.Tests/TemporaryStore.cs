namespace LineageAot.Lineage.Tests;

/// <summary>A store in a folder of its own, gone after the test.</summary>
internal sealed class TemporaryStore : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lineage-store-").FullName;

    private TemporaryStore()
    {
    }

    public LineageStore Store { get; private set; } = null!;

    public string Path => System.IO.Path.Combine(folder, "store.db");

    public static async Task<TemporaryStore> OpenAsync()
    {
        var temporary = new TemporaryStore();
        temporary.Store = await LineageStore.OpenAsync(temporary.Path);
        return temporary;
    }

    /// <summary>A number that SQL gives, read through a lent connection.</summary>
    public long Scalar(string sql)
    {
        using var connection = Store.Database.OpenConnection();
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
