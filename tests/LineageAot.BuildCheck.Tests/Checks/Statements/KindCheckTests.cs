using LineageAot.BuildCheck.Tests.Support;

namespace LineageAot.BuildCheck.Tests.Checks.Statements;

/// <summary>A query reads, a command writes, and neither is anything else; conflict clauses that break others' work, and stamps that are forgotten.</summary>
public sealed class KindCheckTests
{
    [Theory]
    [InlineData("Query", "delete from chunks where id = 1", "delete")]
    [InlineData("Query", "with x as (select 1) insert into chunks select 1, 1, 1, 'x' from x", "insert")]
    [InlineData("Query", "drop table chunks", "drop")]
    [InlineData("Query", "create table t (a)", "create")]
    [InlineData("Query", "pragma user_version", "pragma")]
    [InlineData("Query", "/* select */ -- select\nattach 'x' as y", "attach")]
    [InlineData("Query", "vacuum into 'x'", "vacuum")]
    [InlineData("Query", "begin", "begin")]
    [InlineData("Query", "explain select 1", "explain")]
    [InlineData("Command", "select 1", "select")]
    [InlineData("Command", "with x as (select 1) select 1 from x", "select")]
    [InlineData("Command", "commit", "commit")]
    [InlineData("Command", "alter table chunks add column x", "alter")]
    public void What_isnt_of_its_kind_is_found(string attribute, string sql, string at)
    {
        var member = attribute == "Query" ? "IReadOnlyList<long> Get(ReadSource source)" : "int Do(WriteScope unit)";
        CheckedStatement.Places($"[{attribute}(\"\"\"\n{sql}\n\"\"\")]\npublic static partial {member};").ShouldBe([("LIN2011", at)]);
    }

    [Theory]
    [InlineData("insert or fail into chunks values (1, 1, 1, 'x')", "or fail", "S.Do holds OR FAIL, which leaves what came before the bad row behind. Leave it out: the statement is undone alone; or write OR IGNORE, or ON CONFLICT … DO.")]
    [InlineData("update or rollback chunks set text = 'x' where id = 1", "or rollback", "S.Do holds OR ROLLBACK, which ends the transaction that the writes of others are in too. Leave it out: the statement is undone alone; or write OR IGNORE, or ON CONFLICT … DO.")]
    public void A_conflict_clause_that_reaches_others_is_found(string sql, string at, string text)
    {
        var finding = CheckedStatement.Check($"[Command(\"{sql}\")] public static partial int Do(WriteScope unit);").ShouldHaveSingleItem();
        finding.ShouldBe(new CheckedStatement("LIN2010", finding.At, text));
        finding.At.ShouldStartWith(at);
    }

    [Fact]
    public void Other_conflict_clauses_are_the_users()
        => CheckedStatement.Check("[Command(\"insert or ignore into chunks values (1, 1, 1, 'or fail')\")] public static partial int Do(WriteScope unit);").ShouldBeEmpty();

    [Fact]
    public void Columns_may_be_called_like_a_conflict_clause()
        => CheckedStatement.Check("[Query(\"with t(ok, fail) as (values (1, 2)) select ok from t where ok or fail\")] public static partial IReadOnlyList<long> Get(ReadSource source);").ShouldBeEmpty();

    [Fact]
    public void The_word_of_the_statement_itself_is_pointed_at()
        => CheckedStatement.Check("[Command(\"with x as (select 7) select 1 from x\")] public static partial int Do(WriteScope unit);").ShouldHaveSingleItem().At.ShouldStartWith("select 1 from x");

    [Fact]
    public void A_stamp_is_told_at_the_table_that_is_updated_and_of_its_own_statement_alone()
    {
        const string members = """
            [Command("update documents set title = @title where documents.id = @id")] public static partial int Rename(WriteScope unit, long id, string? title);
            [Command("delete from documents where id = @id")] public static partial int Delete(WriteScope unit, long id);
            """;
        CheckedStatement.Check(members).ShouldHaveSingleItem().At.ShouldStartWith("documents set");
    }

    [Fact]
    public void A_stamp_that_a_trigger_leaves_isnt_the_statements()
    {
        const string model = """
            [Table("notes")] public sealed partial record Note([property: Key] long Id, string Text, [property: RowVersion] int Version);
            [Database]
            public sealed partial class Notes : LineageDatabase
            {
                public partial Table<Note> All { get; }
                [Command("insert into notes values (@id, 'x', 1)")] public partial int Add(long id);
            }
            """;
        using var project = BuiltProject.Make(model, ("Migrations/0001_a.sql",
            "-- up\ncreate table notes (id integer not null constraint pk_notes_id primary key, text text not null, version integer not null) strict;\n"
                + "create trigger t after insert on notes begin update notes set text = 'y' where id = new.id; end;\n-- irreversible\n"));
        project.Check().ShouldNotContain(static finding => finding.Rule.Id == "LIN2012");
    }

    [Fact]
    public void A_stamp_that_isnt_set_is_told()
    {
        var found = CheckedStatement.Check("[Command(\"update documents set title = @title where id = @id\")] public static partial int Rename(WriteScope unit, long id, string? title);");
        found.Single().ShouldBe(new CheckedStatement("LIN2012", found[0].At,
            "S.Rename updates 'documents' and leaves its [RowVersion] 'version' and its [UpdatedAt] 'updated_at' alone. Where that is a change of the row, add to SET: \"version\" = \"version\" + 1, \"updated_at\" = @now."));
        found[0].At.ShouldStartWith("documents set");
    }
}
