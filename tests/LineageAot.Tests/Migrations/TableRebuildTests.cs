using LineageAot.Schema;
using LineageAot.Tests.Support;

namespace LineageAot.Tests.Migrations;

/// <summary>The traps of making a table anew in SQLite, each with real rows, children, views and triggers around it.</summary>
public sealed class TableRebuildTests : IDisposable
{
    private const string Before = "CREATE TABLE parents (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, size TEXT, boss INTEGER REFERENCES parents (id)) STRICT";
    private const string After = "CREATE TABLE parents (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL COLLATE NOCASE, size INTEGER NOT NULL DEFAULT 0 CHECK (size >= 0), boss INTEGER REFERENCES parents (id)) STRICT";
    private const string Children = "CREATE TABLE children (id INTEGER PRIMARY KEY, parent INTEGER NOT NULL REFERENCES parents (id) ON DELETE CASCADE, other INTEGER REFERENCES parents (id) ON DELETE SET NULL) STRICT";
    private const string Index = "CREATE UNIQUE INDEX ix_parents_name ON parents (name) WHERE size IS NOT NULL";
    private const string Trigger = "CREATE TRIGGER tr_parents AFTER INSERT ON parents BEGIN INSERT INTO log VALUES (new.id); END";
    private const string OtherTrigger = "CREATE TRIGGER tr_children AFTER INSERT ON children BEGIN UPDATE parents SET name = name || '!' WHERE id = new.parent; END";
    private const string View = "CREATE VIEW big AS SELECT name FROM parents WHERE size > 1";
    private const string Up1 = $"-- up\n{Before};\n{Children};\nCREATE TABLE log (id INTEGER) STRICT;\n{Index};\n{Trigger};\n{OtherTrigger};\n{View};\n-- irreversible\n";
    private const string Rebuild = $"-- up\n-- rebuild parents\n-- copy size = cast(coalesce(size, 0) as integer)\n{After};\n";

    private readonly MigrationFixture file = new();

    private static TableSchema[] Old => [Model.Table("parents", Before, Index, Trigger), Model.Table("children", Children, OtherTrigger), Log];

    private static TableSchema[] New => [Model.Table("parents", After, Index, Trigger), Model.Table("children", Children, OtherTrigger), Log];

    private static TableSchema Log => Model.Table("log", "CREATE TABLE log (id INTEGER) STRICT");

    public void Dispose() => file.Dispose();

    [Fact]
    public void Children_views_triggers_indexes_references_to_itself_and_the_high_water_mark_survive()
    {
        Seed();
        file.Ensure(MigrationFixture.Component(New, Up1, Rebuild));
        file.Column("select id || name || size || ifnull(boss, '') from parents order by id").ShouldBe(["1a!0", "2b!171"]);
        file.Column("select id || '-' || parent || '-' || ifnull(other, 'null') from children order by id").ShouldBe(["1-1-2", "2-2-null"]);
        file.Column("select name from big").ShouldBe(["b!"]);
        file.Column("select sql from sqlite_schema where name in ('ix_parents_name', 'tr_parents', 'tr_children', 'big') order by name").ShouldBe([View, Index, OtherTrigger, Trigger]);
        file.Value("select seq from sqlite_sequence where name = 'parents'").ShouldBe("9");
        file.Column("select \"table\" || \"from\" from pragma_foreign_key_list('children') order by 1").ShouldBe(["parentsother", "parentsparent"]);
        file.Column("select \"table\" from pragma_foreign_key_list('parents')").ShouldBe(["parents"]);
        file.Column("pragma integrity_check").ShouldBe(["ok"]);

        // The rules work: the cascade, the trigger of the other table, the key that is never given twice.
        file.Run("insert into parents (name) values ('new')", "insert into children values (3, 10, 1)", "delete from parents where id = 10");
        file.Value("select count(*) from children").ShouldBe("2");
        file.Column("select id from log").ShouldBe(["1", "2", "9", "10"]);
    }

