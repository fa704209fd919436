using System.Collections;
using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace LineageAot.FaultTests.Hostile.Values;

/// <summary>The same value bit by bit: also the sign of zero, a decimal's zeros, a time's kind and offset.</summary>
internal static class Sameness
{
    public static bool Of(object? one, object? other) => (one, other) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (double a, double b) => BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b),
        (float a, float b) => BitConverter.SingleToInt32Bits(a) == BitConverter.SingleToInt32Bits(b),
        (decimal a, decimal b) => decimal.GetBits(a).AsSpan().SequenceEqual(decimal.GetBits(b)),
        (DateTime a, DateTime b) => a == b && a.Kind == b.Kind,
        (DateTimeOffset a, DateTimeOffset b) => a.EqualsExact(b),
        (string a, string b) => string.Equals(a, b, StringComparison.Ordinal),
        (byte[] a, byte[] b) => a.AsSpan().SequenceEqual(b),
        (float[] a, float[] b) => Bits(a).SequenceEqual(Bits(b)),
        (ReadOnlyMemory<byte> a, ReadOnlyMemory<byte> b) => a.Span.SequenceEqual(b.Span),
        (ReadOnlyMemory<float> a, ReadOnlyMemory<float> b) => Bits(a.Span).SequenceEqual(Bits(b.Span)),
        (ImmutableArray<byte> a, ImmutableArray<byte> b) => a.AsSpan().SequenceEqual(b.AsSpan()),
        (Point a, Point b) => Of(a.X, b.X) && Of(a.Y, b.Y),
        (Settings a, Settings b) => a.Name == b.Name && a.Numbers.AsSpan().SequenceEqual(b.Numbers) && SameEntries(a.Entries, b.Entries),
        (IEnumerable a, IEnumerable b) => a.Cast<object?>().SequenceEqual(b.Cast<object?>(), Items.Comparer),
        _ => one.GetType() == other.GetType() && one.Equals(other),
    };

    private static ReadOnlySpan<byte> Bits(ReadOnlySpan<float> vector) => MemoryMarshal.AsBytes(vector);

    private static bool SameEntries(Dictionary<string, string?>? one, Dictionary<string, string?>? other)
        => one is null || other is null ? one is null && other is null : one.Count == other.Count && one.All(entry => other.TryGetValue(entry.Key, out var value) && value == entry.Value);

    private sealed class Items : IEqualityComparer<object?>
    {
        public static readonly Items Comparer = new();

        public new bool Equals(object? one, object? other) => Of(one, other);

        public int GetHashCode(object? value) => 0;
    }
}
