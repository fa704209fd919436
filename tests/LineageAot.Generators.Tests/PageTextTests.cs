using LineageAot.Generators.Tests.Support;
using Shouldly;

namespace LineageAot.Generators.Tests;

/// <summary>The texts of a query that is read page by page, and what can't be.</summary>
public sealed class PageTextTests
{
    private const string Model = """
        [Table, Index(nameof(Made), nameof(Id)), Index(nameof(Text), Unique = true), Index(nameof(Rank), Unique = true, Where = "rank > 0")]
        public partial record Note([property: Key] long Id, DateTimeOffset Made, string Text, int Rank, string? Title);
        [Row] public partial record Line(long Id, string Text);
        [Row] public partial record Both(Note Note, Line? Line, long Number);
        [Database] public sealed partial class Notes : LineageDatabase { public partial Table<Note> All { get; } }

        """;

    private const string Columns = "\"id\", \"made\", \"text\", \"rank\", \"title\"";

    [Theory]
    [InlineData("Note", "select * from note order by id", " where \"id\" > @after_1 order by id limit @size")]
    [InlineData("Note", "select * from note order by made desc, id desc", " where (\"made\", \"id\") < (@after_1, @after_2) order by made desc, id desc limit @size")]
    [InlineData("Note", "select * from note order by made asc, rank ASC, id", " where (\"made\", \"rank\", \"id\") > (@after_1, @after_2, @after_3) order by made asc, rank ASC, id limit @size")]
    [InlineData("Note", "select * from note order by made desc, id", " where \"made\" <= @after_1 and (\"made\" < @after_1 or (\"made\" = @after_1 and \"id\" > @after_2)) order by made desc, id limit @size")]
    [InlineData("Note", "select * from note order by made, rank, id desc", " where (\"made\", \"rank\") >= (@after_1, @after_2) and ((\"made\", \"rank\") > (@after_1, @after_2) or ((\"made\", \"rank\") = (@after_1, @after_2) and \"id\" < @after_3)) order by made, rank, id desc limit @size")]
    [InlineData("Note", "select * from note where rank = 1 or rank = 2 order by text", " where (rank = 1 or rank = 2) and \"text\" > @after_1 order by text limit @size")]
    [InlineData("Note", "select * from note where (select 1 where 1 order by 1 limit 1) order by \"ID\" ; -- ;", " where ((select 1 where 1 order by 1 limit 1)) and \"id\" > @after_1 order by \"ID\" limit @size")]
    public void The_next_page_has_one_condition_more(string result, string sql, string expected) => Next(result, sql).ShouldBe($"select {Columns} from note{expected}");

    [Theory]
    [InlineData("Line", "select l.id, l.text from note l order by l.id", "select l.id, l.text from note l where l.id > @after_1 order by l.id limit @size")]
    [InlineData("Line", "select l.id, l.text from note l order by id", "select l.id, l.text from note l where l.id > @after_1 order by id limit @size")]
    [InlineData("Line", "select id, max(text, 'a') as text from note n order by n.id", "select id, max(text, 'a') as text from note n where id > @after_1 order by n.id limit @size")]
    [InlineData("Line", "select rank as id, text from note order by id", "select rank as id, text from note where rank > @after_1 order by id limit @size")]
    [InlineData("Line", "select n.rank id, n.text from note n where n.id > 0 order by id desc", "select n.rank id, n.text from note n where (n.id > 0) and n.rank < @after_1 order by id desc limit @size")]
    [InlineData("long", "select id from note order by id", "select id from note where id > @after_1 order by id limit @size")]
    public void Columns_are_those_of_the_list(string result, string sql, string expected) => Next(result, sql).ShouldBe(expected);

    [Fact]
    public void Columns_of_records_in_rows()
    {
        var next = Next("Both", "select n.*, l.id, l.text, 1 from note n left join note l on l.id = n.id + 1 order by n.made, n.id");
        next.ShouldEndWith(" on l.id = n.id + 1 where (n.\"made\", n.\"id\") > (@after_1, @after_2) order by n.made, n.id limit @size");
        Emitted("Both", "select n.*, l.id, l.text, 1 from note n left join note l on l.id = n.id + 1 order by n.made, n.id").ShouldContain("[new(1, global::LineageAot.Schema.ColumnType.Integer), new(0, global::LineageAot.Schema.ColumnType.Integer)]");
    }

