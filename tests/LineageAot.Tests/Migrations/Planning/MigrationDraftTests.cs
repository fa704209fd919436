using LineageAot.Migrations.Planning;
using LineageAot.Schema;
using LineageAot.Tests.Support;

namespace LineageAot.Tests.Migrations.Planning;

/// <summary>What is written for each kind of change.</summary>
public sealed class MigrationDraftTests
{
    private const string Notes = """
        CREATE TABLE "notes" (
            "id" INTEGER NOT NULL CONSTRAINT "pk_notes_id" PRIMARY KEY,
            "title" TEXT NOT NULL,
            "size" TEXT,
            "done" INTEGER NOT NULL,
            CONSTRAINT "ck_notes_done" CHECK ("done" in (0, 1))
        ) STRICT
        """;

    private static readonly TableSchema Before = Model.Table("notes", Notes, "CREATE INDEX \"ix_notes_title\" ON \"notes\" (\"title\")");

    [Fact]
    public void Nothing_changed_is_no_migration() => Draft(Before).ShouldBeNull();

    [Fact]
    public void A_first_migration_makes_the_tables_as_the_records_do()
    {
        var draft = MigrationDraft.Make(new DatabaseSchema { Name = "D", Tables = [Before] })!;
        draft.IsDestructive.ShouldBeFalse();
        draft.ToString().ShouldBe($"-- up\n{Notes};\nCREATE INDEX \"ix_notes_title\" ON \"notes\" (\"title\");\n\n-- down\nDROP TABLE \"notes\";\n");
    }

    [Fact]
    public void A_new_column_is_added()
    {
        var draft = Draft(With("\"size\" TEXT,", "\"size\" TEXT,\n    \"stars\" INTEGER,"))!;
        draft.ToString().ShouldBe("-- up\nALTER TABLE \"notes\" ADD COLUMN \"stars\" INTEGER;\n\n-- down\nALTER TABLE \"notes\" DROP COLUMN \"stars\";\n");
    }

    private static TableSchema With(string old, string replacement, params string[] more)
        => Model.Table("notes", [Notes.Replace(old, replacement), Before.Ddl[1], .. more]);

    private static MigrationDraft? Draft(params TableSchema[] after)
        => MigrationDraft.Make(MigrationFixture.Component(after, $"-- up\n{string.Join(";\n", Before.Ddl)};\n"));

    [Fact]
    public void A_new_column_with_a_default_brings_its_check_along()
    {
        var after = Notes.Replace("\"done\" INTEGER NOT NULL,", "\"done\" INTEGER NOT NULL,\n    \"hot\" INTEGER NOT NULL DEFAULT 0,").Replace("(0, 1))\n", "(0, 1)),\n    CONSTRAINT \"ck_notes_hot\" CHECK (\"hot\" in (0, 1))\n");
        var draft = Draft(Model.Table("notes", after, Before.Ddl[1]))!;
        draft.IsDestructive.ShouldBeFalse();
        Up(draft).ShouldBe("ALTER TABLE \"notes\" ADD COLUMN \"hot\" INTEGER NOT NULL DEFAULT 0 CONSTRAINT \"ck_notes_hot\" CHECK (\"hot\" in (0, 1));\n");
    }

    [Fact]
    public void A_new_reference_is_written_behind_its_column()
    {
        var after = Notes.Replace("\"done\" INTEGER NOT NULL,", "\"done\" INTEGER NOT NULL,\n    \"parent_id\" INTEGER,").Replace("(0, 1))\n", "(0, 1)),\n    CONSTRAINT \"fk_notes_parent_id\" FOREIGN KEY (\"parent_id\") REFERENCES \"notes\" (\"id\") ON DELETE CASCADE\n");
        var draft = Draft(Model.Table("notes", after, Before.Ddl[1]))!;
        draft.IsDestructive.ShouldBeFalse();
        Up(draft).ShouldBe("ALTER TABLE \"notes\" ADD COLUMN \"parent_id\" INTEGER CONSTRAINT \"fk_notes_parent_id\" REFERENCES \"notes\" (\"id\") ON DELETE CASCADE;\n");
    }

