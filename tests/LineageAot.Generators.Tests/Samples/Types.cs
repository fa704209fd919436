// Every type that can be stored, present and absent.
#pragma warning disable CS1591
using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Samples.Types;

public enum Color { Red, DarkGreen, LightBlue }

public readonly record struct Label(string Text);

public readonly record struct Tint(Color Color);

public sealed record Settings(string Name, int[] Numbers);

public readonly record struct Point(double X, double Y);

[JsonSerializable(typeof(Settings))]
[JsonSerializable(typeof(Point))]
[JsonSerializable(typeof(Dictionary<string, int>))]
public sealed partial class Context : JsonSerializerContext;

[Table]
public sealed partial record Everything
{
    [Key] public required long Id { get; init; }
    public bool Boolean { get; init; }
    public sbyte SByte { get; init; }
    public byte Byte { get; init; }
    public short Int16 { get; init; }
    public ushort UInt16 { get; init; }
    public int Int32 { get; init; }
    public uint UInt32 { get; init; }
    public long Int64 { get; init; }
    public ulong UInt64 { get; init; }
    public float Single { get; init; }
    public double Double { get; init; }
    public decimal Decimal { get; init; }
    public string String { get; init; } = "";
    public char Char { get; init; } = 'x';
    public byte[] Bytes { get; init; } = [];
    public ReadOnlyMemory<byte> Memory { get; init; }
    public ImmutableArray<byte> Immutable { get; init; } = [];
    public Guid Guid { get; init; }
    public Sha256 Sha256 { get; init; }
    public DateTimeOffset DateTimeOffset { get; init; }
    public DateTime DateTime { get; init; } = System.DateTime.UnixEpoch;
    public DateOnly DateOnly { get; init; }
    public TimeOnly TimeOnly { get; init; }
    public TimeSpan TimeSpan { get; init; }
    public Color Color { get; init; }
    public float[] Vector { get; init; } = [];
    [Dimensions(2)] public ReadOnlyMemory<float> Embedding { get; init; } = new float[2];
    public string[] Strings { get; init; } = [];
    public List<int> Numbers { get; init; } = [];
    public IReadOnlyList<Guid> Guids { get; init; } = [];
    public ImmutableArray<long> Longs { get; init; } = [];
    [JsonColumn(typeof(Context))] public Settings Settings { get; init; } = new("", []);
    [JsonColumn(typeof(Context))] public Point Point { get; init; }
    [JsonColumn(typeof(Context))] public Dictionary<string, int> Counts { get; init; } = [];
    public Label Label { get; init; } = new("");
    public Tint Tint { get; init; }
}

[Table]
public sealed partial record Nullables
{
    [Key] public required long Id { get; init; }
    public bool? Boolean { get; init; }
    public sbyte? SByte { get; init; }
    public byte? Byte { get; init; }
    public short? Int16 { get; init; }
    public ushort? UInt16 { get; init; }
    public int? Int32 { get; init; }
    public uint? UInt32 { get; init; }
    public long? Int64 { get; init; }
    public ulong? UInt64 { get; init; }
    public float? Single { get; init; }
    public double? Double { get; init; }
    public decimal? Decimal { get; init; }
    public string? String { get; init; }
    public char? Char { get; init; }
    public byte[]? Bytes { get; init; }
    public ReadOnlyMemory<byte>? Memory { get; init; }
    public ImmutableArray<byte>? Immutable { get; init; }
    public Guid? Guid { get; init; }
    public Sha256? Sha256 { get; init; }
    public DateTimeOffset? DateTimeOffset { get; init; }
    public DateTime? DateTime { get; init; }
    public DateOnly? DateOnly { get; init; }
    public TimeOnly? TimeOnly { get; init; }
    public TimeSpan? TimeSpan { get; init; }
    public Color? Color { get; init; }
    public float[]? Vector { get; init; }
    public ReadOnlyMemory<float>? Embedding { get; init; }
    public string[]? Strings { get; init; }
    public List<int>? Numbers { get; init; }
    public IReadOnlyList<Guid>? Guids { get; init; }
    public ImmutableArray<long>? Longs { get; init; }
    [JsonColumn(typeof(Context))] public Settings? Settings { get; init; }
    [JsonColumn(typeof(Context))] public Point? Point { get; init; }
    [JsonColumn(typeof(Context))] public Dictionary<string, int>? Counts { get; init; }
    public Label? Label { get; init; }
    public Tint? Tint { get; init; }
}

[Database]
public sealed partial class TypesDatabase : LineageDatabase
{
    public partial Table<Everything> Everything { get; }
    public partial Table<Nullables> Nullables { get; }
}

