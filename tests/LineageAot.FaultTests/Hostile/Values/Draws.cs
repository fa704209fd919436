using System.Buffers.Binary;

namespace LineageAot.FaultTests.Hostile.Values;

/// <summary>
/// Values of each type by chance: an edge of the type once in three times, any bits otherwise. One in 500 is a value that must be refused, where the type has such. Longer texts and blobs are in <see cref="LongDraws"/>.
/// </summary>
public class Draws(Random random, int refusedOneIn = 500)
{
    protected Random Random { get; } = random;

    public bool IsAbsent() => Random.Next(4) == 0;

    public bool Boolean() => Random.Next(2) == 0;

    public sbyte Int8() => OneOf(sbyte.MinValue, sbyte.MaxValue, (sbyte)0, (sbyte)-1) ?? (sbyte)Random.Next();

    public byte UInt8() => OneOf(byte.MinValue, byte.MaxValue) ?? (byte)Random.Next();

    public short Int16() => OneOf(short.MinValue, short.MaxValue, (short)0, (short)-1) ?? (short)Random.Next();

    public ushort UInt16() => OneOf(ushort.MinValue, ushort.MaxValue) ?? (ushort)Random.Next();

    public int Int32() => OneOf(int.MinValue, int.MaxValue, 0, -1) ?? (int)Bits();

    public uint UInt32() => OneOf(uint.MinValue, uint.MaxValue, int.MaxValue + 1u) ?? (uint)Bits();

    public long Int64() => OneOf(long.MinValue, long.MaxValue, 0, -1, 1L << 53, (1L << 53) + 1) ?? Bits() >> Random.Next(64);

    public ulong UInt64() => IsRefused() ? ulong.MaxValue - (uint)Random.Next() : OneOf<ulong>(0, long.MaxValue, int.MaxValue) ?? BinaryPrimitives.ReadUInt64LittleEndian(Exactly(8)) >> 1 + Random.Next(63);

    public double Double()
    {
        var drawn = OneOf(0.0, -0.0, double.Epsilon, -double.Epsilon, double.MinValue, double.MaxValue, double.PositiveInfinity, double.NegativeInfinity, 2.2250738585072009e-308, 1L << 53, 0.1, 9.2233720368547758e18, -9.2233720368547758e18)
            ?? BitConverter.Int64BitsToDouble(Bits());
        return IsRefused() ? BitConverter.Int64BitsToDouble(0x7FF8000000000000 + Random.Next()) : double.IsNaN(drawn) ? 1.5 : drawn;
    }

    public float Single()
    {
        var drawn = OneOf(0f, -0f, float.Epsilon, -float.Epsilon, float.MinValue, float.MaxValue, float.PositiveInfinity, float.NegativeInfinity, 1.1754942e-38f, 1 << 24, 0.1f) ?? BitConverter.Int32BitsToSingle((int)Bits());
        return IsRefused() ? float.NaN : float.IsNaN(drawn) ? 1.5f : drawn;
    }

    public decimal Decimal() => OneOf(0m, decimal.Zero, 0.00m, 1.10m, -1m, decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m, -7.9228162514264337593543950335m, 1e28m)
        ?? new decimal((int)Bits(), (int)Bits(), (int)Bits(), Random.Next(2) == 0, (byte)Random.Next(29));

    public decimal Scaled() => IsRefused() ? OneOf(0.00001m, 922337203685477.5808m, -922337203685477.5809m, decimal.MaxValue) ?? 1.00005m
        : OneOf(0m, 0.0000m, 1.5000m, 922337203685477.5807m, -922337203685477.5808m, -0.0001m, 1.50000000m) ?? (Bits() >> Random.Next(64)) / 10_000m;

    public char Letter() => IsRefused() ? (char)(0xD800 + Random.Next(0x800)) : (char)Random.Next(0xD800);

    public virtual string Text()
    {
        var text = OneOf("", "\0", "a\0b", "\uFFFF", "\uFFFE", "\uFEFFa", "\uFFFD", "'\"`];--", "\u202Eabc", "e\u0301", "é", " ", "null", "😀") ?? Characters(Random.Next(40));
        return IsRefused() ? text.Insert(Random.Next(text.Length + 1), ((char)(0xD800 + Random.Next(0x400))).ToString()) + "x" : text;
    }

    public virtual byte[] Bytes()
    {
        var bytes = new byte[Random.Next(3) == 0 ? 0 : Random.Next(64)];
        Random.NextBytes(bytes);
        return bytes;
    }

    public Guid Guid() => Random.Next(8) == 0 ? System.Guid.Empty : Random.Next(8) == 0 ? System.Guid.AllBitsSet : new Guid(Exactly(16));

    public Sha256 Hash() => new(Exactly(Sha256.Size));

