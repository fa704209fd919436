using LineageAot.Schema;
using LineageAot.Tests.Support;
using LineageAot.Writing;

namespace LineageAot.Tests.Writing;

/// <summary>Whatever way a query reads a table, and whatever way that is written: it runs again. A run that never comes is ended by the time limit.</summary>
public sealed class ObservationTests
{
    private const int Limit = 60_000;

    private const string JournalTrigger = "create trigger note_author after insert on authors begin insert into journal (text) values (new.name); end";

    private static readonly Dictionary<string, Func<ReadSnapshot, ValueTask<string>>> Queries = new()
    {
        ["count"] = async snapshot => Text(await snapshot.CountAsync()),
        ["nullable single"] = async snapshot => Text(await snapshot.TitleAsync(7)),
        ["list"] = async snapshot => Text((await snapshot.ListAsync()).Count),
        ["stream"] = async snapshot => Text(await DrainAsync(snapshot.StreamAsync())),
        ["table"] = async snapshot => Text(await snapshot.Table<Book>().CountAsync()),
        ["subquery"] = async snapshot => Text(await snapshot.SubqueryAsync()),
        ["common table"] = async snapshot => Text(await snapshot.CommonTableAsync()),
        ["exists"] = async snapshot => Text(await snapshot.ExistsAsync()),
        ["union"] = async snapshot => Text(await snapshot.UnionAsync()),
        ["join"] = async snapshot => Text(await snapshot.JoinAsync()),
        ["capitals"] = async snapshot => Text(await snapshot.InCapitalsAsync()),
        ["view"] = async snapshot => Text(await snapshot.ViewAsync()),
    };

    public static TheoryData<string> Names => [.. Queries.Keys];

    public static TheoryData<string> Writes => ["row", "try", "unit", "bulk", "command", "returning", "unit command"];

    [Theory(Timeout = Limit)]
    [MemberData(nameof(Names))]
    public async Task Each_kind_of_query_runs_again_also_where_its_statement_was_prepared_before(string name)
    {
        await using var db = await LibraryDatabase.OpenWithAsync();
        for (var id = 7; id < 9; id++)
        {
            await RunsAgainAsync(db, Queries[name], async () => await db.Books.InsertAsync(new Book(id, 1, $"book {id}")));
        }
    }

    [Theory(Timeout = Limit)]
    [MemberData(nameof(Writes))]
    public async Task What_a_trigger_writes_is_announced_however_its_table_was_written(string write)
    {
        await using var db = await LibraryDatabase.OpenWithAsync(JournalTrigger);
        await RunsAgainAsync(db, static async snapshot => Text(await snapshot.JournalAsync()), () => AddAuthorAsync(db, write, 2));
    }

