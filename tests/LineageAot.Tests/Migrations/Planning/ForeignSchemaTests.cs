using LineageAot.Migrations.Planning;
using LineageAot.Tests.Support;

namespace LineageAot.Tests.Migrations.Planning;

/// <summary>What is written where the first migration is a schema that somebody else made.</summary>
public sealed class ForeignSchemaTests
{
    private const string Notes = """
        CREATE TABLE "notes" (
            "id" INTEGER NOT NULL CONSTRAINT "pk_notes_id" PRIMARY KEY,
            "title" TEXT
        )
        """;

    private const string Index = "CREATE INDEX \"ix_notes_title\" ON \"notes\" (\"title\")";

    [Fact]
    public void A_table_that_is_kept_is_not_dropped()
    {
        Draft("create table log (line text);\n").Warnings.ShouldHaveSingleItem().ShouldContain("table 'log' goes");
        var draft = Draft("-- keep log\ncreate table log (line text);\n");
        draft.Warnings.ShouldBeEmpty();
        draft.ToString().ShouldNotContain("log");
    }

    [Fact]
    public void The_number_of_a_row_is_never_null_whatever_the_text_says() => Draft("").IsDestructive.ShouldBeFalse();

    [Fact]
    public void A_key_that_may_be_null_is_told()
    {
        var after = Notes.Replace("\"id\" INTEGER NOT NULL CONSTRAINT \"pk_notes_id\" PRIMARY KEY", "\"id\" TEXT NOT NULL").Replace("\"title\" TEXT\n", "\"title\" TEXT,\n    CONSTRAINT \"pk_notes_id\" PRIMARY KEY (\"id\")\n");
        MigrationDraft.Make(MigrationFixture.Component([Model.Table("notes", after)], "-- up\ncreate table notes (id text primary key, title text);\n"))!.Warnings.ShouldHaveSingleItem().ShouldContain("'id'");
    }

    [Fact]
    public void An_index_under_another_name_is_replaced_and_others_stay()
    {
        var up = Draft("create index by_title on notes (title);\ncreate index lower_title on notes (lower(title));\ncreate index descending on notes (title desc);\n").Up.ToString();
        up.ShouldContain("DROP INDEX \"by_title\"");
        up.ShouldContain(Index);
        up.ShouldNotContain("lower_title");
        up.ShouldNotContain("descending");
    }

    [Fact]
    public void An_index_beside_the_records_own_stays() => Draft(Index + ";\ncreate index by_title on notes (title);\n").Up.ToString().ShouldNotContain("by_title");

    private static MigrationDraft Draft(string more)
        => MigrationDraft.Make(MigrationFixture.Component([Model.Table("notes", Notes, Index)], $"-- up\ncreate table notes (id integer primary key, title text);\n{more}"))!;
}
