using LineageAot.Schema;
using LineageAot.Tests.Support;

namespace LineageAot.Tests.Migrations;

public sealed class MigratorTests : IDisposable
{
    private const string Notes1 = "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT";
    private const string Notes2 = "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL, done INTEGER NOT NULL DEFAULT 0) STRICT";
    private const string Up1 = $"-- up\n{Notes1};\ninsert into notes values (1, 'a seed');\n-- down\ndrop table notes;\n";
    private const string Up2 = "-- up\nalter table notes add column done integer not null default 0;\n-- down\nalter table notes drop column done;\n";

    private readonly MigrationFixture file = new();

    private static TableSchema[] First => [Model.Table("notes", Notes1)];

    private static TableSchema[] Second => [Model.Table("notes", Notes2)];

    public void Dispose() => file.Dispose();

    [Fact]
    public void An_empty_file_gets_all_migrations_with_their_seeds_and_a_line_each()
    {
        file.Ensure(MigrationFixture.Component(Second, Up1, Up2));
        file.Column("select text || done from notes").ShouldBe(["a seed0"]);
        file.Column("select version || ' ' || name || ' ' || component || ' ' || checksum_algorithm from schema_migrations").ShouldBe(["1 step_1 Tests.Database sha256-lf", "2 step_2 Tests.Database sha256-lf"]);
        (file.Value("pragma user_version"), file.Value("pragma application_id")).ShouldBe(("2", "1279872577"));
    }

    [Fact]
    public void An_older_file_keeps_its_rows()
    {
        file.Ensure(MigrationFixture.Component(First, Up1));
        file.Run("insert into notes values (2, 'mine')");
        file.Ensure(MigrationFixture.Component(Second, Up1, Up2));
        file.Column("select text || done from notes").ShouldBe(["a seed0", "mine0"]);
        var before = file.Content();
        file.Ensure(MigrationFixture.Component(Second, Up1, Up2));
        file.Content().ShouldBe(before);
    }

    [Fact]
    public void What_is_missing_in_the_middle_is_applied_too()
    {
        var schema = MigrationFixture.Component(Second, Up1, Up2, "-- up\ncreate view loud as select upper(text) as text from notes;\n");
        file.Ensure(new DatabaseSchema { Name = schema.Name, Tables = First, Migrations = [schema.Migrations[0], schema.Migrations[2]] });
        file.Ensure(schema);
        file.Column("select version from schema_migrations order by applied_at, version").ShouldBe(["1", "3", "2"], ignoreOrder: true);
        file.Value("select text from loud").ShouldBe("A SEED");
    }

    [Fact]
    public void An_edited_migration_is_refused_and_line_ends_are_no_edit()
    {
        file.Ensure(MigrationFixture.Component(First, Up1));
        file.Ensure(MigrationFixture.Component(First, "\uFEFF" + Up1.Replace("\n", "\r\n") + "\n\n"));
        var error = Should.Throw<MigrationException>(() => file.Ensure(MigrationFixture.Component(First, Up1.Replace("a seed", "another"))));
        (error.Problem, error.Migration, error.Component).ShouldBe((MigrationProblem.Edited, "0001_step_1.sql", "Tests.Database"));
    }

    [Fact]
    public void A_file_of_a_newer_program_is_refused()
    {
        file.Ensure(MigrationFixture.Component(Second, Up1, Up2));
        var error = Should.Throw<SchemaMismatchException>(() => file.Ensure(MigrationFixture.Component(First, Up1)));
        error.State.ShouldBe(SchemaState.Newer);
        error.Differences.ShouldBe(["migration 2 'step_2' of Tests.Database was applied to the file, and this program doesn't have it"]);
    }

    [Fact]
    public void Verify_names_what_is_missing_and_changes_nothing()
    {
        file.Ensure(MigrationFixture.Component(First, Up1));
        var before = file.Content();
        var error = Should.Throw<SchemaMismatchException>(() => file.Ensure(MigrationFixture.Component(Second, Up1, Up2), MigrationMode.Verify));
        (error.State, error.Differences.Single()).ShouldBe((SchemaState.Older, "migration '0002_step_2.sql' of Tests.Database hasn't been applied"));
        file.Content().ShouldBe(before);
        file.Ensure(MigrationFixture.Component(First, Up1), MigrationMode.Verify);
    }

    [Fact]
    public void Drift_is_told()
    {
        file.Ensure(MigrationFixture.Component(First, Up1));
        file.Run("alter table notes add column more text");
        Should.Throw<SchemaMismatchException>(() => file.Ensure(MigrationFixture.Component(First, Up1), MigrationMode.Verify)).State.ShouldBe(SchemaState.Drifted);
    }

