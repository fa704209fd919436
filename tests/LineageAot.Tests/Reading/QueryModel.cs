using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace LineageAot.Tests.Reading;

public readonly record struct EntryId(Guid Value);

public enum Mood
{
    Calm, VeryGlad,
}

public sealed record Extra(int Level);

[JsonSerializable(typeof(Extra))]
internal sealed partial class QueryJson : JsonSerializerContext;

[Table("entries")]
[Index(nameof(SourceId), nameof(CreatedAt))]
[Index(nameof(Rank), Descending = [nameof(Rank)])]
public sealed partial record Entry([property: Key] long Number, long SourceId, DateTimeOffset CreatedAt, int Rank, string? Name = null);

[Table("parts")]
public sealed partial record Part([property: Key] long Number, [property: References(typeof(Entry)), Index] long EntryNumber, string Text);

[Table("stamps")]
[Index(nameof(Kind), nameof(At), nameof(Id))]
public sealed partial record Stamp([property: Key(Generated = true)] Guid Id, string Kind, DateTimeOffset At);

[Row] public sealed partial record EntryPart(Entry Entry, Part Part);

[Row] public sealed partial record EntryPerhapsPart(Entry Entry, Part? Part);

[Row] public sealed partial record Named(long Number, string Name);

[Row] public readonly partial record struct Sample(long Number, int Rank, double Half);

[Row] public sealed partial record SampleRecord(long Number, int Rank);

/// <summary>One member of each kind, so that a NULL under each is seen.</summary>
[Row] public sealed partial record IntegerMember(int Value);

[Row] public sealed partial record TextMember(string Value);

[Row] public sealed partial record DoubleMember(double Value);

[Row] public sealed partial record BooleanMember(bool Value);

[Row] public sealed partial record BytesMember(byte[] Value);

[Row] public sealed partial record FixedMember(ImmutableArray<byte> Value);

[Row] public sealed partial record GuidMember(Guid Value);

[Row] public sealed partial record KeyMember(EntryId Value);

[Row] public sealed partial record EnumMember(Mood Value);

[Row] public sealed partial record EnumNumberMember([property: Storage(StorageKind.Integer)] Mood Value);

[Row] public sealed partial record TimeMember(DateTimeOffset Value);

[Row] public sealed partial record DecimalMember(decimal Value);

[Row] public sealed partial record ScaledMember([property: Storage(StorageKind.Scaled, 2)] decimal Value);

[Row] public sealed partial record JsonMember([property: JsonColumn(typeof(QueryJson))] Extra Value);

[Row] public sealed partial record VectorMember(float[] Value);

[Row] public sealed partial record HashMember(Sha256 Value);

[Row] public readonly partial record struct StructMember(int Value);

[Database]
public sealed partial class QueryDatabase : LineageDatabase
{
    public partial Table<Entry> Entries { get; }

    public partial Table<Part> Parts { get; }

    public partial Table<Stamp> Stamps { get; }

    [Query("select * from stamps where kind = @kind order by at desc, id desc")]
    public partial ValueTask<Page<Stamp>> StampsAsync(string kind, int size, Cursor? after = null);

    [Query("select * from entries where source_id = @sourceId order by created_at desc, number desc")]
    public partial ValueTask<Page<Entry>> NewestAsync(long sourceId, int size, Cursor? after = null, CancellationToken cancellationToken = default);

    [Query("select * from entries where source_id = @sourceId order by created_at, number")]
    public partial ValueTask<Page<Entry>> OldestAsync(long sourceId, int size, Cursor? after = null);

    [Query("select * from entries order by rank desc, number")]
    public partial Page<Entry> ByRank(int size, Cursor? after = null);

    [Query("select e.*, p.* from entries e join parts p on p.entry_number = e.number order by e.rank desc, e.number, p.number")]
    public partial Page<EntryPart> PartsByRank(int size, Cursor? after = null);

    [Query("select number, name from entries order by name")]
    public partial Page<Named> ByName(int size, Cursor? after = null);

    [Query("select e.*, p.* from entries e left join parts p on p.entry_number = e.number order by e.number, p.number")]
    public partial IReadOnlyList<EntryPerhapsPart> WithParts();

    [Query("select e.*, p.* from entries e left join parts p on p.entry_number = e.number order by e.number, p.number")]
    public partial IReadOnlyList<EntryPart> WithAllParts();

    [Query("select * from entries order by number")]
    public partial IAsyncEnumerable<Entry> AllAsync(CancellationToken cancellationToken = default);

    [Query("select * from entries order by number")]
    public partial IEnumerable<Entry> All();

    [Query("select number, rank, number / 2.0 from entries order by number limit @most")]
    public partial IEnumerable<Sample> Samples(int most);

    [Query("select number, rank, number / 2.0 from entries order by number limit @most")]
    public partial IReadOnlyList<Sample> SampleList(int most);

    [Query("select number, rank from entries order by number limit @most")]
    public partial IEnumerable<SampleRecord> Records(int most);

    [Query("select number from entries order by number limit @most")]
    public partial IEnumerable<long> Numbers(int most);

    [Query("select count(*) from entries where number in (@numbers)")]
    public partial long CountOf(int[] numbers);

    [Query("select count(*) from entries where number in (@numbers)")]
    public partial long CountOfList(IReadOnlyList<long> numbers);

    [Query("select count(*) from entries where number in (@numbers)")]
    public partial ValueTask<long> CountOfFixedAsync(ImmutableArray<long> numbers);

    [Query("select count(*) from entries where number not in (@numbers)")]
    public partial long CountOfOthers(HashSet<long> numbers);

