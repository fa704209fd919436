using System.Collections.Immutable;

namespace LineageAot.FaultTests.Hostile.Values;

/// <summary>Each value as a parameter that must find its own row.</summary>
internal static partial class EqualStatements
{
    [Query("""
        select * from present where
        id = @id and "flag" is @flag and "i8" is @i8 and "u8" is @u8 and "i16" is @i16 and "u16" is @u16 and "i32" is @i32 and "u32" is @u32 and "i64" is @i64 and "u64" is @u64
        and "f32" is @f32 and "f64" is @f64 and "exact" is @exact and "text" is @text and "letter" is @letter and "bytes" is @bytes and "memory" is @memory and "fixed" is @fixed
        and "uuid" is @uuid and "hash" is @hash and "moment" is @moment and "utc" is @utc and "day" is @day and "hour" is @hour and "span" is @span and "color" is @color
        and "vector" is @vector and "floats" is @floats and "settings" is @settings and "point" is @point and "label" is @label and "tint" is @tint and "item" is @item
        """)]
    private static partial ValueTask<Present?> PresentWhereAsync(this ReadSource source, long id, bool flag, sbyte i8, byte u8, short i16, ushort u16, int i32, uint u32, long i64, ulong u64, float f32, double f64, decimal exact, string text, char letter, byte[] bytes, ReadOnlyMemory<byte> memory, ImmutableArray<byte> @fixed, Guid uuid, Sha256 hash, DateTimeOffset moment, DateTime utc, DateOnly day, TimeOnly hour, TimeSpan span, Color color, float[] vector, ReadOnlyMemory<float> floats, [JsonColumn(typeof(ValueContext))] Settings settings, [JsonColumn(typeof(ValueContext))] Point point, Label label, Tint tint, ItemId item);

    public static ValueTask<Present?> FindEqualAsync(this ReadSource source, Present row) => source.PresentWhereAsync(row.Id, row.Flag, row.I8, row.U8, row.I16, row.U16, row.I32, row.U32, row.I64, row.U64, row.F32, row.F64, row.Exact, row.Text, row.Letter, row.Bytes, row.Memory, row.Fixed, row.Uuid, row.Hash, row.Moment, row.Utc, row.Day, row.Hour, row.Span, row.Color, row.Vector, row.Floats, row.Settings, row.Point, row.Label, row.Tint, row.Item);

    [Query("""
        select * from absent where
        id = @id and "flag" is @flag and "i8" is @i8 and "u8" is @u8 and "i16" is @i16 and "u16" is @u16 and "i32" is @i32 and "u32" is @u32 and "i64" is @i64 and "u64" is @u64
        and "f32" is @f32 and "f64" is @f64 and "exact" is @exact and "text" is @text and "letter" is @letter and "bytes" is @bytes and "memory" is @memory and "fixed" is @fixed
        and "uuid" is @uuid and "hash" is @hash and "moment" is @moment and "utc" is @utc and "day" is @day and "hour" is @hour and "span" is @span and "color" is @color
        and "vector" is @vector and "floats" is @floats and "settings" is @settings and "point" is @point and "label" is @label and "tint" is @tint and "item" is @item
        """)]
    private static partial ValueTask<Absent?> AbsentWhereAsync(this ReadSource source, long id, bool? flag, sbyte? i8, byte? u8, short? i16, ushort? u16, int? i32, uint? u32, long? i64, ulong? u64, float? f32, double? f64, decimal? exact, string? text, char? letter, byte[]? bytes, ReadOnlyMemory<byte>? memory, ImmutableArray<byte>? @fixed, Guid? uuid, Sha256? hash, DateTimeOffset? moment, DateTime? utc, DateOnly? day, TimeOnly? hour, TimeSpan? span, Color? color, float[]? vector, ReadOnlyMemory<float>? floats, [JsonColumn(typeof(ValueContext))] Settings? settings, [JsonColumn(typeof(ValueContext))] Point? point, Label? label, Tint? tint, ItemId? item);

    public static ValueTask<Absent?> FindEqualAsync(this ReadSource source, Absent row) => source.AbsentWhereAsync(row.Id, row.Flag, row.I8, row.U8, row.I16, row.U16, row.I32, row.U32, row.I64, row.U64, row.F32, row.F64, row.Exact, row.Text, row.Letter, row.Bytes, row.Memory, row.Fixed, row.Uuid, row.Hash, row.Moment, row.Utc, row.Day, row.Hour, row.Span, row.Color, row.Vector, row.Floats, row.Settings, row.Point, row.Label, row.Tint, row.Item);

    [Query("""
        select * from formed where
        id = @id and "uuid_text" is @uuidText and "color_number" is @colorNumber and "edge" is @edge and "rights" is @rights and "scaled" is @scaled and "moment_text" is @momentText
        and "moment_seconds" is @momentSeconds and "utc_text" is @utcText and "utc_seconds" is @utcSeconds
        """)]
    private static partial ValueTask<Formed?> FormedWhereAsync(this ReadSource source, long id, [Storage(StorageKind.Text)] Guid uuidText, [Storage(StorageKind.Integer)] Color colorNumber, [Storage(StorageKind.Integer)] Edge edge, [Storage(StorageKind.Integer)] Rights rights, [Storage(StorageKind.Scaled, 4)] decimal scaled, [Storage(StorageKind.Text)] DateTimeOffset momentText, [Storage(StorageKind.UnixSeconds)] DateTimeOffset momentSeconds, [Storage(StorageKind.Text)] DateTime utcText, [Storage(StorageKind.UnixSeconds)] DateTime utcSeconds);

    public static ValueTask<Formed?> FindEqualAsync(this ReadSource source, Formed row) => source.FormedWhereAsync(row.Id, row.UuidText, row.ColorNumber, row.Edge, row.Rights, row.Scaled, row.MomentText, row.MomentSeconds, row.UtcText, row.UtcSeconds);

    [Query("""
        select * from formed_or_absent where
        id = @id and "uuid_text" is @uuidText and "color_number" is @colorNumber and "edge" is @edge and "rights" is @rights and "scaled" is @scaled and "moment_text" is @momentText
        and "moment_seconds" is @momentSeconds and "utc_text" is @utcText and "utc_seconds" is @utcSeconds
        """)]
    private static partial ValueTask<FormedOrAbsent?> FormedOrAbsentWhereAsync(this ReadSource source, long id, [Storage(StorageKind.Text)] Guid? uuidText, [Storage(StorageKind.Integer)] Color? colorNumber, [Storage(StorageKind.Integer)] Edge? edge, [Storage(StorageKind.Integer)] Rights? rights, [Storage(StorageKind.Scaled, 4)] decimal? scaled, [Storage(StorageKind.Text)] DateTimeOffset? momentText, [Storage(StorageKind.UnixSeconds)] DateTimeOffset? momentSeconds, [Storage(StorageKind.Text)] DateTime? utcText, [Storage(StorageKind.UnixSeconds)] DateTime? utcSeconds);

    public static ValueTask<FormedOrAbsent?> FindEqualAsync(this ReadSource source, FormedOrAbsent row) => source.FormedOrAbsentWhereAsync(row.Id, row.UuidText, row.ColorNumber, row.Edge, row.Rights, row.Scaled, row.MomentText, row.MomentSeconds, row.UtcText, row.UtcSeconds);
}
