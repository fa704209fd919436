using LineageAot.BuildCheck.Checks;
using LineageAot.BuildCheck.Tests.Support;

namespace LineageAot.BuildCheck.Tests.Checks;

public sealed class BuildCheckTests
{
    private const string Model = """
        [Table("notes")]
        public sealed partial record Note([property: Key] long Id, string Text);

        [Database]
        public sealed partial class Notes : LineageDatabase
        {
            public partial Table<Note> All { get; }
        }
        """;

    private const string Create = "create table notes (id integer not null constraint pk_notes_id primary key, text text not null) strict;\n";

    [Fact]
    public void Without_a_migration_nothing_is_said()
    {
        using var project = BuiltProject.Make(Model);
        project.Check().ShouldBeEmpty();
    }

    [Fact]
    public void Migrations_that_make_the_model_are_fine()
    {
        using var project = BuiltProject.Make(Model, ("Migrations/0001_a.sql", $"-- up\n{Create}-- down\ndrop table notes;\n"), ("Migrations/0002_b.sql", "-- up\ncreate view loud as select upper(text) from notes;\n-- irreversible\n"));
        project.Check().ShouldBeEmpty();
    }

    [Fact]
    public void Records_and_migrations_may_name_the_vector_functions()
    {
        const string model = """
            [Table("points")]
            public sealed partial record Point([property: Key] long Id, [property: Check("vector_distance_dot(at, at) < 0")] float[] At);

            [Database]
            public sealed partial class Points : LineageDatabase
            {
                public partial Table<Point> All { get; }
            }
            """;
        using var project = BuiltProject.Make(model, ("Migrations/0001_a.sql", """
            -- up
            create table points (id integer not null constraint pk_points_id primary key, at blob not null constraint ck_points_at check (length(at) % 4 = 0) constraint ck_points_at_2 check (vector_distance_dot(at, at) < 0)) strict;
            create view near as select id from points where vector_distance_cosine(at, x'0000803f') < 0.1;
            -- down
            drop view near;
            drop table points;
            """));
        project.Check().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("-- up\ncreate table notes (id integer not null constraint pk_notes_id primary key) strict;\n", "table 'notes': column 'text' is missing in the migrations.")]
    [InlineData("-- up\nselect 1;\n", "table 'notes' is missing in the migrations.")]
    [InlineData("-- up\ncreate table notes (id integer not null constraint pk_notes_id primary key, text integer, more text) strict;\n",
        "table 'notes': column 'text' has another type: INTEGER in the migrations, TEXT in the model; table 'notes': column 'text' has another nullability: NULL allowed in the migrations, NOT NULL in the model; table 'notes': column 'more' is in the migrations, but the model doesn't know it.")]
    public void What_no_migration_covers_is_said_once_with_all_differences(string text, string differences)
    {
        using var project = BuiltProject.Make(Model, ("Migrations/0001_a.sql", text));
        project.Check().ShouldBe([new Finding(CheckRule.UncoveredChange, project.File, 0, $"The model of Notes has changes that no migration covers: {differences} Write them into one: lineage migrations add NAME")]);
    }

    [Theory]
    [InlineData("-- up\n\n-- why\ncreate tabl x;\n", 4, "The migration doesn't replay: SQLite refused the statement: near \"tabl\": syntax error.")]
    [InlineData("-- up\nselect 1;\nselect\n  missing;\n", 3, "The migration doesn't replay: SQLite refused the statement: no such column: missing.")]
    [InlineData("-- up\ncommit;\n", 2, "The migration doesn't replay: 'COMMIT' can't stand in a migration")]
    [InlineData("-- up\n-- rebuild other\ncreate table other (id integer primary key);\n", 2, "The migration doesn't replay: There is no table 'other' to rebuild.")]
    [InlineData("-- up\ncreate view v as select missing from notes;\n", 1, "The migration doesn't replay: SQLite refused")]
    [InlineData("-- up\ncreate table c (id integer primary key, n integer references notes (id));\ninsert into c values (1, 7);\n", 1, "The migration doesn't replay: ")]
    [InlineData("-- up\ncreate table c (id integer primary key, n text references notes (text));\ninsert into c values (1, 7);\n", 1, "The migration doesn't replay: ")]
    [InlineData("-- up\nselect 1;\n-- backfill notes batch 100\nupdate notes set missing = 1;\n-- down\nselect 1;\n", 3, "The backfill doesn't run after '-- up': SQLite refused")]
    [InlineData("-- up\nselect 1;\n-- down\nselect 1;\ndrop table missing;\n", 5, "'-- down' doesn't run after '-- up': SQLite refused the statement: no such table: missing.")]
    [InlineData("-- up\nalter table notes add column more text;\n-- down\n", 3, "'-- down' doesn't return to the schema before '-- up': table 'notes': column 'more' is in the schema after '-- down', but the schema before '-- up' doesn't know it. Mend it")]
    [InlineData("-- up\ncreate table more (id integer primary key);\ncreate view v as select 1;\ncreate index i on notes (text);\n-- down\nselect 1;\n", 6, "'-- down' doesn't return to the schema before '-- up': table 'more' is still there; index 'i' is still there; view 'v' is still there. Mend it")]
    [InlineData("-- up\ndrop view kept;\ndrop table other;\n-- down\ncreate view kept as select 2;\n", 5, "'-- down' doesn't return to the schema before '-- up': table 'other' is missing in the schema after '-- down'; view 'kept' has another text. Mend it")]
    public void A_migration_is_found_at_its_line(string text, int line, string beginning)
    {
        var second = text.Contains("drop table other", StringComparison.Ordinal) ? "create table other (id integer primary key);\ncreate view kept as select 1;\n" : "";
        using var project = BuiltProject.Make(Model, ("Migrations/0001_a.sql", $"-- up\n{Create}{second}"), ("Migrations/00002_b.sql", text));
        var finding = project.Check().First();
        (finding.Rule, finding.File, finding.Line).ShouldBe((CheckRule.BadMigration, Path.Combine(project.Folder, "Migrations", "00002_b.sql"), line));
        finding.Text.ShouldStartWith(beginning);
    }

