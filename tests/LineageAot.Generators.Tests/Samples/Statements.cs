// Queries and commands: every shape of result, lists, stars, the same methods on snapshots and units, static classes.
#pragma warning disable CS1591
namespace Samples.Statements;

public readonly record struct BookId(Guid Value);

public enum Genre { Novel, ShortStory }

[Table("books")]
public sealed partial record Book([property: Key] BookId Id, string Title, Genre Genre, int Pages, string? Subtitle = null);

[Row] public readonly partial record struct Summary(Genre Genre, long Books, double Average);

[Database]
public sealed partial class Library : LineageDatabase
{
    public partial Table<Book> Books { get; }

    [Query("select * from books order by title")]
    public partial IAsyncEnumerable<Book> All(CancellationToken cancellationToken = default);

    [Query("select b.* from books b where b.pages >= @least and b.pages <= @most and b.title <> '@literal' -- @comment\n order by \"title\"")]
    public partial ValueTask<IReadOnlyList<Book>> BetweenAsync(int most, int least = 0);

    [Query("select * from books where title = @title")]
    public partial ValueTask<Book> ByTitleAsync(string title);

    [Query("select * from books where title = @title")]
    public partial ValueTask<Book?> MaybeByTitleAsync(string title, CancellationToken cancellationToken = default);

    [Query("select genre, count(*), avg(pages) from books group by genre order by genre")]
    public partial ValueTask<IReadOnlyList<Summary>> SummariesAsync();

    [Query("select genre, count(*), avg(pages) from books where genre = @genre group by genre")]
    public partial ValueTask<Summary?> SummaryOfAsync(Genre genre);

    [Query("select sum(pages) from books where genre = @genre")]
    public partial ValueTask<long?> PagesAsync(Genre? genre);

    [Query("select subtitle from books where id = @id")]
    public partial ValueTask<string?> SubtitleAsync(BookId id);

    [Query("select id from books order by title")]
    public partial ValueTask<IReadOnlyList<BookId>> IdsAsync();

    [Query("select subtitle from books order by title")]
    public partial ValueTask<IReadOnlyList<string?>> SubtitlesAsync();

    [Query("select title from books where id in (@ids) or genre in (@genres) or pages in (@pages) order by title")]
    public partial ValueTask<IReadOnlyList<string>> AmongAsync(IReadOnlyList<BookId> ids, IEnumerable<Genre> genres, int[] pages);

    [Query("select count(*) from books")]
    public partial long Count();

    [Query("select title from books order by title")]
    public partial IEnumerable<string> Titles();

    [Query("select max(pages) from books")]
    public partial int? Longest();

    [Command("update books set pages = pages + @more where genre = @genre")]
    public partial ValueTask<int> LengthenAsync(Genre genre, int more = 1, WriteOptions options = default, CancellationToken cancellationToken = default);

    [Command("delete from books where id = @id returning *")]
    public partial ValueTask<Book?> TakeAsync(BookId id);

    [Command("update books set pages = 0 returning title")]
    public partial ValueTask<IReadOnlyList<string>> ResetAsync();

    [Command("delete from books")]
    public partial ValueTask ClearAsync(CancellationToken cancellationToken = default);
}

public static partial class BookStatements
{
    [Query("select * from books where pages > @pages order by pages")]
    public static partial IAsyncEnumerable<Book> LongerThan(this ReadSource source, int pages, CancellationToken cancellationToken = default);

    [Query("select count(*) from books where genre = @genre")]
    public static partial ValueTask<int> CountOfAsync(Library library, Genre genre);

    [Query("select title from books order by title")]
    public static partial IReadOnlyList<string> TitlesIn(WriteScope unit);

    [Command("insert into books (id, title, genre, pages) values (@id, @title, @genre, @pages) on conflict do nothing")]
    public static partial int Add(this WriteScope unit, BookId id, string title, Genre genre, int pages);

    [Command("delete from books where title = @title")]
    public static partial ValueTask<int> RemoveAsync(this Library library, string title, CancellationToken cancellationToken = default);