    [Fact]
    public void Rows_that_do_not_fit_are_counted_with_their_keys_and_nothing_changes()
    {
        Seed();
        file.Run("insert into parents (id, name, size) values (20, 'x', '-1'), (21, 'y', '-2')");
        var before = file.Content();
        var error = Should.Throw<MigrationException>(() => file.Ensure(MigrationFixture.Component(New, Up1, Rebuild)));
        (error.Problem, error.Line).ShouldBe((MigrationProblem.Failed, 2));
        error.Message.ShouldContain("2 rows of table 'parents' don't fit its new form (keys 20; 21)");
        file.Content().ShouldBe(before);
    }

    [Fact]
    public void A_text_that_is_no_number_is_not_kept_in_a_number_column()
    {
        const string loose = "CREATE TABLE t (id INTEGER PRIMARY KEY, n TEXT)";
        const string tight = "CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER)";
        file.Ensure(MigrationFixture.Component([Model.Table("t", loose)], $"-- up\n{loose};\n"));
        file.Run("insert into t values (1, '12'), (2, 'abc'), (3, null)");
        var before = file.Content();
        Should.Throw<MigrationException>(() => file.Ensure(MigrationFixture.Component([Model.Table("t", tight)], $"-- up\n{loose};\n", $"-- up\n-- rebuild t\n{tight};\n"))).Message.ShouldContain("Column 'n' of table 't' would hold 1 values");
        file.Content().ShouldBe(before);
        file.Run("update t set n = '13' where id = 2");
        file.Ensure(MigrationFixture.Component([Model.Table("t", tight)], $"-- up\n{loose};\n", $"-- up\n-- rebuild t\n{tight};\n"));
        file.Column("select id || typeof(n) from t").ShouldBe(["1integer", "2integer", "3null"]);
    }

    [Theory]
    [InlineData("REPLACE")]
    [InlineData("IGNORE")]
    public void A_conflict_clause_that_takes_rows_away_is_refused(string action)
    {
        const string first = "CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER) STRICT";
        var second = $"CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER UNIQUE ON CONFLICT {action}) STRICT";
        file.Ensure(MigrationFixture.Component([Model.Table("t", first)], $"-- up\n{first};\n"));
        file.Run("insert into t values (1, 7), (2, 7), (3, 8)");
        var before = file.Content();
        Should.Throw<MigrationException>(() => file.Ensure(MigrationFixture.Component([Model.Table("t", second)], $"-- up\n{first};\n", $"-- up\n-- rebuild t\n{second};\n"))).Message.ShouldContain("has 3 rows and its rebuilt form 2");
        file.Content().ShouldBe(before);
    }

    [Fact]
    public void Row_numbers_of_a_table_without_an_integer_key_stay()
    {
        const string first = "CREATE TABLE t (k TEXT PRIMARY KEY) STRICT", second = "CREATE TABLE t (k TEXT PRIMARY KEY, n INTEGER) STRICT";
        file.Ensure(MigrationFixture.Component([Model.Table("t", first)], $"-- up\n{first};\n"));
        file.Run("insert into t values ('a'), ('b'), ('c')", "delete from t where k = 'b'");
        file.Ensure(MigrationFixture.Component([Model.Table("t", second)], $"-- up\n{first};\n", $"-- up\n-- rebuild t\n{second};\n"));
        file.Column("select rowid || k from t order by rowid").ShouldBe(["1a", "3c"]);
    }

    [Fact]
    public void Strict_without_rowid_computed_columns_and_descending_keys_come_out_as_written()
    {
        const string first = "CREATE TABLE t (a INTEGER NOT NULL, b TEXT NOT NULL, PRIMARY KEY (a, b))";
        const string second = "CREATE TABLE t (a INTEGER NOT NULL, b TEXT NOT NULL COLLATE NOCASE, c TEXT AS (upper(b)) STORED, CONSTRAINT pk_t PRIMARY KEY (b DESC, a)) STRICT, WITHOUT ROWID";
        file.Ensure(MigrationFixture.Component([Model.Table("t", first)], $"-- up\n{first};\n"));
        file.Run("insert into t values (1, 'x'), (2, 'y')");
        file.Ensure(MigrationFixture.Component([Model.Table("t", second)], $"-- up\n{first};\n", $"-- up\n-- rebuild t\n{second};\n"));
        file.Column("select a || b || c from t").ShouldBe(["2yY", "1xX"]);
    }