    [Theory]
    [InlineData("Note", "select * from note", "LIN1112", "select")]
    [InlineData("Note", "select * from note order by id limit 3", "LIN1113", "limit")]
    [InlineData("Note", "select * from note union select * from note order by id", "LIN1113", "union")]
    [InlineData("Note", "values (1) order by 1", "LIN1113", "values")]
    [InlineData("Line", "select distinct id, text from note order by id", "LIN1113", "distinct")]
    [InlineData("Line", "select id, text from note group by id order by id", "LIN1113", "group")]
    [InlineData("Line", "select coalesce(max(id), 0) as id, text from note order by id", "LIN1113", "max")]
    [InlineData("Line", "select id, sum(id) over (order by id) as text from note order by id", "LIN1113", "sum")]
    [InlineData("Line", "select id, row_number() over (order by id) as text from note order by id", "LIN1113", "over")]
    [InlineData("Note", "select * from note order by made", "LIN1115", "order by made")]
    [InlineData("Note", "select * from note order by rank", "LIN1115", "order by rank")]
    [InlineData("Note", "select * from note order by title, id", "LIN1114", "title")]
    [InlineData("Note", "select * from note order by 1, id", "LIN1114", "1")]
    [InlineData("Note", "select * from note order by lower(text), id", "LIN1114", "lower(text)")]
    [InlineData("Note", "select * from note order by text collate nocase, id", "LIN1114", "collate")]
    [InlineData("Note", "select * from note order by id nulls last", "LIN1114", "nulls")]
    [InlineData("Note", "select * from note order by other, id", "LIN1114", "other")]
    [InlineData("Note", "select n.* from note n join note m order by m.id", "LIN1114", "m.id")]
    [InlineData("Line", "select id + 1 as id, text from note order by id", "LIN1114", "id")]
    [InlineData("Both", "select n.*, l.id, l.text, 1 from note n left join note l on l.id = n.id + 1 order by l.id", "LIN1114", "l.id")]
    [InlineData("Both", "select n.*, l.id, l.text, 1 from note n left join note l on l.id = n.id + 1 order by id", "LIN1114", "id")]
    [InlineData("string?", "select title from note order by title", "LIN1114", "title")]
    public async Task What_cannot_be_paged_is_pointed_at(string result, string sql, string id, string place)
    {
        var source = Source(result, sql);
        var found = (await Compiler.AnalyzeAsync(Compiler.Create(source))).ShouldHaveSingleItem();
        found.Id.ShouldBe(id);
        source.Substring(found.Location.SourceSpan.Start, found.Location.SourceSpan.Length).ShouldBe(place);
    }

    [Theory]
    [InlineData("ValueTask<Page<Note>> Get(ReadSource source, int size)", "LIN1111")]
    [InlineData("ValueTask<Page<Note>> Get(ReadSource source, Cursor? after)", "LIN1111")]
    [InlineData("ValueTask<Page<Note>> Get(ReadSource source, int size, Cursor after)", "LIN1111")]
    [InlineData("ValueTask<Page<Note>> Get(ReadSource source, long size, Cursor? after)", "LIN1102,LIN1111")]
    [InlineData("ValueTask<Page<Note>> Get(ReadSource source, int size, Cursor? after, Cursor? other)", "LIN1111")]
    [InlineData("ValueTask<Page<Note?>> Get(ReadSource source, int size, Cursor? after)", "LIN1104")]
    [InlineData("Page<Note> Get(WriteScope unit, int size, Cursor? after)", "LIN1104")]
    public async Task Parameters_that_pages_need(string signature, string ids)
    {
        var found = await Compiler.AnalyzeAsync(Compiler.Create($"{Model}public static partial class S {{ [Query(\"select * from note order by id\")] public static partial {signature}; }}"));
        string.Join(",", found.Select(static diagnostic => diagnostic.Id).Order(StringComparer.Ordinal)).ShouldBe(ids);
    }

    private static string Next(string result, string sql)
    {
        var emitted = Emitted(result, sql);
        var text = emitted[(emitted.IndexOf("GetSqlNext = ", StringComparison.Ordinal) + "GetSqlNext = ".Length)..];
        return text.StartsWith("\"\"\"", StringComparison.Ordinal) ? text.Split('\n')[1].Trim() : text[1..text.IndexOf("\";", StringComparison.Ordinal)].Trim();
    }

    private static string Emitted(string result, string sql) => Compiler.Generate(Compiler.Create(Source(result, sql))).Files["S.Get.g.cs"];

    private static string Source(string result, string sql)
        => $"{Model}public static partial class S {{ [Query(\"\"\"{sql} \"\"\")] public static partial ValueTask<Page<{result}>> Get(ReadSource source, int size, Cursor? after = null); }}";
}