public static class Sample
{
    public static async Task RunAsync(string path)
    {
        await using var db = await TypesDatabase.OpenAsync(path);
        var time = new DateTimeOffset(2026, 2, 28, 23, 59, 59, TimeSpan.FromHours(2)).AddTicks(1_234_567);
        var row = await db.Everything.InsertAsync(new Everything
        {
            Id = 1, Boolean = true, SByte = sbyte.MinValue, Byte = byte.MaxValue, Int16 = short.MinValue, UInt16 = ushort.MaxValue,
            Int32 = int.MinValue, UInt32 = uint.MaxValue, Int64 = long.MinValue, UInt64 = long.MaxValue, Single = float.MaxValue,
            Double = -0.0, Decimal = 1.10m, String = "a\0b", Char = 'ü', Bytes = [1, 2], Memory = new byte[] { 3 }, Immutable = [4],
            Guid = new Guid("00112233-4455-6677-8899-aabbccddeeff"), Sha256 = Sha256.OfText("x"), DateTimeOffset = time, DateTime = time.UtcDateTime,
            DateOnly = new DateOnly(1, 1, 1), TimeOnly = TimeOnly.MaxValue, TimeSpan = TimeSpan.FromTicks(-15), Color = Color.DarkGreen,
            Vector = [1.5f], Embedding = new float[] { 1, 2 }, Strings = ["a", "b"], Numbers = [1, 2], Guids = [Guid.Empty], Longs = [long.MaxValue],
            Settings = new Settings("n", [1]), Point = new Point(1, 2), Counts = new() { ["a"] = 1 }, Label = new Label("l"), Tint = new Tint(Color.LightBlue),
        });
        Expect(row.DateTimeOffset == time.AddTicks(-7) && row.DateTimeOffset.Offset == TimeSpan.Zero && row.DateTime == time.UtcDateTime.AddTicks(-7), "times are cut before the row is returned");
        Expect(row.TimeSpan == TimeSpan.FromTicks(-20) && !double.IsNegative(row.Double), "durations are cut downwards, minus zero is zero");
        var read = (await db.Everything.FindAsync(1))!;
        Expect(read with { Bytes = row.Bytes, Memory = row.Memory, Immutable = row.Immutable, Vector = row.Vector, Embedding = row.Embedding, Strings = row.Strings, Numbers = row.Numbers, Guids = row.Guids, Longs = row.Longs, Settings = row.Settings, Counts = row.Counts } == row, "scalars survive");
        Expect(read.Bytes is [1, 2] && read.Memory.Span is [3] && read.Immutable.Single() == 4, "bytes survive");
        Expect(read.Vector is [1.5f] && read.Embedding.Span is [1, 2], "vectors survive");
        Expect(read.Strings is ["a", "b"] && read.Numbers is [1, 2] && read.Guids.Single() == Guid.Empty && read.Longs.Single() == long.MaxValue, "lists survive");
        Expect(read.Settings is { Name: "n", Numbers: [1] } && read.Counts["a"] == 1, "JSON survives");

        await db.Nullables.InsertAsync(new Nullables { Id = 1 });
        Expect(await db.Nullables.FindAsync(1) == new Nullables { Id = 1 }, "absent values stay absent");
        var present = await db.Nullables.InsertAsync(new Nullables
        {
            Id = 2, Boolean = false, SByte = 0, Byte = 0, Int16 = 0, UInt16 = 0, Int32 = 0, UInt32 = 0, Int64 = 0, UInt64 = 0, Single = 0, Double = -0.0, Decimal = 0,
            String = "", Char = '\0', Bytes = [], Memory = ReadOnlyMemory<byte>.Empty, Immutable = [], Guid = Guid.Empty, Sha256 = default(Sha256), DateTimeOffset = time,
            DateTime = time.UtcDateTime, DateOnly = default(DateOnly), TimeOnly = default(TimeOnly), TimeSpan = TimeSpan.Zero, Color = Color.Red, Vector = [], Embedding = ReadOnlyMemory<float>.Empty,
            Strings = [], Numbers = [], Guids = [], Longs = [], Settings = new Settings("", []), Point = default(Point), Counts = [], Label = new Label(""), Tint = default(Tint),
        });
        var empty = (await db.Nullables.FindAsync(2))!;
        Expect(empty is { Bytes: [], Memory.IsEmpty: true, Immutable: [], Vector: [], Embedding.IsEmpty: true, Strings: [], Numbers: [], Guids: [], Longs: [], String: "", Char: '\0', Label.Text: "" }, "empty isn't absent");
        Expect(empty.Memory is not null && empty.Embedding is not null && empty.Settings is not null && empty.Counts is not null && empty.Tint is not null && empty.Double is 0.0 && empty.DateTimeOffset == present.DateTimeOffset, "present values stay present");
        await ExpectAsync<InvalidValueException>(async () => await db.Everything.InsertAsync(read with { Id = 3, Color = (Color)9 }), "an unknown enum value is refused");
        await ExpectAsync<LineageException>(async () => await db.Everything.InsertAsync(read with { Id = 3, Bytes = null! }), "a null where there is none is refused");
    }

    private static void Expect(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException(what);
        }
    }

    private static async Task ExpectAsync<TException>(Func<Task> act, string what) where TException : Exception
    {
        try
        {
            await act();
        }
        catch (TException)
        {
            return;
        }

        throw new InvalidOperationException(what);
    }
}
