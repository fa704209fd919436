namespace LineageAot.Tests.Search;

/// <summary>A key that SQLite gives: it is the number by which the index knows a row.</summary>
[Table("notes")]
[FullText(nameof(Title), nameof(Text))]
public sealed partial record Note
{
    [Key(Generated = true)] public long Id { get; init; }

    public required string Title { get; init; }

    public string? Text { get; init; }

    public int Size { get; init; }
}

/// <summary>A key of 16 bytes, and a parent that may take its rows along.</summary>
[Table("folders")]
public sealed partial record Folder([property: Key] Guid Id);

[Table("pages")]
[FullText(nameof(Body), Tokenizer = "porter unicode61", Prefixes = [2, 3])]
[Index(nameof(FolderId))]
public sealed partial record Page
{
    [Key(Generated = true)] public Guid Id { get; init; }

    [References(typeof(Folder), OnDelete = ReferenceAction.Cascade)] public Guid? FolderId { get; init; }

    [Unique] public required string Path { get; init; }

    public required string Body { get; init; }
}

/// <summary>Two key columns, one of them compared without case, and no rowid; a computed text and one that ignores case.</summary>
[Table("terms", WithoutRowId = true)]
[FullText(nameof(Meaning), nameof(Shout))]
public sealed partial record Term
{
    [Key(Order = 0)] public required string Language { get; init; }

    [Key(Order = 1), Collation("NOCASE")] public required string Word { get; init; }

    [Collation("NOCASE")] public required string Meaning { get; init; }

    [Computed("upper(word) || ' ' || coalesce(nullif(hint, ''), '')")] public string? Shout { get; init; }

    public string Hint { get; init; } = "";
}

[Table("entries")]
[Immutable]
[FullText(nameof(Message))]
public sealed partial record Entry
{
    [Key(Generated = true)] public Guid Id { get; init; }

    public string? Message { get; init; }
}

/// <summary>A collation that calls texts equal which hold other words to the tokenizer.</summary>
[Table("codes")]
[FullText(nameof(Text), Tokenizer = "trigram case_sensitive 1")]
public sealed partial record Code([property: Key] Guid Id, [property: Collation("NOCASE")] string Text);

[Database]
public sealed partial class SearchDatabase : LineageDatabase
{
    public partial Table<Note> Notes { get; }

    public partial Table<Folder> Folders { get; }

    public partial Table<Page> Pages { get; }

    public partial Table<Term> Terms { get; }

    public partial Table<Entry> Entries { get; }

    public partial Table<Code> Codes { get; }

    [Command("update notes set title = title || ' revised', text = null where size >= @size")]
    public partial ValueTask<int> ReviseAsync(int size);

    [Command("insert into pages (id, path, body) values (@id, @path, @body) on conflict (id) do update set body = excluded.body")]
    public partial ValueTask<int> PutAsync(Guid id, string path, string body);

    [Command("update pages set id = @to where id = @from")]
    public partial ValueTask<int> MoveAsync(Guid from, Guid to);

    [Command("insert into notes_fts (notes_fts) values ('rebuild')")]
    public partial ValueTask FillAnewAsync();

    [Query("select n.* from notes as n join notes_fts as f on f.rowid = n.id where f.notes_fts match @expression order by f.rank")]
    public partial ValueTask<IReadOnlyList<Note>> MatchAsync(string expression);
}