    [Fact]
    public void An_error_in_the_third_statement_names_its_line_and_undoes_the_first_two()
    {
        file.Ensure(MigrationFixture.Component(First, Up1));
        var before = file.Content();
        var error = Should.Throw<MigrationException>(() => file.Ensure(MigrationFixture.Component(Second, Up1, "-- up\ncreate table b (c);\n\n/* a comment\n*/ insert into b values (1);\n-- and\nselekt 1;\n")));
        (error.Problem, error.Migration, error.Line).ShouldBe((MigrationProblem.Failed, "0002_step_2.sql", 7));
        error.Message.ShouldContain("selekt");
        file.Content().ShouldBe(before);
    }

    [Theory]
    [InlineData("-- up\ncreate table b (c);\ninsert into b values ('\0');\n", 3, "U+0000")]
    [InlineData("-- up\ncreate table b (c);\n-- rebuid b\ncreate table b (d);\n", 3, "'-- rebuild' was meant")]
    [InlineData("-- up\ncreate table b (c);\n-- backfill b batch 10\ndelete from b;\n", 4, "a backfill of 'b' is one statement")]
    public void A_text_that_can_not_be_read_is_refused_at_its_line(string text, int line, string message)
    {
        file.Ensure(MigrationFixture.Component(First, Up1));
        var before = file.Content();
        var error = Should.Throw<MigrationException>(() => file.Ensure(MigrationFixture.Component(Second, Up1, text)));
        (error.Problem, error.Migration, error.Line).ShouldBe((MigrationProblem.BadText, "0002_step_2.sql", line));
        error.Message.ShouldContain(message);
        file.Content().ShouldBe(before);
    }

    [Theory]
    [InlineData("commit")]
    [InlineData("BEGIN")]
    [InlineData("pragma foreign_keys=on")]
    [InlineData("savepoint s")]
    [InlineData("vacuum")]
    [InlineData("/* hidden */ -- too\n end transaction")]
    public void Statements_that_would_break_the_transaction_are_refused(string statement)
    {
        file.Ensure(MigrationFixture.Component(First, Up1));
        var before = file.Content();
        Should.Throw<MigrationException>(() => file.Ensure(MigrationFixture.Component(Second, Up1, $"-- up\ncreate table b (c);\n{statement};\n{Up2[6..]}"))).Message.ShouldContain("can't stand in a migration");
        file.Content().ShouldBe(before);
    }

    [Fact]
    public void Tables_that_are_not_the_records_undo_the_last_migration()
    {
        file.Ensure(MigrationFixture.Component(First, Up1));
        var before = file.Content();
        var error = Should.Throw<SchemaMismatchException>(() => file.Ensure(MigrationFixture.Component([Model.Table("notes", Notes2.Replace("DEFAULT 0", "DEFAULT 1"))], Up1, Up2)));
        error.Message.ShouldContain("add a migration");
        file.Content().ShouldBe(before);
    }

    [Fact]
    public void A_file_that_was_shipped_before_its_first_migration_is_adopted()
    {
        file.Ensure(new DatabaseSchema { Name = "Tests.Database", Tables = Second });
        file.Run("insert into notes values (7, 'kept', 1)");
        file.Column("select name from sqlite_schema where name like 'schema%'").ShouldBeEmpty();
        const string third = "-- up\nalter table notes add column more text;\n";
        file.Ensure(MigrationFixture.Component([Model.Table("notes", Notes2.Replace("DEFAULT 0)", "DEFAULT 0, more TEXT)"))], Up1, Up2, third));
        file.Column("select id || text || done from notes").ShouldBe(["7kept1"]);
        file.Column("select version from schema_migrations").ShouldBe(["1", "2", "3"]);
    }

    [Fact]
    public void A_file_that_fits_no_migration_is_not_adopted()
    {
        file.Run("create table notes (id integer primary key, other blob)");
        var before = file.Content();
        Should.Throw<SchemaMismatchException>(() => file.Ensure(MigrationFixture.Component(Second, Up1, Up2))).State.ShouldBe(SchemaState.Drifted);
        file.Content().ShouldBe(before);
    }

    [Fact]
    public void A_file_of_another_application_is_refused()
    {
        file.Run("pragma application_id=77", "create table t (a)");
        Should.Throw<MigrationException>(() => file.Ensure(MigrationFixture.Component(First, Up1))).Problem.ShouldBe(MigrationProblem.OtherApplication);
        file.Column("select name from sqlite_schema").ShouldBe(["t"]);
    }

