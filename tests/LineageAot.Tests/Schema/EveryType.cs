using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace LineageAot.Tests.Schema;

public readonly record struct TypedKey(long Value);

public readonly record struct TypedText(string Value);

public enum Plain { First, SecondOne, URLThing }

public enum Numbered : short { Minus = -5, Zero = 0, Large = 30_000 }

public sealed record Nested(string? Name, int[] Numbers);

[JsonSerializable(typeof(Nested))]
public sealed partial class NestedJson : JsonSerializerContext;

/// <summary>A column of every type that can be stored, and a nullable one beside it.</summary>
[Table("every_type")]
public sealed partial record EveryType
{
    [Key] public required TypedKey Id { get; init; }
    public bool Bool { get; init; }
    public byte Byte { get; init; }
    public sbyte SByte { get; init; }
    public short Short { get; init; }
    public ushort UShort { get; init; }
    public int Int { get; init; }
    public uint UInt { get; init; }
    public long Long { get; init; }
    public ulong ULong { get; init; }
    public float Float { get; init; }
    public double Double { get; init; }
    public decimal Decimal { get; init; }
    [Storage(StorageKind.Scaled, 4)] public decimal Scaled { get; init; }
    public string String { get; init; } = "";
    public char Char { get; init; } = 'x';
    public byte[] Bytes { get; init; } = [];
    public ReadOnlyMemory<byte> Memory { get; init; }
    public ImmutableArray<byte> Immutable { get; init; } = [];
    public Guid Guid { get; init; }
    [Storage(StorageKind.Text)] public Guid GuidText { get; init; }
    public Sha256 Hash { get; init; }
    public DateTimeOffset Instant { get; init; }
    public DateTime Utc { get; init; } = DateTime.UnixEpoch;
    public DateOnly Date { get; init; }
    public TimeOnly Time { get; init; }
    public TimeSpan Span { get; init; }
    public Plain Plain { get; init; }
    [Storage(StorageKind.Integer)] public Numbered Numbered { get; init; }
    [JsonColumn(typeof(NestedJson))] public Nested? Json { get; init; }
    public string[] Strings { get; init; } = [];
    public float[] Vector { get; init; } = [];
    public TypedText Text { get; init; } = new("");
    public bool? MaybeBool { get; init; }
    public long? MaybeLong { get; init; }
    public double? MaybeDouble { get; init; }
    public decimal? MaybeDecimal { get; init; }
    public string? MaybeString { get; init; }
    public byte[]? MaybeBytes { get; init; }
    public Guid? MaybeGuid { get; init; }
    public DateTimeOffset? MaybeInstant { get; init; }
    public Plain? MaybePlain { get; init; }
    public TypedKey? MaybeKey { get; init; }
    public ReadOnlyMemory<float>? MaybeVector { get; init; }
}

[Database]
public sealed partial class EveryTypeDatabase : LineageDatabase
{
    public partial Table<EveryType> Rows { get; }
}
