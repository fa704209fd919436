using System.Collections.Immutable;

namespace LineageAot.FaultTests.Hostile.Values;

/// <summary>A column of each type that can be stored, none of them nullable.</summary>
[Table("present")]
public sealed partial record Present : IValueRow<Present>
{
    [Key] public required long Id { get; init; }
    public bool Flag { get; init; }
    public sbyte I8 { get; init; }
    public byte U8 { get; init; }
    public short I16 { get; init; }
    public ushort U16 { get; init; }
    public int I32 { get; init; }
    public uint U32 { get; init; }
    public long I64 { get; init; }
    public ulong U64 { get; init; }
    public float F32 { get; init; }
    public double F64 { get; init; }
    public decimal Exact { get; init; }
    public string Text { get; init; } = "";
    public char Letter { get; init; }
    public byte[] Bytes { get; init; } = [];
    public ReadOnlyMemory<byte> Memory { get; init; }
    public ImmutableArray<byte> Fixed { get; init; } = [];
    public Guid Uuid { get; init; }
    public Sha256 Hash { get; init; }
    public DateTimeOffset Moment { get; init; }
    public DateTime Utc { get; init; }
    public DateOnly Day { get; init; }
    public TimeOnly Hour { get; init; }
    public TimeSpan Span { get; init; }
    public Color Color { get; init; }
    public float[] Vector { get; init; } = [];
    public ReadOnlyMemory<float> Floats { get; init; }
    public string[] Strings { get; init; } = [];
    public bool[] Truths { get; init; } = [];
    public List<int> Numbers { get; init; } = [];
    public IReadOnlyList<Guid> Guids { get; init; } = [];
    public ImmutableArray<long> Longs { get; init; } = [];
    public ulong[] Larges { get; init; } = [];
    public double[] Doubles { get; init; } = [];
    public decimal[] Decimals { get; init; } = [];
    public DateTimeOffset[] Moments { get; init; } = [];
    public DateOnly[] Days { get; init; } = [];
    [JsonColumn(typeof(ValueContext))] public Settings Settings { get; init; } = new("", [], null);
    [JsonColumn(typeof(ValueContext))] public Point Point { get; init; }
    public Label Label { get; init; } = new("");
    public Tint Tint { get; init; }
    public ItemId Item { get; init; }

    public static Present Draw(long id, Draws draws) => new()
    {
        Id = id,
        Flag = draws.Boolean(),
        I8 = draws.Int8(),
        U8 = draws.UInt8(),
        I16 = draws.Int16(),
        U16 = draws.UInt16(),
        I32 = draws.Int32(),
        U32 = draws.UInt32(),
        I64 = draws.Int64(),
        U64 = draws.UInt64(),
        F32 = draws.Single(),
        F64 = draws.Double(),
        Exact = draws.Decimal(),
        Text = draws.Text(),
        Letter = draws.Letter(),
        Bytes = draws.Bytes(),
        Memory = draws.Bytes(),
        Fixed = [.. draws.Bytes()],
        Uuid = draws.Guid(),
        Hash = draws.Hash(),
        Moment = draws.Moment(),
        Utc = draws.Utc(),
        Day = draws.Day(),
        Hour = draws.Hour(),
        Span = draws.Span(),
        Color = draws.Color(),
        Vector = draws.Vector(),
        Floats = draws.Vector(),
        Strings = draws.List(draws.Text),
        Truths = draws.List(draws.Boolean),
        Numbers = [.. draws.List(draws.Int32)],
        Guids = draws.List(draws.Guid),
        Longs = [.. draws.List(draws.Int64)],
        Larges = draws.List(draws.UInt64),
        Doubles = draws.Finites(),
        Decimals = draws.List(draws.Decimal),
        Moments = draws.List(draws.Moment),
        Days = draws.List(draws.Day),
        Settings = draws.Settings(),
        Point = draws.Point(),
        Label = draws.Label(),
        Tint = draws.Tint(),
        Item = draws.Item(),
    };

    public IReadOnlyList<ColumnValue> Values() =>
    [
        new("flag", Flag),
        new("i8", I8),
        new("u8", U8),
        new("i16", I16),
        new("u16", U16),
        new("i32", I32),
        new("u32", U32),
        new("i64", I64),
        new("u64", U64),
        new("f32", F32),
        new("f64", F64),
        new("exact", Exact),
        new("text", Text),
        new("letter", Letter),
        new("bytes", Bytes),
        new("memory", Memory),
        new("fixed", Fixed),
        new("uuid", Uuid),
        new("hash", Hash),
        new("moment", Moment),
        new("utc", Utc),
        new("day", Day),
        new("hour", Hour),
        new("span", Span),
        new("color", Color),
        new("vector", Vector),
        new("floats", Floats),
        new("strings", Strings),
        new("truths", Truths),
        new("numbers", Numbers),
        new("guids", Guids),
        new("longs", Longs),
        new("larges", Larges),
        new("doubles", Doubles),
        new("decimals", Decimals),
        new("moments", Moments),
        new("days", Days),
        new("settings", Settings),
        new("point", Point),
        new("label", Label),
        new("tint", Tint),
        new("item", Item),
    ];
}