    [Theory]
    [InlineData("create trigger t before delete on notes begin\n  select raise(rollback, 'no');\nend;", 4, 10, "RAISE(ROLLBACK), which ends the transaction that the writes of others are in too")]
    [InlineData("create table x (id integer primary key on conflict fail);", 3, 40, "ON CONFLICT FAIL, which leaves what came before the bad row behind")]
    public void A_trigger_or_constraint_that_reaches_others_is_found(string sql, int line, int column, string text)
    {
        using var project = BuiltProject.Make(Model, ("Migrations/0001_a.sql", $"-- up\n{Create}{sql}\n-- keep x\n"));
        project.Check().ShouldBe([new Finding(CheckRule.ConflictClause, Path.Combine(project.Folder, "Migrations", "0001_a.sql"), line, $"The migration holds {text}. Write ABORT: the statement is undone alone.") { Column = column }]);
    }

    [Fact]
    public void A_down_section_leaves_what_up_has_made_for_the_next_migration()
    {
        using var project = BuiltProject.Make(Model, ("Migrations/0001_a.sql", $"-- up\n{Create}-- down\ndrop table notes;\n"),
            ("Migrations/0002_b.sql", "-- up\n-- redefine notes\ncreate table notes (id integer not null constraint pk_notes_id primary key, text text not null check (text <> '')) strict;\n-- down\n-- redefine notes\n" + Create),
            ("Migrations/0003_c.sql", "-- up\n-- rebuild notes\n" + Create + "-- down\n-- rebuild notes\ncreate table notes (id integer not null constraint pk_notes_id primary key, text text not null check (text <> '')) strict;\n"));
        project.Check().ShouldBeEmpty();
    }

    [Fact]
    public void Each_database_of_a_project_is_checked_and_none_twice()
    {
        const string two = """
            [Table("notes")]
            public sealed partial record Note([property: Key] long Id, string Text);

            [Table("labels")]
            public sealed partial record Label([property: Key] long Id, [property: References(typeof(Note)), Index] long Note);

            [Database(Migrations = "notes")]
            public sealed partial class Notes : LineageDatabase
            {
                public partial Table<Note> All { get; }
            }

            [Database(Include = [typeof(Notes)], Migrations = "labels")]
            public sealed partial class Labels : LineageDatabase
            {
                public partial Table<Label> All { get; }
            }
            """;
        using var uncovered = BuiltProject.Make(two, ("Migrations/notes/0001_a.sql", "-- up\nselect 1;\n"));
        uncovered.Check().ShouldHaveSingleItem().Text.ShouldStartWith("The model of Notes has changes");
        using var broken = BuiltProject.Make(two, ("Migrations/notes/0001_a.sql", "-- up\nselect;\n"), ("Migrations/labels/0001_a.sql", "-- up\nselect;\n"));
        broken.Check().ShouldHaveSingleItem().File.ShouldBe(Path.Combine(broken.Folder, "Migrations", "notes", "0001_a.sql"));
    }

    [Fact]
    public void What_is_wrong_in_an_included_component_of_another_project_is_said_at_the_project()
    {
        using var shared = BuiltProject.Make("Shared", "namespace Shared;\n" + Model, [], ("Migrations/0001_a.sql", "-- up\ncreate table notes (id integer);\n"));
        using var app = BuiltProject.Make("App", "[Database(Include = [typeof(Shared.Notes)])] public sealed partial class Own : LineageDatabase;", [shared]);
        app.Check(shared).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            finding => finding.Rule.ShouldBe(CheckRule.UncoveredChange), finding => finding.File.ShouldBe(app.File), finding => finding.Text.ShouldContain("table 'notes': column 'text' is missing in the migrations"));

        using var worse = BuiltProject.Make("Shared", "namespace Shared;\n" + Model, [], ("Migrations/0001_a.sql", "-- up\ncreate tab;\n"));
        app.Check(worse).ShouldHaveSingleItem().Text.ShouldStartWith("Own includes Shared.Notes, whose migrations don't replay: 0001_a.sql, line 2 of Shared.Notes: ");
    }

    [Fact]
    public void Tables_that_SQLite_refuses_are_said_too()
    {
        using var project = BuiltProject.Make("""
            [Table("notes"), Check("nothing(id)")]
            public sealed partial record Note([property: Key] long Id, string Text);

            [Database]
            public sealed partial class Notes : LineageDatabase
            {
                public partial Table<Note> All { get; }
            }
            """, ("Migrations/0001_a.sql", $"-- up\n{Create}"));
        project.Check().ShouldHaveSingleItem().Text.ShouldStartWith("The tables of Notes can't be compared with its migrations. The table 'notes' of the record Note can't be made.");
    }
}
