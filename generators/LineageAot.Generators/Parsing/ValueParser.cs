using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;
using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Parsing;

/// <summary>Finds how a C# type is stored: the one table of types (docs/aot.md).</summary>
internal static class ValueParser
{
    private static readonly (string Name, ValueKind Kind, SqlType Sql)[] Structs =
    [
        ("System.Guid", ValueKind.Guid, SqlType.Blob),
        ("LineageAot.Sha256", ValueKind.Sha256, SqlType.Blob),
        ("System.DateTimeOffset", ValueKind.DateTimeOffset, SqlType.Integer),
        ("System.DateOnly", ValueKind.DateOnly, SqlType.Integer),
        ("System.TimeOnly", ValueKind.TimeOnly, SqlType.Integer),
        ("System.TimeSpan", ValueKind.TimeSpan, SqlType.Integer),
    ];

    private static readonly string[] Lists =
    [
        "System.Collections.Generic.List<T>", "System.Collections.Generic.IReadOnlyList<T>", "System.Collections.Generic.IList<T>",
        "System.Collections.Generic.IReadOnlyCollection<T>", "System.Collections.Generic.ICollection<T>", "System.Collections.Generic.IEnumerable<T>",
        "System.Collections.Generic.HashSet<T>", "System.Collections.Generic.ISet<T>", "System.Collections.Generic.IReadOnlySet<T>", "System.Collections.Immutable.ImmutableArray<T>",
    ];

    private static readonly Dictionary<string, string> ListElements = new()
    {
        ["string"] = "String", ["bool"] = "Boolean", ["sbyte"] = "SByte", ["short"] = "Int16", ["ushort"] = "UInt16", ["int"] = "Int32",
        ["uint"] = "UInt32", ["long"] = "Int64", ["ulong"] = "UInt64", ["double"] = "Double", ["decimal"] = "Decimal",
        ["global::System.Guid"] = "Guid", ["global::System.DateTimeOffset"] = "DateTimeOffset", ["global::System.DateOnly"] = "DateOnly",
    };

