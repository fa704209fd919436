using LineageAot.Generators.Model;
using LineageAot.Generators.Support;

namespace LineageAot.Generators.Emission;

/// <summary>Emits the call that writes a value and the expression that reads one.</summary>
internal static class ValueEmitter
{
    /// <summary>Writes the value of an expression; absent ones as NULL.</summary>
    /// <param name="local">A name for the value once it is known to be there.</param>
    public static void Write(SourceWriter writer, ValueModel value, int ordinal, string expression, string local)
    {
        var access = value.Wrapper is { } wrapper ? $"{expression}{(value.IsNullable ? "?" : "")}.{wrapper.PropertyName}" : expression;
        if (value.Kind == ValueKind.String && !(value.Wrapper is not null && value.IsNullable))
        {
            writer.Line($"writer.String({ordinal}, {access});"); // A null text is NULL already.
            return;
        }

        // A null in a property that says it has none must become NULL, which the schema refuses, and not an empty value.
        var pattern = value.Kind == ValueKind.ByteImmutableArray ? $"{{ IsDefault: false }} {local}"
            : value is { Kind: ValueKind.List, List.Shape: ListShape.ImmutableArray } ? $"{{ IsDefault: false }} {local}"
            : value.IsNullable || value.IsReferenceType ? $"{{ }} {local}"
            : null;
        if (pattern is null)
        {
            writer.Line(WriteCall(value, ordinal, access));
            return;
        }

        writer.Open($"if ({access} is {pattern})");
        writer.Line(WriteCall(value, ordinal, local));
        writer.Close();
        writer.Open("else");
        writer.Line($"writer.Null({ordinal});");
        writer.Close();
        writer.Line();
    }

    /// <summary>The expression that reads a value, its nullable mark and typed key included.</summary>
    public static string Read(ValueModel value, int ordinal)
    {
        var present = ReadCall(value, ordinal);
        if (value.Wrapper is { } wrapper)
        {
            present = $"new {wrapper.TypeName}({present})";
        }

        if (!value.IsNullable)
        {
            return present;
        }

        // A conversion could make a value out of a bare null (ReadOnlyMemory has one), so a nullable struct's null is spelt out.
        return value.IsOuterReferenceType ? $"reader.IsNull({ordinal}) ? null : {present}" : $"reader.IsNull({ordinal}) ? default({value.DeclaredTypeName}) : {present}";
    }

    private static string WriteCall(ValueModel value, int ordinal, string x) => value.Kind switch
    {
        ValueKind.Boolean => $"writer.Boolean({ordinal}, {x});",
        ValueKind.UInt64 => $"writer.UInt64({ordinal}, {x});",
        >= ValueKind.SByte and < ValueKind.UInt64 => $"writer.Int64({ordinal}, {x});",
        ValueKind.Single or ValueKind.Double => $"writer.Double({ordinal}, {x});",
        ValueKind.Decimal when value.Form == StorageForm.Scaled => $"writer.ScaledDecimal({ordinal}, {x}, {value.Scale});",
        ValueKind.ByteArray or ValueKind.ByteMemory => $"writer.Memory({ordinal}, {x});",
        ValueKind.ByteImmutableArray => $"writer.Memory({ordinal}, {x}.AsMemory());",
        ValueKind.FloatArray => $"writer.Vector({ordinal}, {x});",
        ValueKind.FloatMemory => $"writer.Vector({ordinal}, {x}.Span);",
        ValueKind.Enum => $"{EnumEmitter.CodecName(value)}.Write(ref writer, {ordinal}, {x});",
        ValueKind.Json => $"writer.Json({ordinal}, {x}, {JsonTypeInfo(value)});",
        ValueKind.List => $"writer.Json({ordinal}, {ListAsArray(value.List!, x)}, {ListTypeInfo(value)});",
        _ => $"writer.{value.Kind}{Suffix(value)}({ordinal}, {x});",
    };

    private static string ReadCall(ValueModel value, int ordinal) => value.Kind switch
    {
        ValueKind.Decimal when value.Form == StorageForm.Scaled => $"reader.ScaledDecimal({ordinal}, {value.Scale})",
        ValueKind.ByteArray => $"reader.Bytes({ordinal})",
        ValueKind.ByteMemory => $"new {value.TypeName}(reader.Bytes({ordinal}))",
        ValueKind.ByteImmutableArray => $"global::System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(reader.Bytes({ordinal}))",
        ValueKind.FloatArray => $"reader.Vector({ordinal})",
        ValueKind.FloatMemory => $"new {value.TypeName}(reader.Vector({ordinal}))",
        ValueKind.Enum => $"{EnumEmitter.CodecName(value)}.Read(ref reader, {ordinal})",
        ValueKind.Json => $"reader.Json({ordinal}, {JsonTypeInfo(value)})",
        ValueKind.List => ArrayAsList(value, $"reader.Json({ordinal}, {ListTypeInfo(value)})"),
        _ => $"reader.{value.Kind}{Suffix(value)}({ordinal})",
    };

    private static string Suffix(ValueModel value) => value.Form switch
    {
        StorageForm.Text => "Text",
        StorageForm.UnixSeconds => "Seconds",
        _ => "",
    };

    private static string JsonTypeInfo(ValueModel value)
        => value.Json!.PropertyName is { } property
            ? $"{value.Json.ContextTypeName}.Default.{property}"
            : $"(global::System.Text.Json.Serialization.Metadata.JsonTypeInfo<{value.TypeName}>){value.Json.ContextTypeName}.Default.GetTypeInfo(typeof({value.TypeName.TrimEnd('?')}))!";

    private static string ListTypeInfo(ValueModel value) => $"{FileFrame.Schema}ScalarLists.Default.{value.List!.TypeInfoProperty}";

    private static string ListAsArray(ListModel list, string x) => list.Shape switch
    {
        ListShape.Array => x,
        ListShape.ImmutableArray => $"global::System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsArray({x})!",
        ListShape.List => $"{x}.ToArray()",
        _ => $"global::System.Linq.Enumerable.ToArray({x})",
    };

    private static string ArrayAsList(ValueModel value, string array) => value.List!.Shape switch
    {
        ListShape.ImmutableArray => $"global::System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray({array})",
        ListShape.List => $"new {value.TypeName}({array})",
        _ => array,
    };
}
