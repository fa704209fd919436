using System.ComponentModel;
using System.Text.Json.Serialization;

namespace LineageAot.Schema;

/// <summary>How lists of scalars become JSON text: an array, through compiled code. Generated code turns other list types into arrays first.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(bool[]))]
[JsonSerializable(typeof(sbyte[]))]
[JsonSerializable(typeof(short[]))]
[JsonSerializable(typeof(ushort[]))]
[JsonSerializable(typeof(int[]))]
[JsonSerializable(typeof(uint[]))]
[JsonSerializable(typeof(long[]))]
[JsonSerializable(typeof(ulong[]))]
[JsonSerializable(typeof(double[]))]
[JsonSerializable(typeof(decimal[]))]
[JsonSerializable(typeof(Guid[]), TypeInfoPropertyName = "GuidArray")]
[JsonSerializable(typeof(DateTimeOffset[]), TypeInfoPropertyName = "DateTimeOffsetArray")]
[JsonSerializable(typeof(DateOnly[]), TypeInfoPropertyName = "DateOnlyArray")]
public sealed partial class ScalarLists : JsonSerializerContext;
