using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;

namespace LineageAot.Tests.Schema;

/// <summary>What goes in comes out, as the storage table says, or is refused: at the boundaries of each type and at random.</summary>
public sealed class RoundTripTests : IAsyncLifetime
{
    private static readonly TimeSpan LongestWhole = new(long.MaxValue - long.MaxValue % 10);
    private EveryTypeDatabase db = null!;
    private long nextId;

    public async Task InitializeAsync() => db = await EveryTypeDatabase.OpenTemporaryAsync();

    public async Task DisposeAsync() => await db.DisposeAsync();

    private EveryType Fresh() => new() { Id = new TypedKey(Interlocked.Increment(ref nextId)) };

    private void Survives<T>(Func<EveryType, T, EveryType> set, Func<EveryType, T> get, Func<T, T>? expected = null, Func<T, T, bool>? same = null, params T[] boundaries)
    {
        same ??= EqualityComparer<T>.Default.Equals;
        bool Check(T value)
        {
            var wanted = expected is null ? value : expected(value);
            var returned = db.Write(unit => unit.Insert(set(Fresh(), value)));
            var read = db.Rows.Find(returned.Id)!;
            return same(get(read), wanted) && same(get(returned), wanted);
        }

        foreach (var value in boundaries)
        {
            Check(value).ShouldBeTrue($"boundary of {typeof(T).Name}: {value}");
        }
    }