    public DateTimeOffset Moment()
    {
        var time = OneOf(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddTicks(-1)) ?? new DateTimeOffset(Ticks(), TimeSpan.Zero);
        var offset = TimeSpan.FromMinutes(Random.Next(-14 * 60, 14 * 60 + 1));
        return time.UtcTicks + offset.Ticks is var local && local >= 0 && local <= DateTime.MaxValue.Ticks ? time.ToOffset(offset) : time;
    }

    public DateTime Utc() => new(OneOf(0, DateTime.MaxValue.Ticks, DateTime.UnixEpoch.Ticks - 1) ?? Ticks(), IsRefused() ? (DateTimeKind)(2 * Random.Next(2)) : DateTimeKind.Utc);

    public DateOnly Day() => OneOf(DateOnly.MinValue, DateOnly.MaxValue, new DateOnly(1970, 1, 1), new DateOnly(2000, 2, 29)) ?? DateOnly.FromDayNumber(Random.Next(DateOnly.MaxValue.DayNumber));

    public TimeOnly Hour() => OneOf(TimeOnly.MinValue, TimeOnly.MaxValue) ?? new TimeOnly(Random.NextInt64(TimeSpan.TicksPerDay));

    public TimeSpan Span() => OneOf(TimeSpan.Zero, TimeSpan.MinValue, TimeSpan.MaxValue, new TimeSpan(-1), new TimeSpan(long.MinValue + 8), new TimeSpan(long.MinValue + 1)) ?? new TimeSpan(Bits() >> Random.Next(64));

    public Color Color() => IsRefused() ? (Color)Random.Next(3, 1000) : (Color)Random.Next(3);

    public Edge Edge() => IsRefused() ? (Edge)1 : (OneOf<Edge>(Values.Edge.Lowest, Values.Edge.Highest) ?? Values.Edge.None);

    public Rights Rights() => IsRefused() ? (Rights)4 : (Rights)Random.Next(4) | (Random.Next(2) == 0 ? (Rights)0x80 : 0);

    public virtual float[] Vector() => [.. Enumerable.Range(0, Random.Next(5)).Select(_ => Single())];

    public T[] List<T>(Func<T> draw) => [.. Enumerable.Range(0, Random.Next(4)).Select(_ => draw())];

    /// <summary>Most of them finite: JSON has no infinities, and they must be refused.</summary>
    public Settings Settings() => new(Text(), List(Int32), IsAbsent() ? null : List(Text).Distinct().ToDictionary(static key => key, key => IsAbsent() ? null : Text()));

    public Point Point() => new(Finite(), Finite());

    public double[] Finites() => List(Finite);

    public Label Label() => new(Text());

    public Tint Tint() => new(Color());

    public ItemId Item() => new(Guid());

    public static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return true;
            }
        }

        return false;
    }

    protected string Characters(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => Random.Next(6) switch
    {
        0 => char.ConvertFromUtf32(Random.Next(0x10000, 0x110000)),
        1 => ((char)Random.Next(0xE000, 0x10000)).ToString(),
        2 => ((char)Random.Next(0x80, 0xD800)).ToString(),
        _ => ((char)Random.Next(0x80)).ToString(),
    }));

    private double Finite() => Double() is var number && double.IsInfinity(number) ? (IsRefused() ? number : 1e300) : number;

    private bool IsRefused() => refusedOneIn != 0 && Random.Next(refusedOneIn) == 0;

    private long Bits() => BinaryPrimitives.ReadInt64LittleEndian(Exactly(8));

    private long Ticks() => Random.NextInt64(DateTime.MaxValue.Ticks + 1);

    private byte[] Exactly(int count)
    {
        var bytes = new byte[count];
        Random.NextBytes(bytes);
        return bytes;
    }

    private T? OneOf<T>(params ReadOnlySpan<T> edges) where T : struct => Random.Next(3) == 0 ? edges[Random.Next(edges.Length)] : null;

    private string? OneOf(params ReadOnlySpan<string> edges) => Random.Next(3) == 0 ? edges[Random.Next(edges.Length)] : null;
}

/// <summary>The same with texts, blobs and vectors around the sizes at which they are treated in another way, up to some megabytes.</summary>
public sealed class LongDraws(Random random) : Draws(random, refusedOneIn: 0)
{
    private static readonly int[] Lengths = [0, 1, 63, 64, 65, 1023, 4095, 4096, 4097, 65_535, 262_144, 349_525, 349_526, 1_048_576, 3_000_001];

    public override string Text()
    {
        var length = Length();
        var text = Characters(Math.Min(length, 500));
        return text.Length == 0 ? "" : string.Concat(Enumerable.Repeat(text, length / text.Length + 1));
    }

    public override byte[] Bytes()
    {
        var bytes = new byte[Length()];
        Random.NextBytes(bytes);
        return bytes;
    }

    public override float[] Vector() => [.. Enumerable.Repeat(Single(), Length() / 4)];

    private int Length() => Lengths[Random.Next(Lengths.Length)];
}