    [Query("select count(*) from entries where name in (@names)")]
    public partial long CountNamed(IEnumerable<string> names);

    [Query("select @name in (@names)")]
    public partial bool IsAmong(string name, List<string> names);

    [Query("select @value in (@values)")]
    public partial bool IsAmongNumbers(long value, IEnumerable<long> values);

    [Query("select @value in (@values)")]
    public partial bool IsAmongBytes(byte[] value, IReadOnlyList<byte[]> values);

    [Query("select @value in (@values)")]
    public partial bool IsAmongLarge(ulong value, ulong[] values);

    [Query("select @value in (@values)")]
    public partial bool IsAmongPrices([Storage(StorageKind.Scaled, 2)] decimal value, [Storage(StorageKind.Scaled, 2)] decimal[] values);

    [Query("select @value in (@values)")]
    public partial bool IsAmongMoods(Mood value, Mood[] values);

    [Query("select @value in (@values)")]
    public partial bool IsAmongTimes([Storage(StorageKind.Text)] DateTime value, [Storage(StorageKind.Text)] DateTime[] values);
}

/// <summary>Scalars and rows over a value that is NULL: nothing stands in for it.</summary>
internal static partial class NullQueries
{
    private const string Null = "select max(number) from entries where 0";

    [Query(Null)] public static partial int Integer(ReadSource source);

    [Query(Null)] public static partial ulong Unsigned(ReadSource source);

    [Query(Null)] public static partial string Text(ReadSource source);

    [Query(Null)] public static partial char Letter(ReadSource source);

    [Query(Null)] public static partial double Double(ReadSource source);

    [Query(Null)] public static partial bool Boolean(ReadSource source);

    [Query(Null)] public static partial byte[] Bytes(ReadSource source);

    [Query(Null)] public static partial ReadOnlyMemory<byte> Memory(ReadSource source);

    [Query(Null)] public static partial ImmutableArray<byte> Fixed(ReadSource source);

    [Query(Null)] public static partial Guid Guid(ReadSource source);

    [Query(Null)] [return: Storage(StorageKind.Text)] public static partial Guid GuidText(ReadSource source);

    [Query(Null)] public static partial EntryId Key(ReadSource source);

    [Query(Null)] public static partial Mood Enum(ReadSource source);

    [Query(Null)] [return: Storage(StorageKind.Integer)] public static partial Mood EnumNumber(ReadSource source);

    [Query(Null)] public static partial DateTimeOffset Time(ReadSource source);

    [Query(Null)] [return: Storage(StorageKind.UnixSeconds)] public static partial DateTime Seconds(ReadSource source);

    [Query(Null)] [return: Storage(StorageKind.Text)] public static partial DateTimeOffset TimeText(ReadSource source);

    [Query(Null)] public static partial DateOnly Day(ReadSource source);

    [Query(Null)] public static partial TimeOnly Hour(ReadSource source);

    [Query(Null)] public static partial TimeSpan Span(ReadSource source);

    [Query(Null)] public static partial decimal Decimal(ReadSource source);

    [Query(Null)] [return: Storage(StorageKind.Scaled, 2)] public static partial decimal Scaled(ReadSource source);

    [Query(Null)] [return: JsonColumn(typeof(QueryJson))] public static partial Extra Json(ReadSource source);

    [Query(Null)] public static partial string[] Tags(ReadSource source);

    [Query(Null)] public static partial float[] Vector(ReadSource source);

    [Query(Null)] public static partial ReadOnlyMemory<float> VectorMemory(ReadSource source);

    [Query(Null)] public static partial Sha256 Hash(ReadSource source);

    [Query(Null)] public static partial IntegerMember IntegerRow(ReadSource source);

    [Query(Null)] public static partial TextMember TextRow(ReadSource source);

    [Query(Null)] public static partial DoubleMember DoubleRow(ReadSource source);

    [Query(Null)] public static partial BooleanMember BooleanRow(ReadSource source);

    [Query(Null)] public static partial BytesMember BytesRow(ReadSource source);

    [Query(Null)] public static partial FixedMember FixedRow(ReadSource source);

    [Query(Null)] public static partial GuidMember GuidRow(ReadSource source);

    [Query(Null)] public static partial KeyMember KeyRow(ReadSource source);

    [Query(Null)] public static partial EnumMember EnumRow(ReadSource source);

    [Query(Null)] public static partial EnumNumberMember EnumNumberRow(ReadSource source);

    [Query(Null)] public static partial TimeMember TimeRow(ReadSource source);

    [Query(Null)] public static partial DecimalMember DecimalRow(ReadSource source);

    [Query(Null)] public static partial ScaledMember ScaledRow(ReadSource source);

    [Query(Null)] public static partial JsonMember JsonRow(ReadSource source);

    [Query(Null)] public static partial VectorMember VectorRow(ReadSource source);

    [Query(Null)] public static partial HashMember HashRow(ReadSource source);

    [Query(Null)] public static partial StructMember? StructRow(ReadSource source);

    [Query("select x'' as empty")] public static partial byte[] EmptyBytes(ReadSource source);

    [Query("select '' as empty")] public static partial string EmptyText(ReadSource source);

    [Query("select x'' as empty")] public static partial float[]? EmptyVector(ReadSource source);

    [Query("select x'' as empty")] public static partial ImmutableArray<byte>? EmptyFixed(ReadSource source);

    [Query(Null)] public static partial ImmutableArray<byte>? NoFixed(ReadSource source);

    [Query(Null)] public static partial ReadOnlyMemory<float>? NoVector(ReadSource source);
}
