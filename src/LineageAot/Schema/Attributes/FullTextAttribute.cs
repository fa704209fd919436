namespace LineageAot;

/// <summary>
/// A full-text index over text columns of the table: SQLite's FTS5 (https://sqlite.org/fts5.html). It gets a virtual table, triggers that keep it with every insert, update and delete, and
/// <c>SearchAsync</c> on the table. The texts aren't stored a second time.
/// </summary>
/// <param name="properties">The C# properties, of type string (nullable or not), in the order of the index.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class FullTextAttribute(params string[] properties) : Attribute
{
    /// <summary>Words by Unicode's rules, without their case and accents.</summary>
    public const string DefaultTokenizer = "unicode61 remove_diacritics 2";

    /// <summary>The C# property names, in the order of the index.</summary>
    public string[] Properties { get; } = properties;

    /// <summary>
    /// How texts become words (https://sqlite.org/fts5.html#tokenizers): <c>unicode61</c>, <c>ascii</c>, <c>porter</c> (English stems, around one of the others) or <c>trigram</c> (parts of
    /// words, from three characters on; also for languages without spaces), with their options.
    /// </summary>
    public string Tokenizer { get; set; } = DefaultTokenizer;

    /// <summary>
    /// Lengths in characters, 1 to 999, of beginnings that get an index of their own (https://sqlite.org/fts5.html#prefix_indexes): it makes searching for beginnings of words faster, and writing slower.
    /// </summary>
    public int[] Prefixes { get; set; } = [];
}
