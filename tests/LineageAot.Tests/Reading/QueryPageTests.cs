using LineageAot.Schema;
using LineageAot.Sqlite;
using LineageAot.Tests.Support;

namespace LineageAot.Tests.Reading;

/// <summary>Queries that are read page by page: each row is on one page, whatever is written in between, and each page is found by its index.</summary>
public sealed class QueryPageTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(29)]
    [InlineData(30)]
    [InlineData(31)]
    [InlineData(100_000)]
    public async Task Rows_with_equal_first_columns_are_each_found_once(int size)
    {
        await using var db = await CreateAsync();
        var entries = db.All().Where(entry => entry.SourceId == 1).ToArray();
        (await EntriesAsync(after => db.NewestAsync(1, size, after))).ShouldBe(entries.OrderByDescending(entry => entry.CreatedAt).ThenByDescending(entry => entry.Number));
        (await EntriesAsync(after => db.OldestAsync(1, size, after))).ShouldBe(entries.OrderBy(entry => entry.CreatedAt).ThenBy(entry => entry.Number));
        (await EntriesAsync(after => ValueTask.FromResult(db.ByRank(size, after)))).ShouldBe(db.All().OrderByDescending(entry => entry.Rank).ThenBy(entry => entry.Number));
    }

    [Fact]
    public async Task Inserts_and_deletes_between_pages_neither_skip_nor_repeat()
    {
        await using var db = await CreateAsync(parts: 0);
        var before = db.All().Where(entry => entry.SourceId == 1).ToArray();
        var seen = new List<Entry>();
        Cursor? after = null;
        var number = 1_000;
        do
        {
            var page = await db.NewestAsync(1, 4, after);
            seen.AddRange(page.Items);
            after = page.Next;

            // Before and behind the place, and the very row that the cursor came from.
            await db.Entries.InsertAsync(new Entry(number++, 1, DateTimeOffset.UnixEpoch.AddDays(1_000), 0));
            await db.Entries.DeleteAsync(page.Items[^1]);
            await db.Entries.InsertAsync(new Entry(-number, 1, DateTimeOffset.UnixEpoch.AddDays(-1), 0));
        }
        while (after is not null && seen.Count < 200);
        seen.Select(entry => entry.Number).ShouldBeUnique();
        before.Except(seen).ShouldBeEmpty();
        seen.Where(entry => entry.Number >= 1_000).ShouldBeEmpty("they came before the place");
    }

    [Fact]
    public async Task Pages_of_a_join()
    {
        await using var db = await CreateAsync();
        var all = new List<EntryPart>();
        Cursor? after = null;
        do
        {
            var page = db.PartsByRank(7, after);
            all.AddRange(page.Items);
            all.Count.ShouldBeLessThan(1_000, "the pages have no end");
            after = page.Next;
        }
        while (after is not null);
        all.Count.ShouldBe(120);
        all.ShouldBe(all.OrderByDescending(row => row.Entry.Rank).ThenBy(row => row.Entry.Number).ThenBy(row => row.Part.Number));
        all.Select(row => row.Part.Number).ShouldBeUnique();
    }

    [Theory]
    [InlineData(QueryDatabaseQueries.StampsAsyncSql, QueryDatabaseQueries.StampsAsyncSqlNext, "stamps", "(kind=? AND (at,id)<(?,?))")]
    [InlineData(QueryDatabaseQueries.NewestAsyncSql, QueryDatabaseQueries.NewestAsyncSqlNext, "entries", "(source_id=? AND created_at<?)")]
    [InlineData(QueryDatabaseQueries.OldestAsyncSql, QueryDatabaseQueries.OldestAsyncSqlNext, "entries", "(source_id=? AND created_at>?)")]
    [InlineData(QueryDatabaseQueries.ByRankSql, QueryDatabaseQueries.ByRankSqlNext, "entries", "(rank<?)")]
    public async Task Each_page_is_found_by_the_index_and_not_sorted(string first, string next, string table, string bounds)
    {
        using var folder = new TempFolder();
        await using (await QueryDatabase.OpenAsync(folder.File("a.db")))
        {
        }

        using var session = Sessions.Writer(folder.File("a.db"));
        Plan(session, first).ShouldNotContain("TEMP B-TREE");
        var plan = Plan(session, next);
        plan.ShouldNotContain("TEMP B-TREE");
        plan.ShouldMatch($"SEARCH {table} USING (COVERING )?INDEX ix_{table}_");
        plan.ShouldContain(bounds);
    }

    [Fact]
    public async Task A_cursors_text_goes_on()
    {
        await using var db = await CreateAsync();
        var first = await db.NewestAsync(1, 5);
        var text = first.Next.ShouldNotBeNull().ToString();
        var next = await db.NewestAsync(1, 5, Cursor.Parse(text));
        next.Items.ShouldBe((await db.NewestAsync(1, 10)).Items.Skip(5));
    }

    [Fact]
    public async Task Another_querys_cursor_is_refused()
    {
        await using var db = await CreateAsync();
        var newest = (await db.NewestAsync(1, 5)).Next;
        var table = (await db.Entries.PageAsync(5)).Next;
        foreach (var cursor in new[] { newest, table })
        {
            Should.Throw<ArgumentException>(() => db.ByRank(5, cursor)).Message.ShouldContain("another query than QueryDatabase.ByRank");
        }

        await Should.ThrowAsync<ArgumentException>(async () => await db.Entries.PageAsync(5, newest));
        await using var snapshot = await db.BeginSnapshotAsync();
        (await snapshot.NewestAsync(1, 5, newest)).Items.Count.ShouldBe(5);
        Should.Throw<ArgumentException>(() => snapshot.ByRank(5, newest)).ParamName.ShouldBe("after");
    }

    [Fact]
    public async Task A_cursor_of_an_older_order_or_of_other_types_is_refused()
    {
        await using var db = await CreateAsync();
        var cursor = db.ByRank(5).Next.ShouldNotBeNull();
        var scope = cursor.Table;
        scope.ShouldMatch("^QueryDatabase.ByRank/[0-9a-f]{8}$");
        Should.Throw<ArgumentException>(() => db.ByRank(5, new Cursor(scope[..^1] + (scope[^1] == '0' ? '1' : '0'), cursor.Key))).Message.ShouldContain("has changed since");
        Should.Throw<ArgumentException>(() => db.ByRank(5, new Cursor(scope, [cursor.Key[0]]))).Message.ShouldContain("doesn't fit");
        Should.Throw<ArgumentException>(() => db.ByRank(5, new Cursor(scope, [cursor.Key[0], new StoredValue(ColumnType.Text, 0, [1])]))).Message.ShouldContain("doesn't fit");
        db.ByRank(5, new Cursor(scope, cursor.Key)).Items.Count.ShouldBe(5);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(100_001)]
    public async Task Sizes_are_checked(int size)
    {
        await using var db = await CreateAsync();
        Should.Throw<ArgumentOutOfRangeException>(() => db.ByRank(size)).ParamName.ShouldBe("size");
        Should.Throw<ArgumentOutOfRangeException>(() => { _ = db.NewestAsync(1, size).AsTask(); });
    }

    [Fact]
    public async Task Equal_rows_at_a_pages_end_are_an_error_and_not_lost()
    {
        await using var db = await QueryDatabase.OpenTemporaryAsync();
        await db.Entries.InsertManyAsync(new[] { "a", "b", "b", "c" }.Select((name, number) => new Entry(number, 1, DateTimeOffset.UnixEpoch, 0, name)));
        db.ByName(1).Items.Single().Name.ShouldBe("a");
        db.ByName(3).Items.Select(item => item.Name).ShouldBe(["a", "b", "b"]);
        var error = Should.Throw<QueryException>(() => db.ByName(2));
        error.Message.ShouldContain("QueryDatabase.ByName found two rows with the same name");
        error.Columns.ShouldBe(["name"]);
    }

    private static string Plan(SqliteSession session, string sql) => string.Join("\n", session.QueryRows("explain query plan " + sql).Select(row => row[3]));

    private static async Task<List<Entry>> EntriesAsync(Func<Cursor?, ValueTask<Page<Entry>>> read)
    {
        var entries = new List<Entry>();
        Cursor? after = null;
        do
        {
            var page = await read(after);
            entries.AddRange(page.Items);
            entries.Count.ShouldBeLessThan(1_000, "the pages have no end");
            after = page.Next is { } next ? Cursor.Parse(next.ToString()) : null;
        }
        while (after is not null);
        return entries;
    }

    /// <summary>60 entries of two sources, five of a time and six of a rank; two parts each.</summary>
    private static async Task<QueryDatabase> CreateAsync(int parts = 120)
    {
        var db = await QueryDatabase.OpenTemporaryAsync();
        await db.Entries.InsertManyAsync(Enumerable.Range(1, 60).Select(number => new Entry(number, number % 2, DateTimeOffset.UnixEpoch.AddDays(number / 10), number % 10)));
        await db.Parts.InsertManyAsync(Enumerable.Range(1, parts).Select(number => new Part(number, ((number - 1) / 2) + 1, "part")));
        return db;
    }
}
