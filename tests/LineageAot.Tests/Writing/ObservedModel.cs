using LineageAot.Tests.Support;

namespace LineageAot.Tests.Writing;

[Table("shelves")]
public sealed partial record Shelf([property: Key(Generated = true)] long Id, string Name);

[Database]
public sealed partial class ShelfDatabase : LineageDatabase
{
    public partial Table<Shelf> Shelves { get; }
}

[Table("authors")]
public sealed partial record Author([property: Key] long Id, string Name);

[Table("books")]
[Index(nameof(Author))]
public sealed partial record Book([property: Key] long Id, [property: References(typeof(Author), OnDelete = ReferenceAction.Cascade)] long Author, string Title);

/// <summary>Written by triggers.</summary>
[Table("journal")]
public sealed partial record JournalEntry([property: Key(Generated = true)] long Id, string Text);

/// <summary>What queries read and commands write in many ways; views, triggers and indexes of full text are made by the tests.</summary>
[Database(Include = [typeof(ShelfDatabase)])]
public sealed partial class LibraryDatabase : LineageDatabase
{
    public partial Table<Author> Authors { get; }

    public partial Table<Book> Books { get; }

    public partial Table<JournalEntry> Journal { get; }

    [Query("select count(*) from books")]
    public partial ValueTask<long> CountAsync();

    [Query("select title from books where id = @id")]
    public partial ValueTask<string?> TitleAsync(long id);

    [Query("select * from books order by id")]
    public partial ValueTask<IReadOnlyList<Book>> ListAsync();

    [Query("select * from books order by id")]
    public partial IAsyncEnumerable<Book> StreamAsync();

    [Query("select (select max(id) from books)")]
    public partial ValueTask<long?> SubqueryAsync();

    [Query("with those as (select id from books where id > 0) select count(*) from those")]
    public partial ValueTask<long> CommonTableAsync();

    [Query("select count(*) from authors a where exists (select 1 from books)")]
    public partial ValueTask<long> ExistsAsync();

    [Query("select count(*) from authors union all select count(*) from books limit 1")]
    public partial ValueTask<long> UnionAsync();

    [Query("select count(*) from authors a left join books b on b.author = a.id")]
    public partial ValueTask<long> JoinAsync();

    [Query("select count(*) from BOOKS")]
    public partial ValueTask<long> InCapitalsAsync();

    [Query("select count(*) from shown")]
    public partial ValueTask<long> ViewAsync();

    [Query("select count(*) from book_index where book_index match @word")]
    public partial ValueTask<long> FullTextAsync(string word);

    [Query("select count(*) from book_words")]
    public partial ValueTask<long> WordsAsync();

    [Query("select title from book_index limit 1")]
    public partial ValueTask<string?> IndexedTitleAsync();

    [Query("select count(*) from journal")]
    public partial ValueTask<long> JournalAsync();

    [Query("select count(*) from shelves")]
    public partial ValueTask<long> ShelvesAsync();

    [Command("insert into authors (id, name) values (@id, @name)")]
    public partial ValueTask<int> AddAuthorAsync(long id, string name);

    [Command("insert into authors (id, name) values (@id, @name) returning id")]
    public partial ValueTask<long> AddAuthorReturningAsync(long id, string name);

    [Command("insert into shown (id, author, title) values (@id, 1, @title)")]
    public partial ValueTask<int> AddThroughViewAsync(long id, string title);

    [Command("delete from authors where id = @id")]
    public partial ValueTask<int> RemoveAuthorAsync(long id);

    /// <summary>A file with the view <c>shown</c> over the books, and what the statements make besides.</summary>
    internal static async Task<LibraryDatabase> OpenWithAsync(params string[] statements)
    {
        var db = await OpenTemporaryAsync();
        await db.RunAsync(["create view shown as select id, author, title from books", .. statements]);
        await db.Authors.InsertAsync(new Author(1, "Ada"));
        return db;
    }

    /// <summary>Runs statements on the writer, of which nobody is told.</summary>
    internal ValueTask RunAsync(params string[] statements) => WriteAsync(unit =>
    {
        foreach (var statement in statements)
        {
            unit.Session.Execute(statement);
        }
    });
}