    [Fact]
    public void A_new_column_without_a_default_needs_a_value_for_the_rows()
    {
        var after = Notes.Replace("\"done\" INTEGER NOT NULL,", "\"done\" INTEGER NOT NULL,\n    \"state\" TEXT NOT NULL,").Replace("(0, 1))\n", "(0, 1)),\n    CONSTRAINT \"ck_notes_state\" CHECK (\"state\" in ('new', 'old'))\n");
        var draft = Draft(Model.Table("notes", after, Before.Ddl[1]))!;
        draft.Warnings.Single().ShouldContain("has no default");
        Up(draft).ShouldStartWith("-- Table 'notes' is made anew, since ALTER TABLE can't do this: column 'state' is new, may not be NULL and has no default.\n-- rebuild notes\n-- copy state = 'new'\nCREATE TABLE \"notes\" (");
        draft.Down!.ToString().ShouldContain("-- rebuild notes\nCREATE TABLE");
    }

    [Theory]
    [InlineData("    \"size\" TEXT,\n", "", "column 'size' of table 'notes' goes with its values")]
    [InlineData("\"size\" TEXT", "\"size\" INTEGER", "column 'size' of table 'notes' becomes INTEGER (was TEXT): values change their form, and those that can't make it fail")]
    public void What_loses_values_says_so_and_has_no_way_back(string old, string replacement, string warning)
    {
        var draft = Draft(With(old, replacement))!;
        draft.Warnings.ShouldBe([warning]);
        draft.Down.ShouldBeNull();
        draft.ToString().ShouldStartWith($"-- destructive\n-- Look at this: {warning}.\n-- up\n");
        draft.ToString().ShouldEndWith("\n-- There is no way back: what it takes away can't be brought back.\n-- irreversible\n");
    }

    [Fact]
    public void A_record_that_is_gone_drops_its_table()
    {
        var draft = Draft()!;
        Up(draft).ShouldBe("DROP TABLE \"notes\";\n");
        draft.Warnings.ShouldBe(["table 'notes' goes with its rows"]);
    }

    [Theory]
    [InlineData("\"size\" TEXT", "\"size\" TEXT NOT NULL", "redefine", true)]
    [InlineData("\"title\" TEXT NOT NULL", "\"title\" TEXT", "redefine", false)]
    [InlineData("(0, 1)", "(0, 1, 2)", "redefine", false)]
    [InlineData("(0, 1)", "(1, 2, 0)", "redefine", false)]
    [InlineData("(0, 1)", "(0, 2)", "redefine", true)]
    [InlineData("\"size\" TEXT", "\"size\" TEXT DEFAULT 'x'", "rebuild", false)]
    [InlineData("\"size\" TEXT", "\"size\" TEXT COLLATE NOCASE", "rebuild", false)]
    [InlineData("\"size\" TEXT", "\"size\" TEXT GENERATED ALWAYS AS (\"title\") VIRTUAL", "rebuild", true)]
    [InlineData("(0, 1))\n", "(0, 1)),\n    CONSTRAINT \"uq_notes_title\" UNIQUE (\"title\")\n", "rebuild", true)]
    [InlineData(") STRICT", ") STRICT, WITHOUT ROWID", "rebuild", false)]
    [InlineData(") STRICT", ")", "rebuild", false)]
    [InlineData("PRIMARY KEY", "PRIMARY KEY AUTOINCREMENT", "rebuild", false)]
    [InlineData("(0, 1))\n", "(0, 1)),\n    CONSTRAINT \"ck_notes_1\" CHECK (length(\"title\") <= 10)\n", "redefine", true)]
    public void A_table_is_copied_only_where_it_must_be(string old, string replacement, string way, bool isDestructive)
    {
        var draft = Draft(With(old, replacement))!;
        draft.IsDestructive.ShouldBe(isDestructive);
        Up(draft).ShouldContain($"-- {way} notes\nCREATE TABLE \"notes\" (");
        draft.Up.Steps.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("\"title\", \"size\"", "\"size\", \"title\"", false)]
    [InlineData("\"title\"", "\"size\", \"title\"", false)]
    [InlineData("\"title\", \"size\"", "\"title\"", true)]
    [InlineData("\"title\", \"size\"", "\"title\", \"done\"", true)]
    public void Rows_that_had_to_differ_in_some_columns_fit_where_they_have_to_in_these_and_others(string before, string after, bool mayFail)
    {
        var draft = MigrationDraft.Make(MigrationFixture.Component([Model.Table("notes", Unique(after), Before.Ddl[1])], $"-- up\n{Unique(before)};\n{Before.Ddl[1]};\n"))!;
        draft.IsDestructive.ShouldBe(mayFail);
        Up(draft).ShouldContain("-- rebuild notes\n");

        static string Unique(string columns) => Notes.Replace("(0, 1))\n", $"(0, 1)),\n    UNIQUE ({columns})\n");
    }

