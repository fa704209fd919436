using LineageAot.BuildCheck.Tests.Support;

namespace LineageAot.BuildCheck.Tests.Checks.Statements;

/// <summary>A scan or a sort is found where something asks for an index and none serves; the index that is proposed serves.</summary>
public sealed class PlanCheckTests
{
    private const string Meant = "AllowScan = true says that it's meant.";

    [Theory]
    [InlineData("select count(*) from documents where path = 'x'", "documents", "S.Get goes through the whole table 'documents': no index serves the condition on path. Add [Index(nameof(Path))] to Document; or ")]
    [InlineData("select count(*) from documents d where d.path = 'x' and d.size_bytes > 1", "documents d", "S.Get goes through the whole table 'documents': no index serves the condition on path, size_bytes. Add [Index(nameof(Path), nameof(SizeBytes))] to Document; or ")]
    [InlineData("select count(*) from documents where size_bytes > 1 and path = 'x' and title = 'y'", "documents", "S.Get goes through the whole table 'documents': no index serves the condition on size_bytes, path, title. Add [Index(nameof(Path), nameof(Title), nameof(SizeBytes))] to Document; or ")]
    [InlineData("select id from documents where path = 'x' order by size_bytes desc", "documents", "S.Get goes through the whole table 'documents': no index serves the condition on path. Add [Index(nameof(Path), nameof(SizeBytes))] to Document; or ")]
    [InlineData("select id from documents order by path, size_bytes desc limit 1", "path", "S.Get sorts the whole table 'documents': no index gives its rows in this order. Add [Index(nameof(Path), nameof(SizeBytes), Descending = [nameof(SizeBytes)])] to Document; or ")]
    [InlineData("select id from documents order by length(path) limit 1", "length(path)", "S.Get sorts the whole table 'documents': no index gives its rows in this order. No index can serve it as it's written; ")]
    [InlineData("select id from documents where length(path) > 3", "documents", "S.Get goes through the whole table 'documents': no index serves the condition on path. No index can serve it as it's written; ")]
    [InlineData("select id from documents where path = 'x' or title = 'y'", "documents", "S.Get goes through the whole table 'documents': no index serves the condition on path, title. Add [Index(nameof(Path))] and [Index(nameof(Title))] to Document; or ")]
    [InlineData("select a.id from documents a join documents b on b.path = a.path where a.id = 1", "documents b", "S.Get goes through the whole table 'documents': no index serves the condition on path. Add [Index(nameof(Path))] to Document; or ")]
    [InlineData("select a.id from documents a join documents b on b.path = a.title", "documents b", "S.Get has SQLite make an index on 'documents' at each run: the table has none for the condition. Add [Index(nameof(Path))] to Document; or ")]
    [InlineData("select (select count(*) from documents d where d.path = s.uri) from sources s", "documents d", "S.Get goes through the whole table 'documents': no index serves the condition on path. Add [Index(nameof(Path))] to Document; or ")]
    [InlineData("select id from chunks c where exists (select 1 from documents d where d.path = c.text)", "documents d", "S.Get goes through the whole table 'documents': no index serves the condition on path. Add [Index(nameof(Path))] to Document; or ")]
    [InlineData("select path as p from documents order by p desc limit 1", "p desc", "S.Get sorts the whole table 'documents': no index gives its rows in this order. Add [Index(nameof(Path))] to Document; or ")]
    [InlineData("select path from documents order by 1 limit 1", "1 limit", "S.Get sorts the whole table 'documents': no index gives its rows in this order. Add [Index(nameof(Path))] to Document; or ")]
    [InlineData("select size_bytes as path from documents order by path limit 1", "path limit", "S.Get sorts the whole table 'documents': no index gives its rows in this order. Add [Index(nameof(SizeBytes))] to Document; or ")]
    [InlineData("select upper(path) as path from documents order by path limit 1", "path limit", "S.Get sorts the whole table 'documents': no index gives its rows in this order. No index can serve it as it's written; ")]
    [InlineData("select x.id from (select id from documents order by seen_at desc limit 9) x join documents on documents.id = x.id", "seen_at desc", "S.Get sorts the whole table 'documents': no index gives its rows in this order. Add [Index(nameof(SeenAt))] to Document; or ")]
    [InlineData("select x.id from (select id from documents where path = 'x' limit 9) x join documents on documents.id = x.id", "documents where", "S.Get goes through the whole table 'documents': no index serves the condition on path. Add [Index(nameof(Path))] to Document; or ")]
    [InlineData("select id from documents where id in (select id from documents where path = 'x')", "documents where path", "S.Get goes through the whole table 'documents': no index serves the condition on path. Add [Index(nameof(Path))] to Document; or ")]
    [InlineData("select id from documents where path = 'x' order by id", "documents where", "S.Get goes through the whole table 'documents': no index serves the condition on path. Add [Index(nameof(Path))] to Document; or ")]
    [InlineData("select id from documents where (path = 'x' or title = 'y') and (size_bytes > 1 or version = 2)", "documents where", "S.Get goes through the whole table 'documents': no index serves the condition on path, title, size_bytes, version. Add [Index(nameof(Path))] and [Index(nameof(Title))] to Document; or ")]
    [InlineData("select id from main.documents where path = 'x'", "documents where", "S.Get goes through the whole table 'documents': no index serves the condition on path. Add [Index(nameof(Path))] to Document; or ")]
    [InlineData("select d.id from documents d cross join chunks c on c.document_id = d.id where (d.path = 'x' and c.text = 'y')", "documents d", "S.Get goes through the whole table 'documents': no index serves the condition on path. Add [Index(nameof(Path))] to Document; or ")]
    [InlineData("select d.id from (documents d join chunks c on c.document_id = d.id), sources s where d.id = 1 and s.label = c.text", "sources s", "S.Get goes through the whole table 'sources': no index serves the condition on label. Add [Index(nameof(Label))] to Source; or ")]
    [InlineData("select c.id from (documents d cross join chunks c on c.text = d.path) where d.id = 1", "chunks c", "S.Get goes through the whole table 'chunks': no index serves the condition on text. Add [Index(nameof(Text))] to Chunk; or ")]
    [InlineData("select id from documents where path = 'x' collate nocase", "documents where", "S.Get goes through the whole table 'documents': no index serves the condition on path. No index can serve it as it's written; ")]
    [InlineData("select id from documents where path collate nocase = 'x' and title = 'y'", "documents where", "S.Get goes through the whole table 'documents': no index serves the condition on path, title. Add [Index(nameof(Title))] to Document; or ")]
    [InlineData("select id from documents where case when path = 'x' and title = 'y' then 1 else 0 end", "documents where", "S.Get goes through the whole table 'documents': no index serves the condition on path, title. No index can serve it as it's written; ")]
    [InlineData("select id from documents where size_bytes > 3 order by size_bytes, path", "documents where", "S.Get goes through the whole table 'documents': no index serves the condition on size_bytes. Add [Index(nameof(SizeBytes), nameof(Path))] to Document; or ")]
    [InlineData("select c.id from documents a cross join chunks c on c.text = a.path where a.id = 1 or a.source_id = x'00'", "chunks c", "S.Get goes through the whole table 'chunks': no index serves the condition on text. Add [Index(nameof(Text))] to Chunk; or ")]
    public void A_scan_is_found_with_the_index_that_would_serve(string sql, string at, string text)
    {
        var finding = CheckedStatement.Check($"[Query(\"{sql}\")] public static partial IReadOnlyList<{(sql.StartsWith("select path", StringComparison.Ordinal) ? "string" : "long")}> Get(ReadSource source);").ShouldHaveSingleItem();
        finding.ShouldBe(new CheckedStatement("LIN2005", finding.At, text + Meant));
        finding.At.ShouldStartWith(at);
    }