    [Command("delete from books")]
    public static partial void RemoveAll(WriteScope unit);
}

public static class Sample
{
    public static async Task RunAsync(string path)
    {
        await using var db = await Library.OpenAsync(path);
        var a = new Book(new BookId(Guid.CreateVersion7()), "a", Genre.Novel, 100, "sub");
        var b = new Book(new BookId(Guid.CreateVersion7()), "b", Genre.ShortStory, 10);
        await db.WriteAsync(unit =>
        {
            unit.Insert(a);
            Expect(unit.Add(b.Id, b.Title, b.Genre, b.Pages) == 1 && unit.Add(b.Id, b.Title, b.Genre, b.Pages) == 0, "a command in a unit");
            Expect(BookStatements.TitlesIn(unit).SequenceEqual(["a", "b"]) && unit.All().Count == 2 && unit.MaybeByTitle("c") is null && unit.Count() == 2, "a unit sees what it wrote");
            Expect(unit.ByTitle("a") == a && unit.Titles().Count == 2 && unit.Subtitle(b.Id) is null, "all of a database's statements work in a unit");
        });
        Expect(await ListAsync(db.All()) is [var first, var second] && first == a && second == b, "a stream");
        Expect((await db.BetweenAsync(50)).Single() == b, "an alias's star, parameters in the order of the text");
        Expect(await db.ByTitleAsync("a") == a && await db.MaybeByTitleAsync("a") == a && await db.MaybeByTitleAsync("z") is null, "one row, or none");
        await RefusedAsync(async () => await db.ByTitleAsync("z"));
        Expect((await db.SummariesAsync()).SequenceEqual([new Summary(Genre.Novel, 1, 100), new Summary(Genre.ShortStory, 1, 10)]), "rows");
        Expect(await db.SummaryOfAsync(Genre.Novel) == new Summary(Genre.Novel, 1, 100), "a row that may be missing");
        Expect(await db.PagesAsync(Genre.Novel) == 100 && await db.PagesAsync(null) is null, "a scalar that may be NULL");
        Expect(await db.SubtitleAsync(a.Id) == "sub" && await db.SubtitleAsync(b.Id) is null, "a text that may be NULL");
        Expect((await db.IdsAsync()).SequenceEqual([a.Id, b.Id]) && (await db.SubtitlesAsync()).SequenceEqual(["sub", null]), "lists of scalars");
        Expect((await db.AmongAsync([a.Id], [], [])).Single() == "a" && (await db.AmongAsync([], [Genre.ShortStory], [])).Single() == "b" && (await db.AmongAsync([], [], [10, 100])).Count == 2 && (await db.AmongAsync([], [], [])).Count == 0, "lists of parameters");
        Expect(db.Count() == 2 && db.Titles().SequenceEqual(["a", "b"]) && db.Longest() == 100, "synchronous forms");
        await using (var snapshot = await db.BeginSnapshotAsync())
        {
            Expect(await db.LengthenAsync(Genre.ShortStory, 5) == 1 && (await db.ByTitleAsync("b")).Pages == 15, "a command");
            Expect((await snapshot.ByTitleAsync("b")).Pages == 10 && snapshot.Count() == 2 && (await ListAsync(snapshot.LongerThan(50))).Count == 1, "a snapshot doesn't move");
        }

        Expect(await BookStatements.CountOfAsync(db, Genre.Novel) == 1 && (await ListAsync(db.LongerThan(1))).Count == 2, "static methods");
        Expect(await db.TakeAsync(a.Id) == a && await db.TakeAsync(a.Id) is null, "returning");
        Expect((await db.ResetAsync()).Single() == "b", "returning a list");
        Expect(await db.RemoveAsync("b") == 1 && db.Count() == 0, "a static command");
        await db.ClearAsync();
        await db.WriteAsync(BookStatements.RemoveAll);
    }

    private static async Task RefusedAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (QueryException)
        {
            return;
        }

        throw new InvalidOperationException("exactly one row was asked for");
    }

    private static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items)
        {
            list.Add(item);
        }

        return list;
    }

    private static void Expect(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException(what);
        }
    }
}
