namespace LineageAot.Benchmarks.Model;

/// <summary>A row with a vector, as small embedding models make them.</summary>
[Table("passages")]
internal sealed partial record Passage([property: Key] long Id, string Title, [property: Dimensions(PassageRows.Dimensions)] float[] Embedding);

/// <summary>What a search gives.</summary>
[Row]
internal readonly partial record struct FoundPassage(long Id, string Title, double Distance);

/// <summary>The same rows for each contender.</summary>
internal static class PassageRows
{
    public const int Dimensions = 384;

    public static IEnumerable<Passage> Make(int count)
    {
        var random = new Random(1);
        for (var id = 1; id <= count; id++)
            yield return new Passage(id, $"passage {id:000000}", Vector(random));
    }

    /// <summary>Vectors to search for, which no row has.</summary>
    public static float[][] Queries(int count)
    {
        var random = new Random(2);
        return [.. Enumerable.Range(0, count).Select(_ => Vector(random))];
    }

    private static float[] Vector(Random random)
    {
        var vector = new float[Dimensions];
        for (var i = 0; i < vector.Length; i++)
            vector[i] = random.NextSingle() - 0.5f;
        return vector;
    }
}
