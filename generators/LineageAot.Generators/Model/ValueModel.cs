using LineageAot.Generators.Support;

namespace LineageAot.Generators.Model;

/// <summary>The C# types that can be stored, each with its own reader and writer call.</summary>
internal enum ValueKind
{
    Boolean, SByte, Byte, Int16, UInt16, Int32, UInt32, Int64, UInt64, Single, Double, Decimal, String, Char,
    ByteArray, ByteMemory, ByteImmutableArray, Guid, Sha256, DateTimeOffset, DateTime, DateOnly, TimeOnly, TimeSpan,
    FloatArray, FloatMemory, Enum, Json, List,
}

/// <summary>The storage that was chosen; the values are those of the attribute's StorageKind.</summary>
internal enum StorageForm
{
    Default, Text, Integer, Scaled, UnixSeconds,
}

/// <summary>SQLite's types; the names are those of the runtime's ColumnType.</summary>
internal enum SqlType
{
    Integer, Real, Text, Blob,
}

/// <summary>How a value of one C# type is stored: everything that reading and writing it takes.</summary>
internal sealed record ValueModel
{
    public required ValueKind Kind { get; init; }

    public StorageForm Form { get; init; }

    /// <summary>The decimal places of a scaled decimal.</summary>
    public int Scale { get; init; }

    /// <summary>The stored value's type with <c>global::</c>, without a nullable mark and without its typed key.</summary>
    public required string TypeName { get; init; }

    public bool IsReferenceType { get; init; }

    public bool IsNullable { get; init; }

    /// <summary>The typed key around the value, or null.</summary>
    public WrapperModel? Wrapper { get; init; }

    public EnumModel? Enum { get; init; }

    public JsonModel? Json { get; init; }

    public ListModel? List { get; init; }

    /// <summary>The type may stand in a public signature.</summary>
    public bool IsPublic { get; init; }

    public required SqlType SqlType { get; init; }

    /// <summary>The C# type without a nullable mark.</summary>
    public string OuterTypeName => Wrapper?.TypeName ?? TypeName;

    /// <summary>The C# type as declared.</summary>
    public string DeclaredTypeName => IsNullable ? OuterTypeName + "?" : OuterTypeName;

    public bool IsOuterReferenceType => Wrapper is null && IsReferenceType;

    /// <summary>Can be compared by SQL in a way that makes sense, so that a finder or a list of it does.</summary>
    public bool IsScalar => Kind is not (ValueKind.Json or ValueKind.List or ValueKind.FloatArray or ValueKind.FloatMemory);

    public bool IsTime => Kind is ValueKind.DateTimeOffset or ValueKind.DateTime or ValueKind.TimeOnly or ValueKind.TimeSpan;

    public bool IsInteger => Kind is >= ValueKind.SByte and <= ValueKind.UInt64;
}

/// <summary>A record struct around one value.</summary>
internal sealed record WrapperModel(string TypeName, string PropertyName);

/// <summary>An enum, its members in the order of declaration, each value once.</summary>
internal sealed record EnumModel(string TypeName, string DisplayName, bool IsFlags, EquatableArray<EnumMemberModel> Members);

/// <summary>An enum's member.</summary>
/// <param name="Name">Its C# name.</param>
/// <param name="Text">Its stored text.</param>
/// <param name="Value">Its value as a C# and SQL literal.</param>
internal sealed record EnumMemberModel(string Name, string Text, long Value);

/// <summary>The user's serializer context and its property for the type, or null where that name can't be known.</summary>
internal sealed record JsonModel(string ContextTypeName, string? PropertyName);

/// <summary>How a list becomes an array and back.</summary>
internal enum ListShape
{
    Array, List, Interface, ImmutableArray,
}

/// <summary>A list of scalars.</summary>
internal sealed record ListModel(ListShape Shape, string ElementTypeName, string TypeInfoProperty);
