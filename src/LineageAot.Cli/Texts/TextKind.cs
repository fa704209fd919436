namespace LineageAot.Cli.Texts;

/// <summary>How a file's text is taken.</summary>
internal enum TextKind
{
    /// <summary>Not known from the name: the content decides.</summary>
    Unknown,
    Plain,
    Markdown,
    Source,
    Html,

    /// <summary>Known to be something else: no text is taken.</summary>
    None,
}