    [Fact]
    public void An_index_over_a_column_that_is_gone_names_the_way_out()
    {
        const string first = "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT) STRICT", index = "CREATE INDEX ix ON t (a)", second = "CREATE TABLE t (id INTEGER PRIMARY KEY) STRICT";
        file.Ensure(MigrationFixture.Component([Model.Table("t", first, index)], $"-- up\n{first};\n{index};\n"));
        var before = file.Content();
        Should.Throw<MigrationException>(() => file.Ensure(MigrationFixture.Component([Model.Table("t", second)], $"-- up\n{first};\n{index};\n", $"-- up\n-- rebuild t\n{second};\n"), allowDestructive: true)).Message.ShouldContain("Drop it before the rebuild");
        file.Content().ShouldBe(before);
        file.Ensure(MigrationFixture.Component([Model.Table("t", second)], $"-- up\n{first};\n{index};\n", $"-- up\ndrop index ix;\n-- rebuild t\n{second};\n"), allowDestructive: true);
    }

    [Fact]
    public void A_view_over_a_column_that_is_gone_is_found_at_once()
    {
        const string first = "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT) STRICT", second = "CREATE TABLE t (id INTEGER PRIMARY KEY) STRICT";
        file.Ensure(MigrationFixture.Component([Model.Table("t", first)], $"-- up\n{first};\ncreate view v as select a from t;\n"));
        var before = file.Content();
        Should.Throw<MigrationException>(() => file.Ensure(MigrationFixture.Component([Model.Table("t", second)], $"-- up\n{first};\ncreate view v as select a from t;\n", $"-- up\n-- rebuild t\n{second};\n"), allowDestructive: true)).Message.ShouldContain("the view 'v' doesn't work any more");
        file.Content().ShouldBe(before);
    }

    [Fact]
    public void A_wider_check_needs_no_copy_and_other_content_is_refused()
    {
        const string first = "CREATE TABLE t (id INTEGER PRIMARY KEY, state TEXT NOT NULL CHECK (state IN ('a', 'b'))) STRICT";
        const string wider = "CREATE TABLE t (id INTEGER PRIMARY KEY, state TEXT NOT NULL CHECK (state IN ('a', 'b', 'c'))) STRICT";
        const string narrower = "CREATE TABLE t (id INTEGER PRIMARY KEY, state TEXT NOT NULL CHECK (state IN ('a'))) STRICT";
        const string other = "CREATE TABLE t (id INTEGER PRIMARY KEY, state TEXT NOT NULL COLLATE NOCASE CHECK (state IN ('a', 'b'))) STRICT";
        var up = $"-- up\n{first};\n";
        file.Ensure(MigrationFixture.Component([Model.Table("t", first)], up));
        file.Run("insert into t values (1, 'a'), (2, 'b')");
        var root = file.Value("select rootpage from sqlite_schema where name = 't'");
        var before = file.Content();
        Should.Throw<MigrationException>(() => file.Ensure(MigrationFixture.Component([Model.Table("t", narrower)], up, $"-- up\n-- redefine t\n{narrower};\n"))).Message.ShouldContain("1 rows of table 't' don't fit its new form (keys 2)");
        Should.Throw<MigrationException>(() => file.Ensure(MigrationFixture.Component([Model.Table("t", other)], up, $"-- up\n-- redefine t\n{other};\n"))).Message.ShouldContain("use '-- rebuild");
        file.Content().ShouldBe(before);
        file.Ensure(MigrationFixture.Component([Model.Table("t", wider)], up, $"-- up\n-- redefine t\n{wider};\n"));
        file.Value("select rootpage from sqlite_schema where name = 't'").ShouldBe(root);
        file.Run("insert into t values (3, 'c')");
        Should.Throw<ConstraintException>(() => file.Run("insert into t values (4, 'd')"));
        file.Column("pragma integrity_check").ShouldBe(["ok"]);
    }

    private void Seed()
    {
        file.Ensure(MigrationFixture.Component(Old, Up1));
        file.Run(
            "insert into parents (id, name, size, boss) values (1, 'a', null, null), (2, 'b', '17', 1), (9, 'gone', null, null)",
            "delete from parents where id = 9",
            "insert into children values (1, 1, 2), (2, 2, null)");
    }
}
