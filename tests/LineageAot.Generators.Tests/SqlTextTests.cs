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
    public void Stars(string sql, string expected)
        => Emitted($$"""
            [Table] public partial record Note([property: Key] long Id, string Text);
            public static partial class S { [Query({{Literal(sql)}})] public static partial IReadOnlyList<Note> Get(ReadSource source); }
            """).ShouldContain(expected.Contains('"') ? "        " + expected + "\n" : $"\"{expected}\";");

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
