namespace LineageAot.Benchmarks.Model;

/// <summary>LineageAot's side of the search through vectors.</summary>
[Database]
internal sealed partial class PassageDatabase : LineageDatabase
{
    public partial Table<Passage> Passages { get; }

    [Query("select id, title, vector_distance_cosine(embedding, @query) as distance from passages order by distance limit @count", AllowScan = true)]
    public partial ValueTask<IReadOnlyList<FoundPassage>> NearestByCosineAsync(float[] query, int count);

    [Query("select id, title, vector_distance_l2(embedding, @query) as distance from passages order by distance limit @count", AllowScan = true)]
    public partial ValueTask<IReadOnlyList<FoundPassage>> NearestByEuclideanAsync(float[] query, int count);

    [Query("select id, title, vector_distance_dot(embedding, @query) as distance from passages order by distance limit @count", AllowScan = true)]
    public partial ValueTask<IReadOnlyList<FoundPassage>> NearestByDotAsync(float[] query, int count);

    /// <summary>What reading the vectors costs without measuring them.</summary>
    [Query("select count(*) from passages where length(embedding) = 0", AllowScan = true)]
    public partial ValueTask<long> CountEmptyAsync();
}
