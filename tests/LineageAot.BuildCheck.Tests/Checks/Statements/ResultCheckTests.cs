using LineageAot.BuildCheck.Tests.Support;

namespace LineageAot.BuildCheck.Tests.Checks.Statements;

/// <summary>The columns of a result are those that its type is read from.</summary>
public sealed class ResultCheckTests
{
    private const string Types = """
        [Row] public sealed partial record Named(long Id, string Title);
        [Row] public sealed partial record Dated(long Id, DateOnly Day);
        [Row] public readonly partial record struct Sized(long Id, string? Title, long SizeBytes);
        """;

    [Theory]
    [InlineData("select id from documents where id = 1", "Named?", "id", "S.Get yields 1 column (id), and its result is read from 2 columns: id, title. Write them in this order, or * for a table's own.")]
    [InlineData("select id, path, title from documents where id = 1", "Named?", "title", "S.Get yields 3 columns (id, path, title), and its result is read from 2 columns: id, title. Write them in this order, or * for a table's own.")]
    [InlineData("select id, path from documents where id = 1", "long", "path", "S.Get yields 2 columns (id, path), and its result is read from 1 column. Select one expression.")]
    [InlineData("select id, path from documents where id = 1", "Named?", "path", "Column 2 of S.Get is 'path', and 'title' is read there, into Title. Write AS title behind it, or take the column that is meant.")]
    [InlineData("select title, id from documents where id = 1", "Named?", "title", "Column 1 of S.Get is 'title', and 'id' is read there, into Id. The columns come in another order than the record's members: id, title. Write them in this order, or * for a table's own.")]
    [InlineData("select id, title from documents where id = 1", "Named?", "title", "S.Get reads 'title' of table 'documents' into Title, which can't be null, and the column can be NULL. Make it nullable, or keep such rows out: WHERE title IS NOT NULL.")]
    [InlineData("select title from documents where id = 1", "string", "title", "S.Get reads 'title' of table 'documents' as its result, which can't be null, and the column can be NULL. Make it nullable, or keep such rows out: WHERE title IS NOT NULL.")]
    [InlineData("select path from documents where id = 1", "long", "path", "S.Get reads 'path' of table 'documents' as its result, which is INTEGER (Int64), and the column is TEXT. Give the member the type of the column.")]
    [InlineData("select id, seen_at as day from documents where id = 1", "Dated?", "seen_at", "S.Get reads 'seen_at' of table 'documents' into Day, which is stored as DateOnly, and the column as DateTimeOffset: both are INTEGER, but they mean different values. Give the member the type and storage of the column.")]
    [InlineData("select hash from documents where id = 1", "Guid", "hash", "S.Get reads 'hash' of table 'documents' as its result, which is stored as Guid, and the column as Sha256: both are BLOB, but they mean different values. Give the member the type and storage of the column.")]
    [InlineData("select distinct path from documents where id = 1", "long", "path", "S.Get reads 'path' of table 'documents' as its result, which is INTEGER (Int64), and the column is TEXT. Give the member the type of the column.")]
    [InlineData("select all path from documents where id = 1", "long", "path", "S.Get reads 'path' of table 'documents' as its result, which is INTEGER (Int64), and the column is TEXT. Give the member the type of the column.")]
    [InlineData("select max(id, 1) as id, path from documents where id = 1", "Named?", "path from", "Column 2 of S.Get is 'path', and 'title' is read there, into Title. Write AS title behind it, or take the column that is meant.")]
    public void A_mismatch_is_found_at_its_item(string sql, string type, string at, string text)
    {
        var finding = CheckedStatement.Check($"[Query(\"{sql}\")] public static partial {type} Get(ReadSource source);", Types).ShouldHaveSingleItem();
        finding.ShouldBe(new CheckedStatement("LIN2002", finding.At, text));
        finding.At.ShouldStartWith(at);
    }

