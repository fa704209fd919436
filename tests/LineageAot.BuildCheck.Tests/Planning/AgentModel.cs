namespace LineageAot.BuildCheck.Tests.Planning;

/// <summary>An agent's records, and what may be changed about them from one release to the next.</summary>
internal static class AgentModel
{
    public const string Source = """
        using LineageAot;

        public readonly record struct DocumentId(System.Guid Value);

        public enum DocumentStatus { Pending, Indexed, Failed }

        [Table("documents")]
        [Unique(nameof(Path))]
        [Index(nameof(Status), nameof(CreatedAt))]
        [Check("size_bytes >= 0")]
        public sealed partial record Document
        {
            [Key] public required DocumentId Id { get; init; }
            public required string Path { get; init; }
            public required Sha256 ContentSha256 { get; init; }
            public required long SizeBytes { get; init; }
            public DocumentStatus Status { get; init; }
            public decimal? Price { get; init; }
            public System.DateOnly? Published { get; init; }
            [CreatedAt] public System.DateTimeOffset CreatedAt { get; init; }
            [RowVersion] public long Version { get; init; }
        }

        [Table("chunks")]
        [Unique(nameof(DocumentId), nameof(Ordinal))]
        [Index(nameof(TextSha256))]
        public sealed partial record Chunk
        {
            [Key(Generated = true)] public long Id { get; init; }
            [References(typeof(Document), OnDelete = ReferenceAction.Cascade)] public DocumentId DocumentId { get; init; }
            public int Ordinal { get; init; }
            public required string Text { get; init; }
            public Sha256 TextSha256 { get; init; }
        }

        [Table("log_entries")]
        public sealed partial record LogEntry
        {
            [Key(Generated = true)] public long Id { get; init; }
            public required string Message { get; init; }
            public double? Value { get; init; }
        }

        [Table("links", WithoutRowId = true)]
        public sealed partial record Link
        {
            [Key(Order = 0)] public required DocumentId From { get; init; }
            [Key(Order = 1)] public required DocumentId To { get; init; }
            public bool Primary { get; init; }
        }

        [Database]
        public sealed partial class AgentDatabase : LineageDatabase
        {
            public partial Table<Document> Documents { get; }
            public partial Table<Chunk> Chunks { get; }
            public partial Table<LogEntry> Log { get; }
            public partial Table<Link> Links { get; }
        }
        """;

    private const string Published = "public System.DateOnly? Published { get; init; }";

    /// <summary>Rows that every one of the changes below can hold.</summary>
    public const string Rows = """
        insert into documents (id, path, content_sha256, size_bytes, status, price, published, version)
            select unhex(printf('%032x', value)), 'file ' || value, zeroblob(32), value, 'indexed', '1.5', value, 1 from json_each('[1,2,3,4,5]');
        insert into chunks (document_id, ordinal, text, text_sha256) select id, size_bytes, 'text ' || path, zeroblob(32) from documents;
        insert into log_entries (message, value) select 'message ' || size_bytes, size_bytes from documents;
        insert into links select id, id, 1 from documents;
        """;

    /// <summary>Each kind of change, by name: what is replaced by what.</summary>
    public static readonly Dictionary<string, (string Old, string New)[]> Changes = new()
    {
        ["add_nullable_column"] = [(Published, Published + "\n    public string? Language { get; init; }")],
        ["add_column_with_default"] = [(Published, Published + "\n    [Default(\"0\")] public bool Pinned { get; init; }")],
        ["add_required_column"] = [(Published, Published + "\n    public DocumentStatus Before { get; init; }")],
        ["drop_column"] = [("public decimal? Price { get; init; }", "")],
        ["rename_column"] = [("public required string Path", "[RenamedFrom(\"path\")] public required string Location"), ("nameof(Path)", "nameof(Location)")],
        ["rename_table"] = [("[Table(\"chunks\")]", "[Table(\"pieces\")] [RenamedFrom(\"chunks\")]")],
        ["change_type"] = [("public double? Value", "public long? Value")],
        ["require_value"] = [("public System.DateOnly? Published", "public System.DateOnly Published")],
        ["allow_null"] = [("public required string Message", "public string? Message")],
        ["new_enum_member"] = [("Indexed, Failed", "Indexed, Failed, Archived")],
        ["new_default"] = [("public double? Value", "[Default(\"1.0\")] public double? Value")],
        ["unique_and_index"] = [("[Table(\"log_entries\")]", "[Table(\"log_entries\")] [Unique(nameof(Message))]"), ("[Index(nameof(TextSha256))]", "[Index(nameof(DocumentId), nameof(TextSha256), Descending = [nameof(TextSha256)], Where = \"ordinal > 0\")]")],
        ["foreign_key_and_action"] = [("OnDelete = ReferenceAction.Cascade", "OnDelete = ReferenceAction.Restrict"), ("[Key(Order = 0)] public", "[Key(Order = 0), References(typeof(Document), OnDelete = ReferenceAction.Cascade)] public")],
        ["primary_key"] = [("[Key(Order = 0)] public required DocumentId From", "[Key] public required DocumentId From"), ("[Key(Order = 1)] public required DocumentId To", "public required DocumentId To"), ("[Key(Generated = true)] public long Id { get; init; }\n    public required string Message", "[Key(Generated = true, NeverReuse = true)] public long Id { get; init; }\n    public required string Message")],
        ["strict_without_rowid_collation"] = [(", WithoutRowId = true", ""), ("[Table(\"log_entries\")]", "[Table(\"log_entries\", Strict = false)]"), ("public required string Text { get; init; }", "[Collation(\"NOCASE\")] public required string Text { get; init; }")],
        ["check_and_computed"] = [("size_bytes >= 0", "size_bytes > 0"), (Published, Published + "\n    [Computed(\"length(path)\")] public long? PathLength { get; init; }")],
        ["immutable"] = [("[Table(\"log_entries\")]", "[Table(\"log_entries\")] [Immutable]")],
        ["several_at_once"] =
        [
            ("[Table(\"documents\")]", "[Table(\"files\")] [RenamedFrom(\"documents\")]"), ("public required long SizeBytes", "[RenamedFrom(\"size_bytes\")] public required long Bytes"), ("size_bytes >= 0", "bytes >= 0"),
            (Published, Published + "\n    public string? Language { get; init; }"), ("Indexed, Failed", "Indexed, Failed, Archived"), ("public partial Table<Link> Links { get; }", "public partial Table<Tag> Tags { get; }"),
            ("[Table(\"links\", WithoutRowId = true)]", "[Table(\"tags\")]\npublic sealed partial record Tag\n{\n    [Key] public required string Name { get; init; }\n    [References(typeof(Document), OnDelete = ReferenceAction.Cascade), Index] public required DocumentId DocumentId { get; init; }\n}\n\n[Row]"),
            ("[Key(Order = 0)] public required DocumentId From", "public required DocumentId From"), ("[Key(Order = 1)] public required DocumentId To", "public required DocumentId To"),
        ],
    };

    public static string Changed(string kind)
    {
        var source = Source;
        foreach (var (old, replacement) in Changes[kind])
        {
            source.ShouldContain(old);
            source = source.Replace(old, replacement);
        }

        return source;
    }
}