    [Fact]
    public void A_renamed_record_keeps_its_table_and_derived_names_follow()
    {
        var draft = Draft(new TableSchema { Name = "pages", RecordName = "Page", Columns = [], Key = [], RenamedFrom = ["sheets", "notes"], Ddl = [Notes.Replace("notes", "pages"), Before.Ddl[1].Replace("notes", "pages")] })!;
        draft.IsDestructive.ShouldBeFalse();
        Up(draft).ShouldStartWith("ALTER TABLE \"notes\" RENAME TO \"pages\";\nDROP INDEX \"ix_notes_title\";\n-- Only the text of table 'pages' changes, and no row is copied: ");
        Up(draft).ShouldEndWith("CREATE INDEX \"ix_pages_title\" ON \"pages\" (\"title\");\n");
        draft.Down!.ToString().ShouldStartWith("ALTER TABLE \"pages\" RENAME TO \"notes\";\n");
    }

    [Fact]
    public void A_renamed_column_keeps_its_values()
    {
        var draft = Draft(new TableSchema { Name = "notes", RecordName = "Note", Columns = [new ColumnSchema("head", "Head", ColumnType.Text, false) { RenamedFrom = ["title"] }], Key = [], Ddl = [Notes.Replace("title", "head"), Before.Ddl[1].Replace("title", "head")] })!;
        draft.ToString().ShouldBe("""
            -- up
            ALTER TABLE "notes" RENAME COLUMN "title" TO "head";
            DROP INDEX "ix_notes_title";
            CREATE INDEX "ix_notes_head" ON "notes" ("head");

            -- down
            ALTER TABLE "notes" RENAME COLUMN "head" TO "title";
            DROP INDEX "ix_notes_head";
            CREATE INDEX "ix_notes_title" ON "notes" ("title");

            """);
    }

    [Fact]
    public void Names_move_along_a_chain()
    {
        var first = Model.Table("a", "CREATE TABLE \"a\" (\"id\" INTEGER PRIMARY KEY, \"x\" TEXT) STRICT");
        var second = Model.Table("b", "CREATE TABLE \"b\" (\"id\" INTEGER PRIMARY KEY, \"y\" BLOB) STRICT");
        TableSchema[] after =
        [
            new() { Name = "b", RecordName = "A", Columns = [], Key = [], RenamedFrom = ["a"], Ddl = [first.Ddl[0].Replace("\"a\"", "\"b\"")] },
            new() { Name = "c", RecordName = "B", Columns = [], Key = [], RenamedFrom = ["b"], Ddl = [second.Ddl[0].Replace("\"b\"", "\"c\"")] },
        ];
        var draft = MigrationDraft.Make(MigrationFixture.Component(after, $"-- up\n{first.Ddl[0]};\n{second.Ddl[0]};\n"))!;
        Up(draft).ShouldBe("ALTER TABLE \"b\" RENAME TO \"c\";\nALTER TABLE \"a\" RENAME TO \"b\";\n");
        draft.Down!.ToString().ShouldBe("ALTER TABLE \"b\" RENAME TO \"a\";\nALTER TABLE \"c\" RENAME TO \"b\";\n");
    }

