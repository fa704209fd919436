namespace LineageAot;

/// <summary>How a full-text search takes its words, and how it shows what it found.</summary>
public sealed record SearchOptions
{
    /// <summary>Which of the words a row must have.</summary>
    public SearchMatch Match { get; init; }

    /// <summary>The last word may be the beginning of a longer one, for searching while somebody types. Fast with <see cref="FullTextAttribute.Prefixes"/> of such lengths.</summary>
    public bool LastWordIsPrefix { get; init; }

    /// <summary>
    /// What stands in front of a found word in the snippet. The snippet's text is as stored: encode it before it's shown as HTML, and only then put tags in the place of these marks. Characters that
    /// no text holds serve well, for instance U+0001.
    /// </summary>
    public string HighlightStart { get; init; } = "[";

    /// <summary>What stands behind a found word in the snippet.</summary>
    public string HighlightEnd { get; init; } = "]";

    /// <summary>What stands in the snippet where text was left out.</summary>
    public string Ellipsis { get; init; } = "…";

    /// <summary>The snippet's length in words as the tokenizer counts them, 1 to 64 (with <c>trigram</c> a word is a character).</summary>
    public int SnippetWords { get; init; } = 16;
}

/// <summary>Which of the words a row must have.</summary>
public enum SearchMatch
{
    /// <summary>Each of them, in any column and any order.</summary>
    AllWords,

    /// <summary>At least one; those with more of them, and rarer ones, come first.</summary>
    AnyWord,

    /// <summary>All of them side by side, in this order, in one column.</summary>
    Phrase,
}
