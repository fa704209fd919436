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
    [InlineData("\"select substrin(path, 1) from documents\"", "substrin", "no such function: substrin. Did you mean 'substring'?")]
    [InlineData("\"select count(*) from chunks where titel = 'x'\"", "titel", "no such column: titel.")]
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
    [InlineData("\"\"\"\r\n        select count(*)\r\n          from chunks\r\n\r\n         where oops = 1\r\n        \"\"\"")]
    [InlineData("\"\"\"\n\t\tselect count(*)\n\t\t  from chunks\n\t\n\t\t\twhere oops = 1\n\t\t\"\"\"")]
    [InlineData("@\"select count(*)\r\n  from chunks where oops = 1\"")]
    [InlineData("$\"\"\"\r\n        {Sql.Count}\r\n          where oops = 1\r\n        \"\"\"")]
    [InlineData("\"select '\\U0001F642\\U00000041' || count(*) from chunks where oops = 1\"")]
    [InlineData("\"select '\\x41' || count(*)\\r\\nfrom chunks where oops = 1\"")]
    [InlineData("Sql.Empty + \"select count(*) from chunks \" + $\"{Sql.Empty}where oops = 1\"")]
    public void In_literals_of_every_form(string literal)
    {
        var finding = CheckedStatement.Check($"    [Query({literal})]\n    public static partial long Get(ReadSource source);",
            "internal static class Sql { public const string Count = \"select count(*) from chunks\"; public const string Ordinal = \"ordinal\", Empty = \"\"; }").ShouldHaveSingleItem();
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
    public void Before_a_list_it_is_the_word_and_inside_a_star_the_star()
    {
        const string members = """
            [Query("select oops from chunks where id in (@ids) and ordinal in (@ids)")]
            public static partial IReadOnlyList<long> Before(ReadSource source, long[] ids);

            [Query("select * from chunks where id = 1")]
            public static partial IReadOnlyList<Wrong> Star(ReadSource source);
            """;
        CheckedStatement.Places(members, "[Row] public sealed partial record Wrong(long Id, string Nope);").ShouldBe([("LIN2001", "oops"), ("LIN2001", "*")]);
    }

    [Fact]
    public void A_column_of_an_insert_is_looked_for_in_its_table()
        => CheckedStatement.Check("[Command(\"insert into chunks (id, labl) select 1, label from sources\")] public static partial int Do(WriteScope unit);").ShouldHaveSingleItem()
            .Text.ShouldBe("The SQL of S.Do doesn't prepare: table chunks has no column named labl.");

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
    public void A_statement_of_a_databases_own_class_runs_on_that_one()
    {
        const string types = """
            [Table("others")] public sealed partial record Other([property: Key] long Id);
            [Database] public sealed partial class Elsewhere : LineageDatabase { public partial Table<Other> All { get; } }
            public sealed partial class Agent { [Query("select count(*) from others")] public partial long Count(); }
            """;
        CheckedStatement.Check("", types).ShouldHaveSingleItem().Text.ShouldContain("no such table: others.");
    }

    [Fact]
    public void What_is_wrong_in_all_databases_is_told_of_the_first()
        => CheckedStatement.Check("[Query(\"select count(*) from document\")] public static partial long Get(ReadSource source);", """
            [Table("others")] public sealed partial record Other([property: Key] long Id);
            [Database] public sealed partial class Elsewhere : LineageDatabase { public partial Table<Other> All { get; } }
            """).ShouldHaveSingleItem().Text.ShouldContain("no such table: document. Did you mean 'documents'?");

    [Fact]
    public void Of_a_database_without_tables_nothing_is_known()
        => CheckedStatement.Check("[Query(\"select count(*) from whatever\")] public static partial long Get(Foreign database);", "[Database] public sealed partial class Foreign : LineageDatabase;").ShouldBeEmpty();

    [Fact]
    public void Views_and_tables_that_only_migrations_make_are_there()
    {
        const string model = """
            [Table("notes")] public sealed partial record Note([property: Key] long Id, string Text, string? Title);
            [Database]
            public sealed partial class Notes : LineageDatabase
            {
                public partial Table<Note> All { get; }
                [Query("select loud from shouted where id = 1")] public partial string? Loud();
                [Query("select title from titled where id = 1")] public partial string? Titled();
                [Query("select title from titled")] public partial IReadOnlyList<string> Titles();
                [Query("select count(*) from a_log where at > 3")] public partial long Lately();
            }
            """;
        using var project = BuiltProject.Make(model, ("Migrations/0001_a.sql",
            "-- up\ncreate table notes (id integer not null constraint pk_notes_id primary key, text text not null, title text) strict;\ncreate view titled as select id, title from notes where title is not null;\ncreate view shouted as select id, upper(text) as loud from notes;\n-- keep a_log\ncreate table a_log (at integer) strict;\ncreate index a_by_at on a_log (at);\n"));
        project.Check().ShouldBeEmpty();
    }
}
