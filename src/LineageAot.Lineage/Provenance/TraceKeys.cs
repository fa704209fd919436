namespace LineageAot.Lineage;

/// <summary>
/// Keys as the JSON text that <c>json_each</c> goes through in their order, for statements that join it. A list in <c>in (@ids)</c> is sorted into a temporary index first; and joined, a key's place in the list
/// can be read instead of the key itself.
/// </summary>
internal static class TraceKeys
{
    private const int HexDigits = 32;
    private const int CharactersAKey = HexDigits + 3; // Two quotes and the comma or the bracket behind it.

    public static string ToJson(IReadOnlyList<Guid> keys) => keys.Count == 0
        ? "[]"
        : string.Create((keys.Count * CharactersAKey) + 1, keys, static (text, keys) =>
        {
            Span<byte> bytes = stackalloc byte[HexDigits / 2];
            text[0] = '[';
            for (var i = 0; i < keys.Count; i++)
            {
                var item = text.Slice((i * CharactersAKey) + 1, CharactersAKey);
                keys[i].TryWriteBytes(bytes, bigEndian: true, out _);
                item[0] = '"';
                Convert.TryToHexString(bytes, item[1..], out _);
                item[^2] = '"';
                item[^1] = ',';
            }

            text[^1] = ']';
        });
}