    [Fact]
    public void An_index_of_another_form_is_made_anew_and_a_unique_one_is_a_risk()
    {
        Up(Draft(Model.Table("notes", Notes, "CREATE INDEX \"ix_notes_title\" ON \"notes\" (\"title\" DESC) WHERE \"done\" = 1"))!)
            .ShouldBe("DROP INDEX \"ix_notes_title\";\nCREATE INDEX \"ix_notes_title\" ON \"notes\" (\"title\" DESC) WHERE \"done\" = 1;\n");
        var draft = Draft(Model.Table("notes", Notes, "CREATE UNIQUE INDEX \"uq_notes_title\" ON \"notes\" (\"title\")"))!;
        draft.Warnings.ShouldBe(["index 'uq_notes_title' of table 'notes' is unique: rows with equal values make it fail"]);
        Draft(Before, Model.Table("more", "CREATE TABLE \"more\" (\"id\" INTEGER PRIMARY KEY, \"x\" TEXT) STRICT", "CREATE UNIQUE INDEX \"uq_more_x\" ON \"more\" (\"x\")"))!.IsDestructive.ShouldBeFalse("A new table has no rows.");
    }

    [Fact]
    public void What_was_written_by_hand_stays()
    {
        const string byHand = "create view loud as select upper(title) as title from notes;\ncreate index by_size on notes (lower(size));\ncreate trigger count_notes after insert on notes begin select 1; end;\ncreate virtual table notes_text using fts5 (title);\n";
        var schema = MigrationFixture.Component([Before], $"-- up\n{string.Join(";\n", Before.Ddl)};\n", $"-- up\n{byHand}");
        MigrationDraft.Make(schema).ShouldBeNull();

        var draft = MigrationDraft.Make(MigrationFixture.Component([With("\"size\" TEXT", "\"size\" TEXT COLLATE NOCASE")], $"-- up\n{string.Join(";\n", Before.Ddl)};\n", $"-- up\n{byHand}"))!;
        draft.Up.Steps.Count.ShouldBe(1);
    }

    [Fact]
    public void A_view_in_the_way_is_named_with_the_way_out()
    {
        var schema = MigrationFixture.Component([With("    \"size\" TEXT,\n", "")], $"-- up\n{string.Join(";\n", Before.Ddl)};\n", "-- up\ncreate view sizes as select size from notes;\n");
        var error = Should.Throw<PlanningException>(() => MigrationDraft.Make(schema));
        error.Message.ShouldContain("view sizes");
        error.Message.ShouldContain("--empty");
    }

    [Fact]
    public void Names_that_are_hostile_stay_names()
    {
        const string table = "CREATE TABLE \"a \"\"b\"\" -- up;'\" (\"id\" INTEGER PRIMARY KEY, \"x--\ny\" TEXT) STRICT";
        var after = Model.Table("a \"b\" -- up;'", table.Replace("TEXT", "TEXT NOT NULL"));
        var draft = MigrationDraft.Make(MigrationFixture.Component([after], $"-- up\n{table};\n"))!;
        Up(draft).ShouldStartWith("-- Only the text of table 'a \"b\" -- up;'' changes, and no row is copied: nullability of column 'x-- y': NULL allowed becomes NOT NULL.\n-- redefine \"a \"\"b\"\" -- up;'\"\nCREATE TABLE");
    }

    [Fact]
    public void A_name_that_a_directive_cannot_carry_is_refused()
    {
        const string table = "CREATE TABLE \"a\nb\" (\"id\" INTEGER PRIMARY KEY, \"x\" TEXT) STRICT";
        Should.Throw<PlanningException>(() => MigrationDraft.Make(MigrationFixture.Component([Model.Table("a\nb", table.Replace("TEXT", "TEXT NOT NULL"))], $"-- up\n{table};\n"))).Message.ShouldContain("line end");
    }

    private static string Up(MigrationDraft draft) => draft.Up.ToString();
}
