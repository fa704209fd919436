// Queries that are read page by page: each direction, mixed ones, joins, rows, scalars, snapshots, static classes.
#pragma warning disable CS1591
namespace Samples.Pages;

public readonly record struct SourceId(Guid Value);

[Table("documents")]
[Index(nameof(SourceId), nameof(CreatedAt), nameof(Id))]
[Index(nameof(Uri), Unique = true)]
public sealed partial record Document([property: Key] Guid Id, SourceId SourceId, DateTimeOffset CreatedAt, string Uri, int Rank);

[Table("chunks")]
public sealed partial record Chunk([property: Key] long Id, [property: References(typeof(Document)), Index] Guid DocumentId, string? Text);

[Row] public sealed partial record Hit(Document Document, Chunk Chunk, double Score);

[Row] public readonly partial record struct Usage(int Rank, long Documents);

[Database]
public sealed partial class Archive : LineageDatabase
{
    public partial Table<Document> Documents { get; }

    public partial Table<Chunk> Chunks { get; }

    [Query("select * from documents where source_id = @sourceId or @sourceId is null -- all of them\n order by created_at desc, id desc; -- newest first")]
    public partial ValueTask<Page<Document>> NewestAsync(SourceId? sourceId, int size, Cursor? after = null, CancellationToken cancellationToken = default);

    [Query("select * from documents order by created_at desc, rank, id desc")]
    public partial ValueTask<Page<Document>> MixedAsync(int size, Cursor? after);

    [Query("select d.* from documents d where d.rank in (@ranks) order by d.uri")]
    public partial Page<Document> ByUri(int[] ranks, int size = 2, Cursor? after = null);

    [Query("select d.*, c.*, @score as score from documents d join chunks c on c.document_id = d.id order by d.rank desc, c.id")]
    public partial ValueTask<Page<Hit>> HitsAsync(double score, int size, Cursor? after);

    [Query("select * from (select rank, count(*) as documents from documents group by rank) order by rank desc")]
    public partial ValueTask<Page<Usage>> UsageAsync(int size, Cursor? after);

    [Query("select uri as name from documents order by name")]
    public partial ValueTask<Page<string>> UrisAsync(int size, Cursor? after);
}

public static partial class Statements
{
    [Query("with x as (select * from documents) select x.* from x where x.rank >= @after_1 and x.rank < 100 order by x.id")]
    public static partial ValueTask<Page<Document>> AboveAsync(this ReadSource source, int after_1, int size, Cursor? after = null);
}

public static class Program
{
    public static async Task RunAsync(string path)
    {
        await using var db = await Archive.OpenAsync(path);
        var source = new SourceId(Guid.NewGuid());
        for (var number = 0; number < 7; number++)
        {
            var document = await db.Documents.InsertAsync(new Document(new Guid(number, 1, 0, new byte[8]), source, DateTimeOffset.UnixEpoch.AddDays(number / 3), "uri " + number, number % 2));
            await db.Chunks.InsertAsync(new Chunk(number, document.Id, null));
        }

        Expect(await NumbersAsync(after => db.NewestAsync(source, 2, after)), "6,5|4,3|2,1|0", "newest first");
        Expect(await NumbersAsync(after => db.NewestAsync(null, 7, after)), "6,5,4,3,2,1,0", "a whole page");
        Expect(await NumbersAsync(after => db.NewestAsync(new SourceId(Guid.Empty), 2, after)), "", "no rows");
        Expect(await NumbersAsync(after => db.MixedAsync(3, after)), "6,4,5|3,2,0|1", "mixed directions");
        Expect(await NumbersAsync(after => ValueTask.FromResult(db.ByUri([1], after: after))), "1,3|5", "a list");
        Expect(await NumbersAsync(after => db.AboveAsync(1, 2, after)), "1,3|5", "a static method");
        Expect(await PagesAsync(after => db.HitsAsync(0.5, 4, after), hit => $"{hit.Chunk.Id}{(hit.Score == 0.5 ? "" : "?")}"), "1,3,5,0|2,4,6", "a join");
        Expect(await PagesAsync(after => db.UsageAsync(1, after), usage => $"{usage.Rank}:{usage.Documents}"), "1:3|0:4", "groups in a subquery");
        Expect(await PagesAsync(after => db.UrisAsync(5, after), uri => uri[4..]), "0,1,2,3,4|5,6", "a scalar under another name");
        await using var snapshot = await db.BeginSnapshotAsync();
        await db.Documents.InsertAsync(new Document(Guid.NewGuid(), source, DateTimeOffset.UnixEpoch.AddDays(9), "new", 1));
        Expect(await NumbersAsync(after => snapshot.NewestAsync(source, 4, after)), "6,5,4,3|2,1,0", "a snapshot");
        Expect(snapshot.ByUri([1], 9).Items.Count.ToString(), "3", "a snapshot, synchronous");
    }

    private static Task<string> NumbersAsync(Func<Cursor?, ValueTask<Page<Document>>> read) => PagesAsync(read, document => document.Uri[4..]);

    private static async Task<string> PagesAsync<T>(Func<Cursor?, ValueTask<Page<T>>> read, Func<T, string> show)
    {
        var pages = new List<string>();
        Cursor? after = null;
        do
        {
            var page = await read(after);
            pages.Add(string.Join(",", page.Items.Select(show)));
            after = page.Next is { } next ? Cursor.Parse(next.ToString()) : null;
        }
        while (after is not null);
        return string.Join("|", pages);
    }

    private static void Expect(string found, string expected, string what)
    {
        if (found != expected)
        {
            throw new InvalidOperationException($"{what}: {found}");
        }
    }
}
