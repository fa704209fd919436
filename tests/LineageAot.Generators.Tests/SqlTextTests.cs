extern alias Generators;

using Generators::LineageAot.Generators.Parsing.Sql;
using LineageAot.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Shouldly;

namespace LineageAot.Generators.Tests;

/// <summary>Parameters, stars and lists are found where SQLite would find them, and findings point at the very word.</summary>
public sealed class SqlTextTests
{
    [Theory]
    [InlineData("select @a, @b_1", "@a|@b_1")]
    [InlineData("select '@a', \"@b\", [@c], `@d`, @e", "@e")]
    [InlineData("select 'it''s @a' || @b", "@b")]
    [InlineData("select \"x\"\"@a\" + @b", "@b")]
    [InlineData("-- @a\nselect @b /* @c */ - @d", "@b|@d")]
    [InlineData("select 1 /* open @a", "")]
    [InlineData("select 'open @a", "")]
    [InlineData("select @ü", "@ü")]
    [InlineData("select a@b", "@b")]
    [InlineData("select 1--@a\r\n+@b", "@b")]
    public void Parameters(string sql, string expected)
        => string.Join("|", SqlTokenizer.Tokenize(sql).Where(static token => token.Kind == SqlTokenKind.Parameter).Select(static token => token.Text)).ShouldBe(expected);

    [Theory]
    [InlineData("select * from note", "select \"id\", \"text\" from note")]
    [InlineData("select distinct * from note", "select distinct \"id\", \"text\" from note")]
    [InlineData("select n.* from note n", "select n.\"id\", n.\"text\" from note n")]
    [InlineData("select \"n\" . * from note n", "select \"n\".\"id\", \"n\".\"text\" from note n")]
    [InlineData("with x as (select * from note) select x.* from x", "with x as (select * from note) select x.\"id\", x.\"text\" from x")]
    [InlineData("select * from note union all select * from old", "select \"id\", \"text\" from note union all select \"id\", \"text\" from old")]
    [InlineData("select * from note where id in (select * from ids)", "select \"id\", \"text\" from note where id in (select * from ids)")]
    [InlineData("select id * 2, text from note", "select id * 2, text from note")]
    [InlineData("select count(*), 'x' from note", "select count(*), 'x' from note")]
    [InlineData("select '*' , \"*\" from note", "select '*' , \"*\" from note")]
    [InlineData("select id from note; -- a comment", "select id from note")]
    public void Stars(string sql, string expected)
        => Emitted($$"""
            [Table] public partial record Note([property: Key] long Id, string Text);
            public static partial class S { [Query({{Literal(sql)}})] public static partial IReadOnlyList<Note> Get(ReadSource source); }
            """).ShouldContain(expected.Contains('"') ? "        " + expected + "\n" : $"\"{expected}\";");

    [Theory]
    [InlineData("select n.*, t.*, 1 from note n, tag t", "select n.\"id\", n.\"text\", t.\"name\", t.\"kind\", 1 from note n, tag t")]
    [InlineData("select n.id, n.text, t.*, 1 from note n, tag t", "select n.id, n.text, t.\"name\", t.\"kind\", 1 from note n, tag t")]
    [InlineData("select n.*, name, kind, 1 from note n, tag t", "select n.\"id\", n.\"text\", name, kind, 1 from note n, tag t")]
    [InlineData("select n.*, max(t.name, 'x'), (select * from x), 1 from note n, tag t", "select n.\"id\", n.\"text\", max(t.name, 'x'), (select * from x), 1 from note n, tag t")]
    [InlineData("select n.*, t.*, n.id is not distinct from 2 from note n, tag t", "select n.\"id\", n.\"text\", t.\"name\", t.\"kind\", n.id is not distinct from 2 from note n, tag t")]
    [InlineData("select distinct n.*, t.*, 1 from note n, tag t union all select m.*, u.*, 2 from note m, tag u",
        "select distinct n.\"id\", n.\"text\", t.\"name\", t.\"kind\", 1 from note n, tag t union all select m.\"id\", m.\"text\", u.\"name\", u.\"kind\", 2 from note m, tag u")]
    public void Stars_of_records_in_rows(string sql, string expected)
        => Emitted($$"""
            [Row] public partial record Note(long Id, string Text);
            [Row] public partial record Tag(string Name, string Kind);
            [Row] public partial record Both(Note Note, Tag? Tag, long Number);
            public static partial class S { [Query({{Literal(sql)}})] public static partial IReadOnlyList<Both> Get(ReadSource source); }
            """).ShouldContain(expected.Contains('"') ? "        " + expected + "\n" : $"\"{expected}\";");

