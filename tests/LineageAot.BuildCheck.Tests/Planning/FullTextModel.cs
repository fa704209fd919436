namespace LineageAot.BuildCheck.Tests.Planning;

/// <summary>Records with full-text indexes, and what may be changed about them.</summary>
internal static class FullTextModel
{
    private const string Source = """
        using LineageAot;

        [Table("notes")]
        [FullText(nameof(Title), nameof(Text))]
        public sealed partial record Note
        {
            [Key(Generated = true)] public long Id { get; init; }
            public required string Title { get; init; }
            public string? Text { get; init; }
            public long Size { get; init; }
        }

        [Table("pages")]
        [FullText(nameof(Body))]
        public sealed partial record Page
        {
            [Key] public required System.Guid Id { get; init; }
            public required string Body { get; init; }
            public string? Other { get; init; }
            public string? Kind { get; init; }
            public long Size { get; init; }
        }

        [Database]
        public sealed partial class NotesDatabase : LineageDatabase
        {
            public partial Table<Note> Notes { get; }
            public partial Table<Page> Pages { get; }
        }
        """;

    public const string Rows = """
        insert into notes (id, title, text, size) select value * 10, 'alpha ' || value, case when value % 2 then 'beta' end, value from json_each('[1,2,3,4,5]');
        insert into pages (id, body, other, kind, size) select unhex(printf('%032x', 100 - value)), 'alpha beta ' || value, 'gamma', 'kind', value from json_each('[1,2,3,4,5]');
        delete from notes where id = 20;
        delete from pages where size = 4;
        """;

    private const string OfNotes = "[FullText(nameof(Title), nameof(Text))]";
    private const string OfPages = "[FullText(nameof(Body))]";

    /// <summary>Each kind of change, by name: what is other before it, and after it.</summary>
    public static readonly Dictionary<string, ((string Old, string New)[] Before, (string Old, string New)[] After)> Changes = new()
    {
        ["full_text_new"] = ([(OfNotes, ""), (OfPages, "")], []),
        ["full_text_gone"] = ([], [(OfNotes, ""), (OfPages, "")]),
        ["full_text_columns"] = ([], [(OfNotes, "[FullText(nameof(Text))]"), (OfPages, "[FullText(nameof(Other), nameof(Body))]")]),
        ["full_text_tokenizer"] = ([], [(OfPages, "[FullText(nameof(Body), Tokenizer = \"porter\", Prefixes = [2])]")]),
        ["full_text_table_renamed"] = ([], [("[Table(\"notes\")]", "[Table(\"memos\")] [RenamedFrom(\"notes\")]"), ("[Table(\"pages\")]", "[Table(\"sheets\")] [RenamedFrom(\"pages\")]")]),
        ["full_text_column_renamed"] = ([], [("public string? Text", "[RenamedFrom(\"text\")] public string? Words"), ("nameof(Text)", "nameof(Words)"), ("public required string Body", "[RenamedFrom(\"body\")] public required string Content"), ("nameof(Body)", "nameof(Content)")]),
        ["full_text_column_chain"] = ([], [("public required string Body", "[RenamedFrom(\"body\")] public required string Content"), ("public string? Other", "[RenamedFrom(\"other\")] public string? Body")]),
        ["full_text_key_renamed"] = ([], [("public required System.Guid Id", "[RenamedFrom(\"id\")] public required System.Guid Number")]),
        ["full_text_other_column_renamed"] = ([], [("public long Size", "[RenamedFrom(\"size\")] public long Length")]),
        ["full_text_other_column_new"] = ([], [("public string? Other { get; init; }", "public string? Other { get; init; }\n    public long? More { get; init; }")]),
        ["full_text_other_column_dropped"] = ([], [("public string? Kind { get; init; }", "")]),
        ["full_text_rebuilt"] = ([], [("public long Size", "public double Size")]),
        ["full_text_column_rebuilt"] = ([], [("public string? Text", "[Collation(\"NOCASE\")] public string? Text"), ("public required string Body", "[Collation(\"NOCASE\")] public required string Body")]),
        ["full_text_key_rebuilt"] = ([], [("[Key] public required System.Guid Id", "[Key(Order = 0)] public required System.Guid Id"), ("Kind { get; init; }\n    public long Size", "Kind { get; init; }\n    [Key(Order = 1)] public long Size")]),
        ["full_text_column_dropped"] = ([], [("public string? Text { get; init; }", ""), (OfNotes, "[FullText(nameof(Title))]")]),
        ["full_text_table_dropped"] = ([], [("public partial Table<Page> Pages { get; }", "")]),
        ["full_text_table_new"] = ([("public partial Table<Page> Pages { get; }", "")], []),
        ["full_text_immutable"] = ([], [("[Table(\"pages\")]", "[Table(\"pages\")] [Immutable]")]),
    };

    public static string Before(string kind) => Replaced(Changes[kind].Before);

    public static string After(string kind) => Replaced(Changes[kind].After);

    private static string Replaced((string Old, string New)[] changes)
    {
        var source = Source;
        foreach (var (old, replacement) in changes)
        {
            source.ShouldContain(old);
            source = source.Replace(old, replacement);
        }

        return source;
    }
}
