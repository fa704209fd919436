using LineageAot.Tests.Support;

namespace LineageAot.Tests.Sqlite;

[Table("passages")]
public sealed partial record Passage
{
    [Key(Generated = true)] public long Id { get; init; }

    public required string Text { get; init; }

    [Dimensions(3)]
    [Check("vector_distance_dot(embedding, embedding) < 0")]
    public required float[] Embedding { get; init; }
}

[Row] public sealed partial record FoundPassage(long Id, string Text, float[] Embedding, double Distance);

[Database]
public sealed partial class PassageDatabase : LineageDatabase
{
    public partial Table<Passage> Passages { get; }

    [Query("select id, text, embedding, vector_distance_cosine(embedding, @query) as distance from passages order by distance limit @count")]
    public partial ValueTask<IReadOnlyList<FoundPassage>> NearestAsync(float[] query, int count);

    [Query("select id, text, embedding, vector_distance_l2(embedding, @query) as distance from passages where vector_distance_l2(embedding, @query) <= @most order by distance")]
    public partial IAsyncEnumerable<FoundPassage> WithinAsync(ReadOnlyMemory<float> query, double most);

    [Query("select text from passages order by vector_distance_dot(embedding, @query), id limit 1")]
    public partial ValueTask<string?> BestAsync(float[] query);

    [Command("update passages set text = text || '!' where vector_distance_l2(embedding, @query) < 0.5")]
    public partial ValueTask<int> MarkAsync(ReadOnlyMemory<float> query);
}

/// <summary>Searches through the vectors of a table, as users write them.</summary>
public sealed class VectorSearchTests
{
    private static readonly Passage[] Passages =
    [
        new() { Text = "right", Embedding = [1, 0, 0] },
        new() { Text = "up", Embedding = [0, 1, 0] },
        new() { Text = "far right", Embedding = [10, 1, 0] },
        new() { Text = "left", Embedding = [-1, 0, 0] },
    ];

    [Fact]
    public async Task Queries_find_the_nearest_rows()
    {
        await using var db = await OpenAsync();
        var nearest = await db.NearestAsync([2, 0, 0], 2);
        nearest.Select(static passage => passage.Text).ShouldBe(["right", "far right"]);
        nearest[0].Distance.ShouldBe(0, 1e-6);
        nearest[1].Distance.ShouldBe(1 - (10 / Math.Sqrt(101)), 1e-6);
        nearest[1].Embedding.ShouldBe([10, 1, 0]);
        (await db.BestAsync([1, 0, 0])).ShouldBe("far right");
        var within = new List<string>();
        await foreach (var passage in db.WithinAsync(new float[] { 0, 1, 0 }, 1.5))
        {
            within.Add(passage.Text);
        }

        within[0].ShouldBe("up");
        within[1..].ShouldBe(["right", "left"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_snapshot_and_a_unit_search_too()
    {
        await using var db = await OpenAsync();
        await using var snapshot = await db.BeginSnapshotAsync();
        (await db.MarkAsync(new float[] { 0, 1, 0 })).ShouldBe(1);
        (await snapshot.NearestAsync([0, 1, 0], 1))[0].Text.ShouldBe("up");
        var inside = await db.WriteAsync(unit =>
        {
            unit.Insert(new Passage { Text = "higher", Embedding = [0, 9, 0] });
            unit.Mark(new float[] { 0, 1, 0 });
            return unit.Best([0, 1, 0]) + ", " + unit.Nearest([0, 1, 0], 1)[0].Text;
        });
        inside.ShouldBe("higher, up!!");
    }

    [Fact]
    public async Task A_check_keeps_vectors_out_and_the_dimensions_are_kept()
    {
        await using var db = await OpenAsync();
        await Should.ThrowAsync<ConstraintException>(async () => await db.Passages.InsertAsync(new Passage { Text = "nowhere", Embedding = [0, 0, 0] }));
        await Should.ThrowAsync<ConstraintException>(async () => await db.Passages.InsertAsync(new Passage { Text = "flat", Embedding = [1, 1] }));
        (await Should.ThrowAsync<QueryException>(async () => await db.NearestAsync([1, 2], 1))).Message.ShouldContain("differ in their dimensions, 3 and 2");
    }

    [Fact]
    public async Task A_lent_connection_has_them()
    {
        await using var db = await OpenAsync();
        await using var connection = db.OpenConnection();
        await using var command = connection.CreateCommand();
        command.CommandText = "select text from passages order by vector_distance_cosine(embedding, @query) limit 1";
        command.Parameters.AddWithValue("@query", Convert.FromHexString("000000000000803F00000000"));
        (await command.ExecuteScalarAsync()).ShouldBe("up");
        command.CommandText = "select vector_distance_l2(x'00', @query)";
        Should.Throw<Microsoft.Data.Sqlite.SqliteException>(command.ExecuteScalar).Message.ShouldContain("vector_distance_l2: the first argument has 1 bytes");
    }

    private static async Task<PassageDatabase> OpenAsync()
    {
        var db = await PassageDatabase.OpenTemporaryAsync();
        await db.Passages.InsertManyAsync(Passages);
        return db;
    }
}