    [Fact(Timeout = Limit)]
    public async Task The_counts_are_those_of_direct_writes()
    {
        await using var db = await LibraryDatabase.OpenWithAsync(JournalTrigger);
        await using var changes = db.Changes.GetAsyncEnumerator();
        foreach (var write in new[] { "row", "command" })
        {
            var next = changes.MoveNextAsync();
            await AddAuthorAsync(db, write, write.Length);
            await next;
            changes.Current.Rows["authors"].ShouldBe(1);
            changes.Current.Rows["journal"].ShouldBe(0);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task A_trigger_is_reached_through_a_cascade_and_a_cascade_through_a_trigger()
    {
        await using var db = await LibraryDatabase.OpenWithAsync("create trigger note_book after delete on books begin insert into journal (text) values (old.title); end",
            "create trigger close_shelf after delete on shelves begin delete from authors; end");
        await db.Books.InsertAsync(new Book(1, 1, "one"));
        await RunsAgainAsync(db, static async snapshot => Text(await snapshot.JournalAsync()), async () => await db.RemoveAuthorAsync(1));
        await db.Authors.InsertAsync(new Author(1, "Ada"));
        await db.Books.InsertAsync(new Book(1, 1, "one"));
        var shelf = await db.Table<Shelf>().InsertAsync(new Shelf(0, "left"));
        await RunsAgainAsync(db, static async snapshot => Text(await snapshot.CountAsync()), async () => await db.WriteAsync(unit => unit.Delete(shelf)));
    }

    [Fact(Timeout = Limit)]
    public async Task A_write_through_a_view_is_announced_although_it_counts_no_row()
    {
        await using var db = await LibraryDatabase.OpenWithAsync("create trigger add_shown instead of insert on shown begin insert into books (id, author, title) values (new.id, new.author, new.title); end");
        await RunsAgainAsync(db, static async snapshot => Text(await snapshot.CountAsync()), async () => (await db.AddThroughViewAsync(1, "one")).ShouldBe(0));
        await RunsAgainAsync(db, static async snapshot => Text(await snapshot.ViewAsync()), async () => await db.WriteAsync(unit => unit.AddThroughView(2, "two")));
    }

    [Fact(Timeout = Limit)]
    public async Task A_trigger_that_ran_before_its_row_was_left_out_is_announced()
    {
        await using var db = await LibraryDatabase.OpenWithAsync("create trigger note_try before insert on authors begin insert into journal (text) values (new.name); end");
        await RunsAgainAsync(db, static async snapshot => Text(await snapshot.JournalAsync()), async () => (await db.Authors.TryInsertAsync(new Author(1, "again"))).ShouldBeFalse());
    }

    [Fact(Timeout = Limit)]
    public async Task A_statement_that_changed_nothing_announces_nothing()
    {
        await using var db = await LibraryDatabase.OpenWithAsync();
        await using var changes = db.Changes.GetAsyncEnumerator();
        var next = changes.MoveNextAsync();
        (await db.RemoveAuthorAsync(99)).ShouldBe(0);
        await db.Journal.InsertAsync(new JournalEntry(0, "something"));
        await next;
        changes.Current.Rows.Keys.ShouldBe(["journal"]);
    }

    [Fact(Timeout = Limit)]
    public async Task A_trigger_made_behind_a_prepared_statement_is_announced()
    {
        await using var db = await LibraryDatabase.OpenWithAsync();
        foreach (var write in new[] { "row", "command" })
        {
            await AddAuthorAsync(db, write, write.Length);
        }

        await db.RunAsync(JournalTrigger);
        foreach (var write in new[] { "row", "command" })
        {
            for (var i = 0; i < 2; i++)
            {
                await RunsAgainAsync(db, static async snapshot => Text(await snapshot.JournalAsync()), () => AddAuthorAsync(db, write, 100 + (10 * write.Length) + i));
            }
        }
    }

    [Fact(Timeout = Limit)]
    public async Task A_view_that_became_another_one_is_followed()
    {
        await using var db = await LibraryDatabase.OpenTemporaryAsync(new DatabaseOptions { Path = "", Readers = 1 });
        await db.RunAsync("create view shown as select id from shelves");
        await using var counts = db.ObserveAsync(static snapshot => snapshot.ViewAsync()).GetAsyncEnumerator();
        await NextAsync(counts, 0);
        await db.RunAsync("drop view shown", "create view shown as select id from authors");
        await NextAsync(counts, 0, async () => await db.Table<Shelf>().InsertAsync(new Shelf(0, "left")));
        for (var count = 1; count < 4; count++)
        {
            await NextAsync(counts, count, async () => await db.Authors.InsertAsync(new Author(count, "Ada")));
        }
    }

    [Fact(Timeout = Limit)]
    public async Task An_index_of_full_text_that_triggers_keep_is_followed()
    {
        await using var db = await LibraryDatabase.OpenWithAsync(
            "create virtual table book_index using fts5(title, content='books', content_rowid='id')",
            "create virtual table book_words using fts5vocab('book_index', 'row')",
            "create trigger index_book after insert on books begin insert into book_index (rowid, title) values (new.id, new.title); end");
        for (var id = 1; id < 3; id++)
        {
            await RunsAgainAsync(db, static async snapshot => Text(await snapshot.FullTextAsync("whale")), async () => await db.Books.InsertAsync(new Book(id, 1, "whale")));
            await RunsAgainAsync(db, static async snapshot => Text(await snapshot.WordsAsync()), async () => await db.Books.InsertAsync(new Book(10 + id, 1, $"word{id}")));
        }
    }

    [Fact(Timeout = Limit)]
    public async Task What_an_index_of_full_text_shows_of_its_content_is_followed()
    {
        await using var db = await LibraryDatabase.OpenWithAsync("create virtual table book_index using fts5(title, content='books', content_rowid='id')");
        await db.Books.InsertAsync(new Book(1, 1, "title 0"));
        for (var i = 1; i < 3; i++)
        {
            await RunsAgainAsync(db, static async snapshot => Text(await snapshot.IndexedTitleAsync()), async () => await db.Books.UpdateAsync(new Book(1, 1, $"title {i}")));
        }
    }

    [Fact(Timeout = Limit)]
    public async Task Tables_of_an_included_component_are_followed()
    {
        await using var db = await LibraryDatabase.OpenWithAsync();
        await RunsAgainAsync(db, static async snapshot => Text(await snapshot.ShelvesAsync()), async () => await db.Table<Shelf>().InsertAsync(new Shelf(0, "left")));
    }

    [Fact(Timeout = Limit)]
    public async Task Who_begins_to_listen_in_the_middle_of_a_batch_is_told_of_all_of_it()
    {
        await using var db = await LibraryDatabase.OpenWithAsync();
        using var queued = new ManualResetEventSlim();
        using var listens = new ManualResetEventSlim();
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        // All three are one batch: they wait in the queue while its first runs.
        var first = db.WriteAsync(_ => queued.Wait()).AsTask();
        var insert = db.Books.InsertAsync(new Book(1, 1, "one")).AsTask();
        var last = db.WriteAsync(_ =>
        {
            entered.SetResult();
            listens.Wait();
        }).AsTask();
        queued.Set();
        await entered.Task;
        insert.IsCompleted.ShouldBeFalse();
        await using var counts = db.ObserveAsync(static snapshot => snapshot.CountAsync()).GetAsyncEnumerator();
        await NextAsync(counts, 0);
        await NextAsync(counts, 1, async () =>
        {
            listens.Set();
            await Task.WhenAll(first, insert, last);
        });
    }

    [Fact(Timeout = Limit)]
    public async Task After_a_pause_everything_may_be_different()
    {
        await using var db = await LibraryDatabase.OpenWithAsync();
        await using var changes = db.Changes.GetAsyncEnumerator();
        var next = changes.MoveNextAsync();
        await RunsAgainAsync(db, static async snapshot => Text(await snapshot.ViewAsync()), async () =>
        {
            await db.PauseAsync();
            await db.ResumeAsync();
        });
        await next;
        changes.Current.Rows.Keys.ShouldBe(["shelves", "authors", "books", "journal"], ignoreOrder: true);
    }

    [Fact(Timeout = Limit)]
    public async Task Who_listens_too_late_hears_the_end()
    {
        var feed = new ChangeFeed(Model.Of());
        feed.Close();
        using var listener = feed.Listen();
        (await listener.NextAsync(default)).ShouldBeNull();
    }

    [Fact(Timeout = Limit)]
    public async Task Names_are_told_apart_as_SQLite_does()
    {
        using var folder = new TempFolder();
        using var session = Sessions.Writer(folder.File("a.db"));
        session.Execute("create table \"É\" (a)");
        session.Execute("create table \"é\" (a)");
        var feed = new ChangeFeed(Model.Of());
        using var listener = feed.Listen();
        feed.Note(["É"], 1);
        feed.Note(["é"], 2);
        feed.Note(["Books"], 3);
        feed.Note(["bookS"], 4);
        feed.Publish(session);
        var rows = (await listener.NextAsync(default))!.Rows;
        rows.Count.ShouldBe(3);
        rows["É"].ShouldBe(1);
        rows["é"].ShouldBe(2);
        rows["BOOKS"].ShouldBe(7);
    }

    private static async Task AddAuthorAsync(LibraryDatabase db, string write, long id)
    {
        var author = new Author(id, "Grace");
        switch (write)
        {
            case "row":
                await db.Authors.InsertAsync(author);
                break;
            case "try":
                await db.Authors.TryInsertAsync(author);
                break;
            case "unit":
                await db.WriteAsync(unit => unit.Insert(author));
                break;
            case "bulk":
                await db.Authors.InsertManyAsync([author]);
                break;
            case "command":
                await db.AddAuthorAsync(id, "Grace");
                break;
            case "returning":
                await db.AddAuthorReturningAsync(id, "Grace");
                break;
            default:
                await db.WriteAsync(unit => unit.AddAuthor(id, "Grace"));
                break;
        }
    }

    private static async Task RunsAgainAsync(LibraryDatabase db, Func<ReadSnapshot, ValueTask<string>> query, Func<Task> write)
    {
        await using var results = db.ObserveAsync(query).GetAsyncEnumerator();
        (await results.MoveNextAsync()).ShouldBeTrue();
        var next = results.MoveNextAsync();
        await write();
        (await next).ShouldBeTrue();
    }

    private static async Task NextAsync(IAsyncEnumerator<long> counts, long expected, Func<Task>? write = null)
    {
        var next = counts.MoveNextAsync();
        if (write is not null)
        {
            await write();
        }

        (await next).ShouldBeTrue();
        counts.Current.ShouldBe(expected);
    }

    private static async Task<int> DrainAsync(IAsyncEnumerable<Book> books)
    {
        var count = 0;
        await foreach (var _ in books)
        {
            count++;
        }

        return count;
    }

    private static string Text(object? value) => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "";
}