    private void SurvivesAtRandom<T>(Func<EveryType, T, EveryType> set, Func<EveryType, T> get, Func<T, bool>? accepted = null, Func<T, T>? expected = null, Func<T, T, bool>? same = null)
    {
        same ??= EqualityComparer<T>.Default.Equals;
        Prop.ForAll(ArbMap.Default.ArbFor<T>(), value =>
        {
            if (accepted is not null && !accepted(value))
            {
                return true;
            }

            var wanted = expected is null ? value : expected(value);
            var returned = db.Write(unit => unit.Insert(set(Fresh(), value)));
            return same(get(db.Rows.Find(returned.Id)!), wanted) && same(get(returned), wanted);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Integers()
    {
        Survives((row, value) => row with { Byte = value }, row => row.Byte, boundaries: [byte.MinValue, byte.MaxValue]);
        Survives((row, value) => row with { SByte = value }, row => row.SByte, boundaries: [sbyte.MinValue, (sbyte)0, sbyte.MaxValue]);
        Survives((row, value) => row with { Short = value }, row => row.Short, boundaries: [short.MinValue, short.MaxValue]);
        Survives((row, value) => row with { UShort = value }, row => row.UShort, boundaries: [ushort.MinValue, ushort.MaxValue]);
        Survives((row, value) => row with { Int = value }, row => row.Int, boundaries: [int.MinValue, int.MaxValue]);
        Survives((row, value) => row with { UInt = value }, row => row.UInt, boundaries: [uint.MinValue, uint.MaxValue]);
        Survives((row, value) => row with { Long = value }, row => row.Long, boundaries: [long.MinValue, -1, 0, long.MaxValue]);
        Survives((row, value) => row with { ULong = value }, row => row.ULong, boundaries: [0UL, (ulong)long.MaxValue]);
        Survives((row, value) => row with { Bool = value }, row => row.Bool, boundaries: [true, false]);
        Survives((row, value) => row with { MaybeBool = value }, row => row.MaybeBool, boundaries: [null, true, false]);
        Survives((row, value) => row with { MaybeLong = value }, row => row.MaybeLong, boundaries: [null, 0, long.MinValue]);
        Survives((row, value) => row with { MaybeKey = value }, row => row.MaybeKey, boundaries: [null, new TypedKey(0), new TypedKey(long.MaxValue)]);
        SurvivesAtRandom((row, value) => row with { Long = value }, row => row.Long);
        SurvivesAtRandom((row, value) => row with { ULong = value }, row => row.ULong, value => value <= long.MaxValue);
    }

    [Fact]
    public void Real_numbers()
    {
        double[] doubles = [0, double.Epsilon, double.MinValue, double.MaxValue, double.PositiveInfinity, double.NegativeInfinity, 0.1, 1e308];
        Survives((row, value) => row with { Double = value }, row => row.Double, boundaries: doubles);
        Survives((row, value) => row with { Double = value }, row => row.Double, value => 0, (left, right) => BitConverter.DoubleToInt64Bits(left) == BitConverter.DoubleToInt64Bits(right), -0.0);
        Survives((row, value) => row with { Float = value }, row => row.Float, boundaries: [float.Epsilon, float.MinValue, float.MaxValue, float.NegativeInfinity, 0.1f]);
        Survives((row, value) => row with { MaybeDouble = value }, row => row.MaybeDouble, boundaries: [null, 0, double.PositiveInfinity]);
        SurvivesAtRandom((row, value) => row with { Double = value }, row => row.Double, value => !double.IsNaN(value));
        SurvivesAtRandom((row, value) => row with { Float = value }, row => row.Float, value => !float.IsNaN(value));
        Refused(row => row with { Double = double.NaN }, "double");
        Refused(row => row with { Float = float.NaN }, "float");
        Refused(row => row with { MaybeDouble = double.NaN }, "maybe_double");
        Refused(row => row with { Vector = [1, float.NaN] }, "vector");
        Refused(row => row with { ULong = (ulong)long.MaxValue + 1 }, "u_long");
    }

    [Fact]
    public void Decimals()
    {
        decimal[] decimals = [0, 1.0m, 1.00m, -0.0m, decimal.MinValue, decimal.MaxValue, 0.0000000000000000000000000001m, 79228162514264337593543950335m];
        bool SameDigits(decimal left, decimal right) => decimal.GetBits(left).AsSpan().SequenceEqual(decimal.GetBits(right)) || (left == 0 && right == 0 && left.Scale == right.Scale);
        Survives((row, value) => row with { Decimal = value }, row => row.Decimal, same: SameDigits, boundaries: decimals);
        Survives((row, value) => row with { MaybeDecimal = value }, row => row.MaybeDecimal, boundaries: [null, 0, decimal.MinValue]);
        Survives((row, value) => row with { Scaled = value }, row => row.Scaled, boundaries: [0, 0.0001m, -1234.5678m, 922337203685477.5807m, -922337203685477.5808m]);
        SurvivesAtRandom((row, value) => row with { Decimal = value }, row => row.Decimal, same: SameDigits);
        Refused(row => row with { Scaled = 0.00001m }, "scaled");
        Refused(row => row with { Scaled = 922337203685477.5808m }, "scaled");
    }

    [Fact]
    public void Texts()
    {
        string[] texts = ["", " ", "\0", "a\0b", "\u00ff", "\ud83e\udd91", "\ufffd", new string('é', 100_000), "NULL", "'\"`;--"];
        Survives((row, value) => row with { String = value }, row => row.String, boundaries: texts);
        Survives((row, value) => row with { MaybeString = value }, row => row.MaybeString, boundaries: [null, .. texts]);
        Survives((row, value) => row with { Text = value }, row => row.Text, boundaries: [new TypedText("typed"), new TypedText("")]);
        Survives((row, value) => row with { Char = value }, row => row.Char, boundaries: ['\0', 'a', '\uffff', 'é']);
        Survives((row, value) => row with { Strings = value }, row => row.Strings, same: (left, right) => left.SequenceEqual(right), boundaries: [[], texts]);
        SurvivesAtRandom((row, value) => row with { String = value }, row => row.String, value => value is not null && IsWellFormed(value));
        Refused(row => row with { String = "\ud800" }, "string");
        Refused(row => row with { String = "a\udc00b" }, "string");
        Refused(row => row with { Char = '\udfff' }, "char");
    }

    [Fact]
    public void Bytes_and_vectors()
    {
        byte[][] blobs = [[], [0], new byte[5000], [.. Enumerable.Range(0, 256).Select(i => (byte)i)]];
        Survives((row, value) => row with { Bytes = value }, row => row.Bytes, same: (left, right) => left.SequenceEqual(right), boundaries: blobs);
        Survives((row, value) => row with { MaybeBytes = value }, row => row.MaybeBytes, same: (left, right) => left is null ? right is null : right is not null && left.SequenceEqual(right), boundaries: [null, .. blobs]);
        Survives((row, value) => row with { Memory = value }, row => row.Memory, same: (left, right) => left.Span.SequenceEqual(right.Span), boundaries: [.. blobs.Select(blob => new ReadOnlyMemory<byte>(blob))]);
        Survives((row, value) => row with { Immutable = value }, row => row.Immutable, same: (left, right) => left.AsSpan().SequenceEqual(right.AsSpan()), boundaries: [.. blobs.Select(ImmutableArray.Create)]);
        Survives((row, value) => row with { Vector = value }, row => row.Vector, same: (left, right) => left.SequenceEqual(right), boundaries: [[], [float.MinValue, 0, float.PositiveInfinity]]);
        Survives((row, value) => row with { MaybeVector = value }, row => row.MaybeVector, same: (left, right) => left.HasValue == right.HasValue && (!left.HasValue || left.Value.Span.SequenceEqual(right!.Value.Span)),
            boundaries: [null, new ReadOnlyMemory<float>([]), new ReadOnlyMemory<float>([1, 2])]);
        SurvivesAtRandom((row, value) => row with { Bytes = value }, row => row.Bytes, value => value is not null, same: (left, right) => left.SequenceEqual(right));
    }

    [Fact]
    public void Identities()
    {
        Survives((row, value) => row with { Guid = value }, row => row.Guid, boundaries: [Guid.Empty, Guid.AllBitsSet, Guid.CreateVersion7()]);
        Survives((row, value) => row with { GuidText = value }, row => row.GuidText, boundaries: [Guid.Empty, Guid.AllBitsSet]);
        Survives((row, value) => row with { MaybeGuid = value }, row => row.MaybeGuid, boundaries: [null, Guid.Empty]);
        Survives((row, value) => row with { Hash = value }, row => row.Hash, boundaries: [default, Sha256.OfText("x")]);
        SurvivesAtRandom((row, value) => row with { Guid = value }, row => row.Guid);
        SurvivesAtRandom((row, value) => row with { GuidText = value }, row => row.GuidText);
    }

    [Fact]
    public void Times()
    {
        var cut = (DateTimeOffset value) => new DateTimeOffset(value.UtcTicks - value.UtcTicks % 10, TimeSpan.Zero);
        Survives((row, value) => row with { Instant = value }, row => row.Instant, cut, (left, right) => left.EqualsExact(right),
            DateTimeOffset.MinValue, DateTimeOffset.MaxValue, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddTicks(-1), new DateTimeOffset(2026, 2, 28, 1, 2, 3, TimeSpan.FromHours(14)));
        Survives((row, value) => row with { MaybeInstant = value }, row => row.MaybeInstant, boundaries: [null, DateTimeOffset.UnixEpoch]);
        Survives((row, value) => row with { Utc = value }, row => row.Utc, value => new DateTime(value.Ticks - value.Ticks % 10, DateTimeKind.Utc), (left, right) => left == right && left.Kind == right.Kind,
            DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc), DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc));
        Survives((row, value) => row with { Date = value }, row => row.Date, boundaries: [DateOnly.MinValue, DateOnly.MaxValue, new DateOnly(1970, 1, 1)]);
        Survives((row, value) => row with { Time = value }, row => row.Time, value => new TimeOnly(value.Ticks - value.Ticks % 10), null, TimeOnly.MinValue, TimeOnly.MaxValue);
        Survives((row, value) => row with { Span = value }, row => row.Span, boundaries: [TimeSpan.Zero, LongestWhole, -LongestWhole, TimeSpan.FromMicroseconds(-1)]);
        Survives((row, value) => row with { Span = value }, row => row.Span, _ => TimeSpan.FromMicroseconds(-1), null, new TimeSpan(-1));
        SurvivesAtRandom((row, value) => row with { Instant = value }, row => row.Instant, expected: cut);
        SurvivesAtRandom((row, value) => row with { Span = value }, row => row.Span, expected: value => new TimeSpan((long)Math.Floor(value.Ticks / 10m) * 10));
        Refused(row => row with { Utc = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Local) }, "utc");
        Refused(row => row with { Utc = new DateTime(2026, 1, 1) }, "utc");
    }

