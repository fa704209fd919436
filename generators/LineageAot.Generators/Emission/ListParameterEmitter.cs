using LineageAot.Generators.Model;
using LineageAot.Generators.Support;

namespace LineageAot.Generators.Emission;

/// <summary>Emits the binding of a list as one JSON text, which json_each takes apart again.</summary>
internal static class ListParameterEmitter
{
    /// <summary>JSON has no blobs, so what is stored as one travels as hexadecimal digits.</summary>
    public static bool IsHexadecimal(ValueModel item) => item.SqlType == SqlType.Blob;

    /// <summary>The item types whose stored form can travel in JSON without loss.</summary>
    public static bool IsSupported(ValueModel item) => item.Kind switch
    {
        ValueKind.Guid or ValueKind.Sha256 or ValueKind.String or ValueKind.Enum or ValueKind.DateOnly or ValueKind.DateTimeOffset => !item.IsNullable,
        ValueKind.Boolean or >= ValueKind.SByte and <= ValueKind.UInt64 => !item.IsNullable,
        _ => false,
    };

    public static void Emit(SourceWriter writer, BoundValue list, int ordinal)
    {
        var item = list.Value.Wrapper is { } wrapper ? "item." + wrapper.PropertyName : "item";
        var (array, property, conversion) = Conversion(list.Value, item);
        writer.Line($"var list{ordinal} = global::System.Linq.Enumerable.ToArray(global::System.Linq.Enumerable.Select<{list.Value.OuterTypeName}, {array}>({list.Name}, static item => {conversion}));");
        writer.Line($"writer.Json({ordinal}, list{ordinal}, {FileFrame.Schema}ScalarLists.Default.{property});");
    }

    private static (string Element, string Property, string Conversion) Conversion(ValueModel value, string x) => value.Kind switch
    {
        ValueKind.Guid => ("string", "StringArray", $"global::System.Convert.ToHexString({x}.ToByteArray(bigEndian: true))"),
        ValueKind.Sha256 => ("string", "StringArray", $"{x}.ToString()"),
        ValueKind.String => ("string", "StringArray", x),
        ValueKind.Enum => ("string", "StringArray", $"{EnumEmitter.CodecName(value)}.Name({x})"),
        ValueKind.DateOnly => ("long", "Int64Array", $"{x}.DayNumber - global::System.DateOnly.FromDateTime(global::System.DateTime.UnixEpoch).DayNumber"),
        ValueKind.DateTimeOffset => ("long", "Int64Array", $"({FileFrame.Schema}Times.Cut({x}).UtcTicks - global::System.DateTime.UnixEpoch.Ticks) / global::System.TimeSpan.TicksPerMicrosecond"),
        ValueKind.Boolean => ("long", "Int64Array", $"{x} ? 1 : 0"),
        ValueKind.UInt64 => ("long", "Int64Array", $"checked((long){x})"),
        _ => ("long", "Int64Array", x),
    };
}
