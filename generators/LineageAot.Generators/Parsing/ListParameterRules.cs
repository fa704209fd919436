using LineageAot.Generators.Model;

namespace LineageAot.Generators.Parsing;

/// <summary>What the items of a list parameter may be: a list travels as one JSON text, which json_each takes apart again.</summary>
internal static class ListParameterRules
{
    /// <summary>The item as SQL: JSON has no blobs, so what is stored as one travels as hexadecimal digits.</summary>
    public static string Item(ValueModel item) => item.SqlType == SqlType.Blob ? "unhex(value)" : "value";

    /// <summary>Why items of this kind can't travel in JSON without loss, or null.</summary>
    public static string? Problem(ValueModel item) => item switch
    {
        { IsNullable: true } => "an item of a list is never null, since NULL equals nothing",
        { Kind: ValueKind.Single or ValueKind.Double } => "a list holds no floating-point numbers: they would travel as decimal digits and might come back as other numbers",
        { Kind: ValueKind.Decimal, Form: StorageForm.Default } => "a list of decimals needs [Storage(StorageKind.Scaled, …)]: as text 1.5 and 1.50 are two values",
        { IsScalar: false } => "a list holds single values: integers, texts, Guids, hashes, bytes, times or enums",
        _ => null,
    };
}