    [Theory]
    [InlineData("select n.*, 1, t.* from note n, tag t", "t.*", "'Both.Tag.Kind' stands at its place")]
    [InlineData("select n.*, t.*, 1, t.* from note n, tag t", "t.*", "no more members")]
    [InlineData("select n.*, t.*, n.* from note n, tag t", "n.*", "'Both.Number' stands at its place")]
    [InlineData("select n.id, t.*, 1 from note n, tag t", "t.*", "'Both.Note.Text' stands at its place")]
    [InlineData("select * from note n, tag t", "*", "made of several records")]
    public async Task Stars_of_records_in_rows_that_are_refused(string sql, string place, string reason)
    {
        var source = $$"""
            [Row] public partial record Note(long Id, string Text);
            [Row] public partial record Tag(string Name, string Kind);
            [Row] public partial record Both(Note Note, Tag Tag, long Number);
            public static partial class S { [Query("{{sql}}")] public static partial IReadOnlyList<Both> Get(ReadSource source); }
            """;
        var found = (await Compiler.AnalyzeAsync(Compiler.Create(source))).ShouldHaveSingleItem();
        found.Id.ShouldBe("LIN1105");
        found.GetMessage().ShouldContain(reason);
        source.Substring(found.Location.SourceSpan.Start, found.Location.SourceSpan.Length).ShouldBe(place);
    }

    [Theory]
    [InlineData("[Query(\"select @one + @two\")]", "@two")]
    [InlineData("[Query(@\"select @one + @two\")]", "@two")]
    [InlineData("[Query(sql: \"select @one + @two\")]", "@two")]
    [InlineData("[Query(\"\"\"select @one + @two\"\"\")]", "@two")]
    [InlineData("[Query(\"\"\"\n        select @one\n          + @two\n        \"\"\")]", "@two")]
    [InlineData("[Query(\"select \\\"x\\\", @one + @two\")]", "@two")]
    [InlineData("[Query(\"select @one\" + \" + @two\")]", "@two")]
    [InlineData("[Query(\"select @one + \\u0040two\")]", "\\u0040")]
    [InlineData("[Query($\"{One} + @two\")]", "@two")]
    [InlineData("[Query($\"{One} + {Two}\")]", "{Two}")]
    [InlineData("[Query(One + \" + \" + Two)]", "Two")]
    public async Task An_unknown_parameter_is_pointed_at(string attribute, string expected)
    {
        var source = $$"""
            public static partial class S
            {
                private const string One = "select @one", Two = "@two";
                {{attribute}}
                public static partial long Sum(ReadSource source, long one);
            }
            """;
        var found = (await Compiler.AnalyzeAsync(Compiler.Create(source))).ShouldHaveSingleItem();
        found.Id.ShouldBe("LIN1101");
        source.Substring(found.Location.SourceSpan.Start, found.Location.SourceSpan.Length).ShouldBe(expected);
    }

    [Theory]
    [InlineData("select * from offer order by price", "price")]
    [InlineData("select o.* from offer o order by o.id, o.\"Price\" desc limit 1", "\"Price\"")]
    public async Task Order_by_a_decimal_in_text_is_pointed_at(string sql, string expected)
    {
        var source = $$""""
            [Table] public partial record Offer([property: Key] long Id, decimal Price);
            public static partial class S
            {
                [Query("""{{sql}}""")]
                public static partial IReadOnlyList<Offer> All(ReadSource source);
            }
            """";
        var found = (await Compiler.AnalyzeAsync(Compiler.Create(source))).ShouldHaveSingleItem();
        found.Id.ShouldBe("LIN1022");
        source.Substring(found.Location.SourceSpan.Start, found.Location.SourceSpan.Length).ShouldBe(expected);
    }

    [Theory]
    [InlineData("select *, 1 from note", "LIN1105")]
    [InlineData("select a.*, b.* from note a, note b", "LIN1105")]
    [InlineData("select 1; select 2", "LIN1108")]
    [InlineData("  -- nothing", "LIN1108")]
    [InlineData("select :a", "LIN1108")]
    [InlineData("select $a", "LIN1108")]
    [InlineData("select 1\\0", "LIN1108")]
    public async Task Texts_that_are_refused(string sql, string id)
    {
        var found = await Compiler.AnalyzeAsync(Compiler.Create($$"""
            [Table] public partial record Note([property: Key] long Id, string Text);
            public static partial class S { [Query("{{sql}}")] public static partial IReadOnlyList<Note> Get(ReadSource source); }
            """));
        found.ShouldHaveSingleItem().Id.ShouldBe(id);
    }

    [Fact]
    public void Parameters_are_bound_in_the_order_of_the_text()
    {
        var emitted = Emitted("public static partial class S { [Query(\"select @b, @a, @b\")] public static partial long Get(ReadSource source, long a, string b); }");
        emitted.ShouldContain("writer.String(0, b);");
        emitted.ShouldContain("writer.Int64(1, a);");
    }

    private static string Emitted(string source) => Compiler.Generate(Compiler.Create(source)).Files.Single(static file => file.Key.StartsWith("S.", StringComparison.Ordinal)).Value;

    private static string Literal(string sql) => "\"" + sql.Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
