using System.Reflection.Metadata;

namespace LineageAot.BuildCheck.Assemblies;

/// <summary>The types in attributes, as names: a <c>typeof</c> is kept in metadata as the type's name with its assembly's.</summary>
internal sealed class AttributeTypes : ICustomAttributeTypeProvider<string>
{
    private const string Type = "System.Type";

    public static AttributeTypes Instance { get; } = new();

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

    public string GetSystemType() => Type;

    public string GetSZArrayType(string elementType) => elementType + "[]";

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => AssemblyFile.FullName(reader, handle);

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        var reference = reader.GetTypeReference(handle);
        return $"{reader.GetString(reference.Namespace)}.{reader.GetString(reference.Name)}";
    }

    public string GetTypeFromSerializedName(string name) => name;

    // The facts hold no enums.
    public PrimitiveTypeCode GetUnderlyingEnumType(string type) => PrimitiveTypeCode.Int32;

    public bool IsSystemType(string type) => type == Type;
}