    [Theory]
    [InlineData("select count(*) from documents")]
    [InlineData("select id from documents order by id desc")]
    [InlineData("select id from documents limit 10")]
    [InlineData("select sum(size_bytes) from documents")]
    [InlineData("select size_bytes from documents group by size_bytes order by count(*)")]
    [InlineData("select d.id from documents d join chunks c on c.document_id = d.id")]
    [InlineData("select d.id from documents d, chunks c where c.document_id = d.id")]
    [InlineData("select d.id from documents d where not exists (select 1 from chunks c where c.document_id = d.id)")]
    [InlineData("select d.id from documents d left join chunks c on c.document_id = d.id where c.id is null")]
    [InlineData("select value from json_each('[1]') where value > 0")]
    [InlineData("select id from documents where id in (select value from json_each('[1, 2]'))")]
    [InlineData("select id from documents where id = 1 or id = 2")]
    [InlineData("select id from chunks where document_id = 7 order by ordinal")]
    [InlineData("select d.id from documents d left join chunks c on c.document_id = d.id order by d.source_id, c.ordinal")]
    [InlineData("with recursive n(i) as (select 1 union all select i + 1 from n where i < 10) select i from n where i > 3")]
    [InlineData("select x.id from (select id from documents where id > 5) x where x.id < 9")]
    [InlineData("select size_bytes from documents union all select ordinal from chunks order by 1 limit 3")]
    [InlineData("select row_number() over (partition by path order by size_bytes) from documents order by id")]
    [InlineData("select sum(size_bytes) over w from documents window w as (order by seen_at)")]
    public void What_says_that_it_wants_all_or_is_served_says_nothing(string sql)
        => CheckedStatement.Check($"[Query(\"{sql}\")] public static partial IReadOnlyList<long> Get(ReadSource source);").ShouldBeEmpty();

    [Fact]
    public void A_scan_that_is_meant_isnt_found()
        => CheckedStatement.Check("[Query(\"select count(*) from documents where path = 'x'\", AllowScan = true)] public static partial long Get(ReadSource source);").ShouldBeEmpty();

    [Fact]
    public void The_condition_of_an_upsert_isnt_that_of_its_select()
        => CheckedStatement.Check("[Command(\"insert into chunks select id + 1, 1, 1, text from chunks where true on conflict (id) do update set text = excluded.text where text <> excluded.text\")] public static partial int Copy(WriteScope unit);").ShouldBeEmpty();

    [Fact]
    public void What_joins_a_full_text_index_asks_for_an_index()
        => CheckedStatement.Places("[Query(\"select w.id from words_fts f join words w on w.note = f.body where words_fts match 'x'\")] public static partial IReadOnlyList<long> Get(Words source);",
                """
                [Table("words"), FullText(nameof(Word.Body))] public sealed partial record Word([property: Key] long Id, string Body, string? Note);
                [Database] public sealed partial class Words : LineageDatabase { public partial Table<Word> All { get; } }
                """)
            .ShouldBe([("LIN2005", "words")]);

    [Fact]
    public void Commands_scan_too()
        => CheckedStatement.Places("[Command(\"delete from chunks where text = @text\")] public static partial int Forget(WriteScope unit, string text);\n"
                + "[Command(\"update chunks set text = '' where ordinal > @ordinal\")] public static partial int Clear(WriteScope unit, int ordinal);\n"
                + "[Command(\"update or ignore chunks set id = id + 1 where text = 'x'\")] public static partial int Shift(WriteScope unit);")
            .ShouldBe([("LIN2005", "chunks"), ("LIN2005", "chunks"), ("LIN2005", "chunks")]);
}