    [Fact]
    public void Enums_and_json()
    {
        Survives((row, value) => row with { Plain = value }, row => row.Plain, boundaries: Enum.GetValues<Plain>());
        Survives((row, value) => row with { MaybePlain = value }, row => row.MaybePlain, boundaries: [null, Plain.SecondOne]);
        Survives((row, value) => row with { Numbered = value }, row => row.Numbered, boundaries: Enum.GetValues<Numbered>());
        Survives((row, value) => row with { Json = value }, row => row.Json, same: (left, right) => left is null ? right is null : right is not null && left.Name == right.Name && left.Numbers.SequenceEqual(right.Numbers),
            boundaries: [null, new Nested(null, []), new Nested("\"quoted\" ünï", [int.MinValue, 0])]);
        Refused(row => row with { Plain = (Plain)99 }, "plain");
        Refused(row => row with { Numbered = (Numbered)1 }, "numbered");
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return false;
            }
        }

        return true;
    }

    private void Refused(Func<EveryType, EveryType> change, string column)
    {
        var row = change(Fresh());
        Should.Throw<InvalidValueException>(() => db.Write(unit => unit.Insert(row))).ShouldSatisfyAllConditions(e => e.Column.ShouldBe(column), e => e.Table.ShouldBe("every_type"));
        db.Rows.Find(row.Id).ShouldBeNull();
    }
}