    [Theory]
    [InlineData("select id, title from documents where id = 1 and title is not null", "Named?")]
    [InlineData("select id, title from documents where id = 1 and title = 'x'", "Named?")]
    [InlineData("select id, title from documents where id = 1 and title between 'a' and 'b'", "Named?")]
    [InlineData("select id, title from documents where id = 1 and (title is not null)", "Named?")]
    [InlineData("select id, title from documents where id = 1 and not (title is null)", "Named?")]
    [InlineData("select id, title from documents where id = 1 and not title is null", "Named?")]
    [InlineData("select id, title from documents where id = 1 and title notnull", "Named?")]
    [InlineData("select id, title from documents where id = 1 and title in (select uri from sources where uri is 'x')", "Named?")]
    [InlineData("select id, title from documents where id = 1 and title not in ('a', 'b')", "Named?")]
    [InlineData("select id, title from documents where id = 1 and title not like 'a%'", "Named?")]
    [InlineData("select id, title from documents where id = 1 and length(title) > 3", "Named?")]
    [InlineData("select id, title from documents where id = 1 and cast(title as integer) > 3", "Named?")]
    [InlineData("select id, title from documents where id = 1 and (title = 'a' or title = 'b')", "Named?")]
    [InlineData("select id, title from documents where id = 1 and (title = 'a' and path = 'x' or lower(title) = 'b')", "Named?")]
    [InlineData("select id, title from documents where id = 1 and title = (select max(uri) from sources where label is null or id is null)", "Named?")]
    [InlineData("select id, title from documents where (id = 1 and title is not null)", "Named?")]
    [InlineData("with d as (select id, title from documents where title is not null) select id, title from d where id = 1", "Named?")]
    [InlineData("select x.id, x.title from (select id, title from documents where title <> '') x where x.id = 1", "Named?")]
    [InlineData("select max(id) as id, title from documents where id < 5 group by title having title is not null", "IReadOnlyList<Named>")]
    [InlineData("select id, coalesce(title, '') as title from documents where id = 1", "Named?")]
    [InlineData("select c.id, d.title, 1 as size_bytes from chunks c left join documents d on d.id = c.document_id where c.id = 1", "Sized?")]
    [InlineData("select c.id, d.path as title from chunks c left join documents d on d.id = c.document_id where c.id = 1", "Named?")]
    [InlineData("select c.id, d.title from chunks c left join documents d on d.id = c.document_id where c.id = 1", "Named?")]
    [InlineData("select d.id, d.title from documents d right join chunks c on c.document_id = d.id where c.id = 1", "Named?")]
    [InlineData("select d.id, d.title from chunks c full join documents d on c.document_id = d.id where d.id = 1", "Named?")]
    [InlineData("select c.id, x.title from chunks c left join (select id, title from documents) x on x.id = c.document_id where c.id = 1", "Named?")]
    [InlineData("select d.id, x.title from (select id, title from documents) x right join documents d on d.id = x.id where d.id = 1", "Named?")]
    [InlineData("select id, title from documents where id = 1 union all select id, text from chunks where id = 1", "IReadOnlyList<Named>")]
    [InlineData("select size_bytes from documents where id = 1", "DateTimeOffset")]
    [InlineData("select ID, TITLE, \"size_bytes\" from documents where id = 1", "Sized?")]
    [InlineData("select count(*) from documents", "int")]
    [InlineData("select max(seen_at) from documents", "DateTimeOffset?")]
    [InlineData("select kind from sources where uri = 'x'", "string?")]
    [InlineData("select seen_at from documents where id = 1", "long")]
    [InlineData("select seen_at from documents where id = 1", "DateTime")]
    [InlineData("select id from sources where uri = 'x'", "SourceId?")]
    [InlineData("select id from sources where uri = 'x'", "Guid?")]
    [InlineData("select size_bytes from documents where id = 1", "double")]
    [InlineData("with d as (select id, path as title from documents) select id, title from d where id = 1", "Named?")]
    public void What_fits_says_nothing(string sql, string type)
        => CheckedStatement.Check($"[Query({SourceText(sql)})] public static partial {type} Get(ReadSource source);", Types).ShouldBeEmpty();

    [Theory]
    [InlineData("select id, title from documents where id = 1 and (title = 'x' or path = 'x')", "title")]
    [InlineData("select id, title from documents where id = 1 and title is not 'x'", "title")]
    [InlineData("select id, title from documents where id = 1 and coalesce(title, 'x') = 'x'", "title")]
    [InlineData("select id, title from documents where id = 1 and title isnull", "title")]
    [InlineData("select id, title from documents where id = 1 and not (title = 'x' and path = 'y')", "title")]
    [InlineData("select id, title from documents where id = 1 and hex(title) <> 'x'", "title")]
    [InlineData("select id, title from documents where id = 1 and exists (select 1 from sources s where s.uri = title)", "title")]
    [InlineData("select id, title from documents where id = 1 and case when title = 'x' and path = 'y' then 0 else 1 end", "title")]
    [InlineData("select id, title from documents where id = 1 and (title = 'x' or length(path) > 1)", "title")]
    public void A_condition_that_lets_null_through_proves_nothing(string sql, string at)
        => CheckedStatement.Places($"[Query(\"{sql}\")] public static partial Named? Get(ReadSource source);", Types).ShouldBe([("LIN2002", at)]);

    [Fact]
    public void A_returning_clause_is_checked_too()
        => CheckedStatement.Places("[Command(\"delete from documents where id = @id returning id, title\")] public static partial Named? Take(WriteScope unit, long id);", Types)
            .ShouldBe([("LIN2002", "title")]);

    [Fact]
    public void Of_a_command_the_items_are_those_of_returning()
        => CheckedStatement.Check("[Command(\"insert into chunks select id + 1, 1, 1, text from chunks where id = 1 returning id, text\")] public static partial Named? Copy(WriteScope unit);", Types)
            .ShouldHaveSingleItem().At.ShouldStartWith("text\")]");

    [Theory]
    [InlineData("update documents set title = @title, version = version + 1, updated_at = 1 where id = @id returning id, title")]
    [InlineData("insert into documents values (@id, x'00', 'x', 1, 1, null, @title, 1, 1, x'00') returning id, title")]
    public void What_a_command_puts_in_is_its_own_to_know(string sql)
        => CheckedStatement.Check($"[Command(\"{sql}\")] public static partial Named? Put(WriteScope unit, long id, string title);", Types).ShouldBeEmpty();

    private static string SourceText(string sql) => $"\"{sql.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
