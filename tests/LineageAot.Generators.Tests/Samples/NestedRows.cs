// Records inside rows: joins, outer joins, records in records, structs, initializers, every kind of value inside.
#pragma warning disable CS1591
using System.Text.Json.Serialization;

namespace Samples.NestedRows;

public readonly record struct DocumentId(Guid Value);

public enum Stage { Draft, InReview }

public sealed record Settings(int Level);

[JsonSerializable(typeof(Settings))]
public sealed partial class Contexts : JsonSerializerContext;

[Table("documents")]
public sealed partial record Document([property: Key] DocumentId Id, string Uri, Stage Stage, [property: Storage(StorageKind.Integer)] Stage Former, [property: JsonColumn(typeof(Contexts))] Settings? Settings, DateTimeOffset CreatedAt);

[Table("chunks")]
public sealed partial record Chunk
{
    [Key] public required long Id { get; init; }

    [References(typeof(Document)), Index] public DocumentId DocumentId { get; init; }

    public string? Heading { get; init; }

    public required float[] Vector { get; init; }
}

[Row] public sealed partial record Hit(Document Document, Chunk Chunk, double Score);

[Row] public sealed partial record Changed(Chunk Chunk, double Score);

[Row] public sealed partial record Loose(Document Document, Chunk? Chunk, Note? Note, Tail? Tail, Extent? Extent);

/// <summary>The second column can't be NULL: it tells.</summary>
[Row] public sealed partial record Tail(string? Heading, long Number);

/// <summary>Only nullable columns: there is one if any of them is.</summary>
[Row] public sealed partial record Note(string? Heading, long? Number);

[Row] public readonly partial record struct Extent(long Chunks, double? Longest);

[Row] public sealed partial record Ranked(int Rank, Hit Hit, string @class);

[Row]
public sealed partial record Deep
{
    public required Ranked? Ranked { get; init; }

    public Extent Extent { get; init; }
}

[Row] public readonly partial record struct Pair(Chunk First, Chunk? Second);

[Database]
public sealed partial class Archive : LineageDatabase
{
    public partial Table<Document> Documents { get; }

    public partial Table<Chunk> Chunks { get; }

    [Query("select d.*, c.*, 0.5 as score from documents d join chunks c on c.document_id = d.id order by c.id")]
    public partial ValueTask<IReadOnlyList<Hit>> HitsAsync();

    [Query("""
        select d.*, c.*, c.heading, c.id, c.heading, c.id, (select count(*) from chunks x where x.document_id = d.id), null
        from documents d left join chunks c on c.document_id = d.id
        order by d.uri, c.id
        """)]
    public partial IReadOnlyList<Loose> Loose();

    [Query("select 7, d.*, c.id, c.document_id, c.heading, c.vector, 1.0, 'x' from documents d join chunks c on c.document_id = d.id where c.id in (@ids) order by c.id")]
    public partial IEnumerable<Ranked> Ranked(IReadOnlyList<long> ids);

    [Query("""
        select r.rank, d.*, c.*, 1.0, 'x', 1, 2.0 from (select 1 as rank, 1 as wanted union all select null, 2) r
        left join chunks c on c.id = r.wanted and r.rank is not null left join documents d on d.id = c.document_id
        order by r.wanted
        """)]
    public partial IAsyncEnumerable<Deep> DeepAsync();

    [Command("update chunks set heading = @heading where id = @id returning chunks.*, 1.5")]
    public partial ValueTask<Changed?> RenameAsync(long id, string heading);

    [Command("insert into chunks select * from chunks where 0 returning chunks.*, 1.5")]
    public partial ValueTask<IReadOnlyList<Changed>> CopyNoneAsync();

    [Query("select a.*, b.* from chunks a left join chunks b on b.id = a.id + 1 where a.id = @id")]
    public partial ValueTask<Pair?> PairAsync(long id);

    [Query("select d.*, c.*, 1 from documents d join chunks c on c.document_id = d.id where c.id = 1 union all select d.*, c.*, 2.5 from documents d join chunks c on c.document_id = d.id where c.id = 2 order by 11")]
    public partial ValueTask<IReadOnlyList<Hit>> BothAsync();
}

public static class Program
{
    public static async Task RunAsync(string path)
    {
        await using var db = await Archive.OpenAsync(path);
        var first = await db.Documents.InsertAsync(new Document(new DocumentId(Guid.NewGuid()), "a", Stage.InReview, Stage.Draft, new Settings(3), DateTimeOffset.UnixEpoch));
        var empty = await db.Documents.InsertAsync(new Document(new DocumentId(Guid.NewGuid()), "b", Stage.Draft, Stage.InReview, null, DateTimeOffset.UnixEpoch.AddDays(1)));
        var one = await db.Chunks.InsertAsync(new Chunk { Id = 1, DocumentId = first.Id, Heading = "one", Vector = [1, 2] });
        var two = await db.Chunks.InsertAsync(new Chunk { Id = 2, DocumentId = first.Id, Vector = [] });

        var hits = await db.HitsAsync();
        Expect(hits.Count == 2 && hits.All(hit => hit.Document == first && hit.Score == 0.5) && Same(hits[0].Chunk, one) && Same(hits[1].Chunk, two), "a join");
        var loose = db.Loose();
        Expect(loose.Count == 3 && Same(loose[0].Chunk, one) && loose[0].Note == new Note("one", 1) && loose[0].Extent == new Extent(2, null), "an outer join that finds");
        Expect(Same(loose[1].Chunk, two) && loose[1].Note == new Note(null, 2) && loose[1].Tail == new Tail(null, 2), "a nullable column decides nothing where another can't be NULL");
        Expect(loose[2].Document == empty && loose[2].Chunk is null && loose[2].Note is null && loose[2].Tail is null && loose[2].Extent == new Extent(0, null), "an outer join that doesn't");
        var ranked = db.Ranked([2]).Single();
        Expect(ranked.Rank == 7 && ranked.Hit.Document == first && Same(ranked.Hit.Chunk, two) && ranked.Hit.Score == 1 && ranked.@class == "x", "records in records, columns written out");
        var deep = new List<Deep>();
        await foreach (var item in db.DeepAsync())
        {
            deep.Add(item);
        }

        Expect(deep is [{ Ranked: { Rank: 1 } found }, { Ranked: null }] && Same(found.Hit.Chunk, one) && deep.All(item => item.Extent == new Extent(1, 2)), "a record of records that may be missing");
        Expect(await db.PairAsync(1) is { } pair && Same(pair.First, one) && Same(pair.Second, two) && (await db.PairAsync(2))!.Value.Second is null && await db.PairAsync(3) is null, "one table twice");
        Expect((await db.BothAsync()).Select(hit => hit.Score).SequenceEqual([1, 2.5]), "both arms of a compound select");
        Expect(await db.RenameAsync(2, "two") is { Score: 1.5, Chunk: { Id: 2, Heading: "two" } } && await db.RenameAsync(9, "x") is null && (await db.CopyNoneAsync()).Count == 0, "returning");
        await using var snapshot = await db.BeginSnapshotAsync();
        Expect((await snapshot.HitsAsync()).Count == 2 && snapshot.Loose().Count == 3, "a snapshot");
        await db.WriteAsync(unit => Expect(unit.Hits().Count == 2 && unit.Deep().Count == 2, "a unit"));
    }

    private static bool Same(Chunk? one, Chunk other) => one is not null && one.Vector.SequenceEqual(other.Vector) && one with { Vector = other.Vector } == other;

    private static void Expect(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException(what);
        }
    }
}