    [Fact]
    public void Two_migrations_with_one_number_are_refused()
    {
        var schema = new DatabaseSchema { Name = "Tests.Database", Tables = First, Migrations = [MigrationFixture.Migration(1, "a", Up1), MigrationFixture.Migration(1, "b", Up1)] };
        Should.Throw<MigrationException>(() => file.Ensure(schema)).Problem.ShouldBe(MigrationProblem.DuplicateVersion);
        file.Column("select name from sqlite_schema").ShouldBeEmpty();
    }

    [Fact]
    public void A_file_with_tables_of_others_alone_keeps_every_byte()
    {
        file.Run("create table customers (id integer primary key)");
        var before = file.Content();
        Should.Throw<SchemaMismatchException>(() => file.Ensure(MigrationFixture.Component(First, Up1))).State.ShouldBe(SchemaState.Older);
        file.Content().ShouldBe(before);
    }

    [Theory]
    [InlineData("alter table notes drop column done;")]
    [InlineData("alter table notes drop done;")]
    [InlineData("ALTER TABLE notes DROP \"done\";")]
    [InlineData("create table other (id);\ndrop table other;\nalter table notes drop column done;")]
    [InlineData("-- rebuild notes\n" + Notes1 + ";")]
    public void What_drops_something_is_destructive_without_a_word_in_its_header(string sql)
    {
        file.Ensure(MigrationFixture.Component(Second, Up1, Up2));
        var schema = MigrationFixture.Component(First, Up1, Up2, $"-- up\n{sql}\n");
        Should.Throw<MigrationException>(() => file.Ensure(schema)).Problem.ShouldBe(MigrationProblem.DestructiveNotAllowed);
        file.Ensure(schema, allowDestructive: true);
        file.Backups.Count.ShouldBe(1);
    }

    [Fact]
    public void A_destructive_migration_asks_and_makes_a_copy_first()
    {
        file.Ensure(MigrationFixture.Component(Second, Up1, Up2));
        var schema = MigrationFixture.Component(First, Up1, Up2, "-- up\nalter table notes drop column done;\n");
        var before = file.Content();
        Should.Throw<MigrationException>(() => file.Ensure(schema)).Problem.ShouldBe(MigrationProblem.DestructiveNotAllowed);
        file.Content().ShouldBe(before);
        file.Backups.ShouldBeEmpty();
        file.Ensure(schema, allowDestructive: true);
        file.Backups.Single().ShouldStartWith(file.Path + ".before-0003.");
        file.Column("select text from notes").ShouldBe(["a seed"]);
    }

    [Fact]
    public void Components_keep_to_themselves()
    {
        var people = new DatabaseSchema { Name = "Tests.People", Tables = [Model.Table("people", "CREATE TABLE people (id INTEGER PRIMARY KEY) STRICT")], Migrations = [MigrationFixture.Migration(1, "people", "-- up\nCREATE TABLE people (id INTEGER PRIMARY KEY) STRICT;\n")] };
        var plain = Model.Of(Model.Table("plain", "CREATE TABLE plain (id INTEGER PRIMARY KEY) STRICT"));
        file.Ensure(people);
        file.Run("insert into people values (5)");
        var whole = new DatabaseSchema { Name = "Tests.Whole", Tables = Second, Includes = [people, plain], Migrations = MigrationFixture.Component(Second, Up1, Up2).Migrations };
        file.Ensure(whole);
        file.Column("select component || version from schema_migrations").ShouldBe(["Tests.People1", "Tests.Whole1", "Tests.Whole2"]);
        file.Column("select id from people union all select count(*) from plain").ShouldBe(["5", "0"]);
        file.Ensure(whole, MigrationMode.Verify);
    }

    [Fact]
    public void Rows_that_would_point_at_nothing_undo_it()
    {
        const string parents = "CREATE TABLE parents (id INTEGER PRIMARY KEY) STRICT";
        const string children = "CREATE TABLE children (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES parents (id) ON DELETE CASCADE) STRICT";
        TableSchema[] tables = [Model.Table("parents", parents), Model.Table("children", children)];
        var first = $"-- up\n{parents};\n{children};\n";
        file.Ensure(MigrationFixture.Component(tables, first));
        file.Run("insert into parents values (1), (2)", "insert into children values (1, 1), (2, 2), (3, 2)");
        var before = file.Content();
        var error = Should.Throw<MigrationException>(() => file.Ensure(MigrationFixture.Component(tables, first, "-- up\ndelete from parents where id = 2;\n")));
        error.Problem.ShouldBe(MigrationProblem.ForeignKeys);
        error.Message.ShouldContain("2 rows of table 'children' point at rows of 'parents'");
        file.Content().ShouldBe(before);
    }
}