    /// <summary>The stored form of a type in its usual storage, or null where there is none.</summary>
    public static ValueModel? Parse(ITypeSymbol type)
    {
        var isNullable = false;
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            isNullable = true;
            type = nullable.TypeArguments[0];
        }
        else if (type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated })
        {
            isNullable = true;
        }

        var value = Scalar(type) ?? Enumeration(type) ?? Bytes(type) ?? List(type) ?? Wrapped(type);
        return value is null ? null : value with { IsNullable = isNullable, IsPublic = type.IsPubliclyVisible() };
    }

    /// <summary>The stored form of any type as JSON text.</summary>
    public static ValueModel Json(ITypeSymbol type, JsonModel json)
    {
        var isNullable = type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated };
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            isNullable = true;
            type = nullable.TypeArguments[0];
        }

        return new ValueModel
        {
            Kind = ValueKind.Json,
            SqlType = SqlType.Text,
            TypeName = type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).DeclaredName(),
            IsReferenceType = type.IsReferenceType,
            IsNullable = isNullable,
            IsPublic = type.IsPubliclyVisible(),
            Json = json,
        };
    }

    /// <summary>The stored form of a list's items, or null if the type isn't a list.</summary>
    public static ITypeSymbol? ListElement(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => array.ElementType,
        INamedTypeSymbol { TypeArguments.Length: 1 } named when Lists.Any(named.Is) => named.TypeArguments[0],
        _ => null,
    };

    private static ValueModel? Scalar(ITypeSymbol type)
    {
        (ValueKind Kind, SqlType Sql)? found = type.SpecialType switch
        {
            SpecialType.System_Boolean => (ValueKind.Boolean, SqlType.Integer),
            SpecialType.System_SByte => (ValueKind.SByte, SqlType.Integer),
            SpecialType.System_Byte => (ValueKind.Byte, SqlType.Integer),
            SpecialType.System_Int16 => (ValueKind.Int16, SqlType.Integer),
            SpecialType.System_UInt16 => (ValueKind.UInt16, SqlType.Integer),
            SpecialType.System_Int32 => (ValueKind.Int32, SqlType.Integer),
            SpecialType.System_UInt32 => (ValueKind.UInt32, SqlType.Integer),
            SpecialType.System_Int64 => (ValueKind.Int64, SqlType.Integer),
            SpecialType.System_UInt64 => (ValueKind.UInt64, SqlType.Integer),
            SpecialType.System_Single => (ValueKind.Single, SqlType.Real),
            SpecialType.System_Double => (ValueKind.Double, SqlType.Real),
            SpecialType.System_Decimal => (ValueKind.Decimal, SqlType.Text),
            SpecialType.System_String => (ValueKind.String, SqlType.Text),
            SpecialType.System_Char => (ValueKind.Char, SqlType.Text),
            SpecialType.System_DateTime => (ValueKind.DateTime, SqlType.Integer),
            _ => null,
        };
        if (found is null && type.TypeKind == TypeKind.Struct)
        {
            found = Structs.Where(known => type.Is(known.Name)).Select(static known => ((ValueKind, SqlType)?)(known.Kind, known.Sql)).FirstOrDefault();
        }

        return found is { } kind ? Value(type, kind.Kind, kind.Sql) : null;
    }

    private static ValueModel? Enumeration(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Enum } named)
        {
            return null;
        }

        var members = new List<EnumMemberModel>();
        foreach (var field in named.GetMembers().OfType<IFieldSymbol>().Where(static field => field.HasConstantValue))
        {
            var value = field.ConstantValue is ulong large ? unchecked((long)large) : System.Convert.ToInt64(field.ConstantValue, System.Globalization.CultureInfo.InvariantCulture);
            if (!members.Any(member => member.Value == value))
            {
                members.Add(new EnumMemberModel(Names.Escape(field.Name), Names.SnakeCase(field.Name), value));
            }
        }

        var isFlags = named.GetAttributes().Any(static attribute => attribute.AttributeClass.Is("System.FlagsAttribute"));
        return Value(type, ValueKind.Enum, SqlType.Text) with { Enum = new EnumModel(type.QualifiedName(), named.Name, isFlags, members.ToEquatableArray()) };
    }

    private static ValueModel? Bytes(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol { Rank: 1 } array)
        {
            return array.ElementType.SpecialType switch
            {
                SpecialType.System_Byte => Value(type, ValueKind.ByteArray, SqlType.Blob),
                SpecialType.System_Single => Value(type, ValueKind.FloatArray, SqlType.Blob),
                _ => null,
            };
        }

        if (type is not INamedTypeSymbol { TypeArguments.Length: 1 } named)
        {
            return null;
        }

        var item = named.TypeArguments[0].SpecialType;
        return item is not (SpecialType.System_Byte or SpecialType.System_Single) ? null
            : named.Is("System.ReadOnlyMemory<T>") ? Value(type, item == SpecialType.System_Byte ? ValueKind.ByteMemory : ValueKind.FloatMemory, SqlType.Blob)
            : named.Is("System.Collections.Immutable.ImmutableArray<T>") && item == SpecialType.System_Byte ? Value(type, ValueKind.ByteImmutableArray, SqlType.Blob)
            : null;
    }

    private static ValueModel? List(ITypeSymbol type)
    {
        if (ListElement(type) is not { NullableAnnotation: not NullableAnnotation.Annotated } element || !ListElements.TryGetValue(element.QualifiedName(), out var name))
        {
            return null;
        }

        ListShape? shape = type is IArrayTypeSymbol ? ListShape.Array
            : type.Is("System.Collections.Generic.List<T>") ? ListShape.List
            : type.Is("System.Collections.Generic.IReadOnlyList<T>") ? ListShape.Interface
            : type.Is("System.Collections.Immutable.ImmutableArray<T>") ? ListShape.ImmutableArray
            : null;
        return shape is null ? null : Value(type, ValueKind.List, SqlType.Text) with { List = new ListModel(shape.Value, element.QualifiedName(), name + "Array") };
    }

    /// <summary>A readonly record struct with one positional value: a typed key, or a value with a name.</summary>
    private static ValueModel? Wrapped(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Struct, IsReadOnly: true, IsGenericType: false } named
            || (named.Locations.Any(static location => location.IsInSource) && !named.IsRecord))
        {
            return null;
        }

        foreach (var constructor in named.InstanceConstructors)
        {
            if (constructor is { Parameters: [var parameter], DeclaredAccessibility: Accessibility.Public or Accessibility.Internal }
                && named.GetMembers(parameter.Name).OfType<IPropertySymbol>().FirstOrDefault() is { IsStatic: false } property
                && SymbolEqualityComparer.Default.Equals(property.Type, parameter.Type)
                && property.Type.OriginalDefinition.SpecialType != SpecialType.System_Nullable_T
                && (Scalar(property.Type) ?? Enumeration(property.Type) ?? Bytes(property.Type)) is { } inner)
            {
                return inner with { Wrapper = new WrapperModel(type.QualifiedName(), Names.Escape(property.Name)) };
            }
        }

        return null;
    }

    private static ValueModel Value(ITypeSymbol type, ValueKind kind, SqlType sql)
        => new() { Kind = kind, SqlType = sql, TypeName = type.QualifiedName(), IsReferenceType = type.IsReferenceType };
}
