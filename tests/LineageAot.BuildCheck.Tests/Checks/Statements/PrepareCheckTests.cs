using LineageAot.BuildCheck.Tests.Support;

namespace LineageAot.BuildCheck.Tests.Checks.Statements;

/// <summary>What SQLite refuses is found at the very word, in literals of every form, with what was likely meant.</summary>
public sealed class PrepareCheckTests
{
    [Theory]
    [InlineData("\"select count(*) from documents where pth = 'x'\"", "pth", "no such column: pth. Did you mean 'path'?")]
    [InlineData("\"select count(*) from documents d where d.titel = 'x'\"", "d.titel", "no such column: d.titel. Did you mean 'title'?")]
    [InlineData("\"select count(*) from document\"", "document", "no such table: document. Did you mean 'documents'?")]
    [InlineData("\"select lenght(path) from documents\"", "lenght", "no such function: lenght. Did you mean 'length'?")]
    [InlineData("\"select count(*) frm documents\"", "documents", "near \"documents\": syntax error.")]
    [InlineData("\"select count(*) from documents where \\\"nothing\\\" = 1\"", "\\\"nothing\\\"", "no such column: \"nothing\" - should this be a string literal in single-quotes?")]
    [InlineData("\"select count(*) from documents where\"", "", "incomplete input.")]
    [InlineData("\"select id from documents d join chunks c on c.document_id = d.id\"", "id", "ambiguous column name: id.")]
    public void The_word_is_pointed_at(string literal, string at, string text)
    {
        var finding = CheckedStatement.Check($"[Query({literal}, AllowScan = true)] public static partial long Get(ReadSource source);").ShouldHaveSingleItem();
        finding.Id.ShouldBe("LIN2001");
        finding.Text.ShouldBe($"The SQL of S.Get doesn't prepare: {text}");
        finding.At.ShouldStartWith(at);
    }

    [Theory]
    [InlineData("\"select count(*) from chunks where oops = 1\"")]
    [InlineData("@\"select count(*)\n  from chunks where oops = 1\"")]
    [InlineData("\"\"\"select count(*) from chunks where oops = 1\"\"\"")]
    [InlineData("\"\"\"\n        select count(*)\n          from chunks\n\n         where oops = 1\n        \"\"\"")]
    [InlineData("\"select count(*)\\tfrom\\u0020chunks \\\"c\\\" where oops = 1\"")]
    [InlineData("@\"select \"\"id\"\" from chunks where oops = 1\"")]
    [InlineData("\"select count(*) \" + \"from chunks \" + (\"where \" + \"oops = 1\")")]
    [InlineData("Sql.Count + \" where oops = 1\"")]
    [InlineData("$\"{Sql.Count} where {Sql.Ordinal} > 0 and oops = 1\"")]
    [InlineData("$@\"{Sql.Count}\n where oops = 1\"")]
    [InlineData("$\"\"\"\n        {Sql.Count}\n          where {Sql.Ordinal} > 0\n            and oops = 1\n        \"\"\"")]
    [InlineData("$$\"\"\"{{Sql.Count}} where '{}' <> '' and oops = 1\"\"\"")]
    [InlineData("$\"select '{{}}' || count(*) from chunks where oops = 1\"")]
    [InlineData("sql: \"select count(*) from chunks where oops = 1\"")]
    [InlineData("\"select '🙂ü' || count(*) from chunks where oops = 1\"")]
    public void In_literals_of_every_form(string literal)
    {
        var finding = CheckedStatement.Check($"    [Query({literal})]\n    public static partial long Get(ReadSource source);",
            "internal static class Sql { public const string Count = \"select count(*) from chunks\"; public const string Ordinal = \"ordinal\"; }").ShouldHaveSingleItem();
        finding.Id.ShouldBe("LIN2001");
        finding.At.ShouldStartWith("oops = 1");
    }

    [Fact]
    public void A_word_inside_a_named_constant_points_at_its_name()
        => CheckedStatement.Check("[Query(Sql.Wrong)] public static partial long Get(ReadSource source);\n[Query($\"select 1 {Sql.From}\")] public static partial long Two(ReadSource source);",
                "internal static class Sql { public const string Wrong = \"select oops\"; public const string From = \"from oops\"; }")
            .Select(static finding => finding.At[..8]).ShouldBe(["Sql.Wron", "{Sql.Fro"]);

    [Fact]
    public void Behind_an_expanded_star_and_a_list_the_place_is_that_of_the_text_as_written()
    {
        const string members = """
            [Query("select * from chunks where id in (@ids) and oops = 1")]
            public static partial IReadOnlyList<Chunk> Get(ReadSource source, long[] ids);
            """;
        CheckedStatement.Check(members).ShouldHaveSingleItem().At.ShouldStartWith("oops = 1");
    }

    [Fact]
    public void Right_statements_say_nothing()
    {
        const string members = """
            [Query("select * from chunks where id in (@ids)")]
            public static partial IReadOnlyList<Chunk> Some(ReadSource source, long[] ids);

            [Query("select d.* from documents d join chunks c on c.document_id = d.id where c.id = @id")]
            public static partial Document? Of(Agent database, long id);

            [Command("update documents set title = @title, version = version + 1, updated_at = @now where id = @id returning *")]
            public static partial Document? Rename(WriteScope unit, long id, string? title, DateTimeOffset now);
            """;
        CheckedStatement.Check(members).ShouldBeEmpty();
    }

    [Fact]
    public void A_statement_is_right_if_it_is_in_one_of_the_databases()
    {
        const string types = """
            [Table("others")] public sealed partial record Other([property: Key] long Id);
            [Database] public sealed partial class Elsewhere : LineageDatabase { public partial Table<Other> All { get; } }
            """;
        CheckedStatement.Check("[Query(\"select count(*) from others\")] public static partial long Get(ReadSource source);", types).ShouldBeEmpty();
        CheckedStatement.Check("[Query(\"select count(*) from others\")] public static partial long Get(Agent database);", types).ShouldHaveSingleItem().Text.ShouldContain("no such table: others.");
    }

    [Fact]
    public void Of_a_database_without_tables_nothing_is_known()
        => CheckedStatement.Check("[Query(\"select count(*) from whatever\")] public static partial long Get(Foreign database);", "[Database] public sealed partial class Foreign : LineageDatabase;").ShouldBeEmpty();

    [Fact]
    public void Views_and_tables_that_only_migrations_make_are_there()
    {
        const string model = """
            [Table("notes")] public sealed partial record Note([property: Key] long Id, string Text);
            [Database]
            public sealed partial class Notes : LineageDatabase
            {
                public partial Table<Note> All { get; }
                [Query("select loud from shouted where id = 1")] public partial string? Loud();
            }
            """;
        using var project = BuiltProject.Make(model, ("Migrations/0001_a.sql",
            "-- up\ncreate table notes (id integer not null constraint pk_notes_id primary key, text text not null) strict;\ncreate view shouted as select id, upper(text) as loud from notes;\n"));
        project.Check().ShouldBeEmpty();
    }
}
