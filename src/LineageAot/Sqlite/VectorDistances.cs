using System.Buffers.Binary;
using System.Numerics.Tensors;

namespace LineageAot.Sqlite;

/// <summary>How far two vectors are apart: the smaller, the nearer.</summary>
internal interface IVectorDistance
{
    /// <summary>What SQL calls it.</summary>
    static abstract string Name { get; }

    /// <summary>In 32-bit arithmetic; NaN or infinity where that doesn't do.</summary>
    static abstract double Between(ReadOnlySpan<float> first, ReadOnlySpan<float> second);

    /// <summary>In 64-bit arithmetic, which no finite vector is too large or too small for; NaN or infinity where there is no distance.</summary>
    static abstract double BetweenWide(in WideSums sums);
}

/// <summary>1 - cosine similarity, from 0 (the same direction) to 2 (the opposite one).</summary>
internal readonly struct CosineDistance : IVectorDistance
{
    public static string Name => "vector_distance_cosine";

    public static double Between(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        // 0 is a right angle, or squares that overflowed.
        var similarity = TensorPrimitives.CosineSimilarity(first, second);
        return similarity == 0 ? double.NaN : Of(similarity);
    }

    public static double BetweenWide(in WideSums sums) => Of(sums.Products / Math.Sqrt(sums.FirstSquares * sums.SecondSquares));

    // Rounding may leave the range by a digit; what isn't finite is no similarity.
    private static double Of(double similarity) => double.IsFinite(similarity) ? Math.Clamp(1 - similarity, 0, 2) : double.NaN;
}

/// <summary>The Euclidean distance.</summary>
internal readonly struct EuclideanDistance : IVectorDistance
{
    public static string Name => "vector_distance_l2";

    public static double Between(ReadOnlySpan<float> first, ReadOnlySpan<float> second) => TensorPrimitives.Distance(first, second);

    public static double BetweenWide(in WideSums sums) => Math.Sqrt(sums.SquaredDifferences);
}

/// <summary>The inner product with its sign turned, so that here too the smaller is the nearer.</summary>
internal readonly struct DotDistance : IVectorDistance
{
    public static string Name => "vector_distance_dot";

    // 0 minus it, and not its negation: that would be -0 for a right angle.
    public static double Between(ReadOnlySpan<float> first, ReadOnlySpan<float> second) => 0 - (double)TensorPrimitives.Dot(first, second);

    public static double BetweenWide(in WideSums sums) => 0 - sums.Products;
}

/// <summary>What distances are made of, element by element in 64-bit arithmetic: for bytes in any place and order, and where 32 bits overflow.</summary>
internal readonly ref struct WideSums
{
    public WideSums(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        for (var i = 0; i < first.Length; i += sizeof(float))
        {
            double a = BinaryPrimitives.ReadSingleLittleEndian(first[i..]);
            double b = BinaryPrimitives.ReadSingleLittleEndian(second[i..]);
            Products += a * b;
            FirstSquares += a * a;
            SecondSquares += b * b;
            SquaredDifferences += (a - b) * (a - b);
        }
    }

    public double Products { get; }

    public double FirstSquares { get; }

    public double SecondSquares { get; }

    public double SquaredDifferences { get; }
}
