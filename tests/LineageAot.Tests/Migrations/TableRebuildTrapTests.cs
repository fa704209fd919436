using LineageAot.Sqlite;
using LineageAot.Tests.Support;

namespace LineageAot.Tests.Migrations;

/// <summary>
/// Each trap of making a table anew, twice on the same rows: in plain SQL as it is often written, where it breaks or loses something, and as a migration, where it doesn't.
/// A trap that a newer SQLite closes shows here first.
/// </summary>
public sealed class TableRebuildTrapTests : IDisposable
{
    private const string Parents = "CREATE TABLE parents (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, boss INTEGER REFERENCES parents (id)) STRICT";
    private const string Rebuilt = "CREATE TABLE parents (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, boss INTEGER REFERENCES parents (id), more TEXT) STRICT";
    private const string Children = "CREATE TABLE children (id INTEGER PRIMARY KEY, parent INTEGER NOT NULL REFERENCES parents (id) ON DELETE CASCADE) STRICT";
    private const string View = "CREATE VIEW seen AS SELECT name FROM parents";
    private const string OtherTrigger = "CREATE TRIGGER tr_children AFTER INSERT ON children BEGIN UPDATE parents SET name = name || '!' WHERE id = new.parent; END";

    private readonly MigrationFixture file = new();

    public void Dispose() => file.Dispose();

    [Fact]
    public void Foreign_keys_off_inside_a_transaction_does_nothing_and_the_drop_takes_the_children_along()
    {
        Seed();
        Plain(["begin", "pragma foreign_keys=off", .. NewTableDropAndRename, "commit"]);
        file.Column("select count(*) from children").ShouldBe(["0"]);
        file.Column("pragma foreign_key_check").ShouldBeEmpty("nothing tells of it afterwards");

        Seed();
        Migrate();
        file.Column("select id || parent from children").ShouldBe(["11", "22"]);
    }

    [Theory]
    [InlineData(View)]
    [InlineData(OtherTrigger)]
    public void A_view_or_another_tables_trigger_makes_the_rename_fail(string other)
    {
        Seed(other);
        Should.Throw<QueryException>(() => Plain(["pragma foreign_keys=off", "begin", .. NewTableDropAndRename])).Message.ShouldContain("no such table: main.parents");

        Seed(other);
        Migrate(other);
        file.Value("select sql from sqlite_schema where name in ('seen', 'tr_children')").ShouldBe(other);
        file.Run("insert into children values (3, 1)");
        file.Value("select name from parents where id = 1").ShouldBe(other == View ? "one" : "one!");
    }

    [Fact]
    public void With_legacy_alter_table_a_reference_to_itself_keeps_the_temporary_name()
    {
        Seed(View);
        Plain(["pragma foreign_keys=off", "pragma legacy_alter_table=on", "begin", .. NewTableDropAndRename, "commit"]);
        file.Column("select \"table\" from pragma_foreign_key_list('parents')").ShouldBe(["new_parents"]);

        Seed(View);
        Migrate(View);
        file.Column("select \"table\" from pragma_foreign_key_list('parents')").ShouldBe(["parents"]);
        file.Run("insert into parents (name, boss) values ('below', 1)");
    }

    [Fact]
    public void The_old_table_renamed_first_takes_the_references_of_others_with_it()
    {
        Seed();
        Plain("pragma foreign_keys=off", "begin", "alter table parents rename to old_parents", Rebuilt, "insert into parents (id, name, boss) select id, name, boss from old_parents", "drop table old_parents", "commit");
        file.Column("select \"table\" from pragma_foreign_key_list('children')").ShouldBe(["old_parents"]);
        Should.Throw<QueryException>(() => file.Run("insert into children values (3, 1)")).Message.ShouldContain("old_parents");

        Seed();
        Migrate();
        file.Column("select \"table\" from pragma_foreign_key_list('children')").ShouldBe(["parents"]);
        file.Run("insert into children values (3, 1)");
    }

    [Fact]
    public void The_high_water_mark_of_a_key_falls()
    {
        Seed();
        Plain(["pragma foreign_keys=off", "begin", .. NewTableDropAndRename, "commit"]);
        file.Run("insert into parents (name) values ('next')");
        file.Value("select max(id) from parents").ShouldBe("3", "key 9 was given once, and 3 to 8 too");

        Seed();
        Migrate();
        file.Run("insert into parents (name) values ('next')");
        file.Value("select max(id) from parents").ShouldBe("10");
    }

    [Fact]
    public void Row_numbers_of_a_table_without_an_integer_key_change()
    {
        const string first = "CREATE TABLE t (k TEXT PRIMARY KEY) STRICT", second = "CREATE TABLE t (k TEXT PRIMARY KEY, n INTEGER) STRICT";
        string[] rows = ["insert into t values ('a'), ('b'), ('c')", "delete from t where k = 'b'"];
        Fresh(first, rows);
        Plain(second.Replace("TABLE t", "TABLE new_t"), "insert into new_t (k) select k from t", "drop table t", "alter table new_t rename to t");
        file.Column("select rowid || k from t order by rowid").ShouldBe(["1a", "2c"]);

        Fresh(first, rows);
        Rebuild(first, second);
        file.Column("select rowid || k from t order by rowid").ShouldBe(["1a", "3c"]);
    }

    [Fact]
    public void A_view_over_a_dropped_column_fails_only_when_somebody_asks_it()
    {
        const string first = "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT) STRICT", second = "CREATE TABLE t (id INTEGER PRIMARY KEY) STRICT", view = "CREATE VIEW v AS SELECT a FROM t";
        Fresh(first, view);
        Plain("pragma legacy_alter_table=on", second.Replace("TABLE t", "TABLE new_t"), "insert into new_t select id from t", "drop table t", "alter table new_t rename to t");
        file.Column("pragma integrity_check").ShouldBe(["ok"]);
        Should.Throw<QueryException>(() => file.Column("select * from v")).Message.ShouldContain("no such column: a");

        Fresh(first, view);
        Should.Throw<MigrationException>(() => Rebuild(first, second)).Message.ShouldContain("the view 'v' doesn't work any more");
        file.Column("select * from v").ShouldBeEmpty();
    }

    [Fact]
    public void Create_table_as_select_loses_everything_but_names_and_values()
    {
        const string first = "CREATE TABLE t (a INTEGER NOT NULL CHECK (a > 0), b TEXT COLLATE NOCASE DEFAULT 'x', c TEXT AS (upper(b)) STORED, PRIMARY KEY (a)) STRICT, WITHOUT ROWID";
        const string second = "CREATE TABLE t (a INTEGER NOT NULL CHECK (a > 0), b TEXT COLLATE NOCASE DEFAULT 'x', c TEXT AS (upper(b)) STORED, d TEXT, PRIMARY KEY (a)) STRICT, WITHOUT ROWID";
        const string index = "CREATE UNIQUE INDEX ix ON t (b) WHERE a < 100", trigger = "CREATE TRIGGER tr BEFORE DELETE ON t BEGIN SELECT raise(abort, 'kept'); END";
        string[] rows = [index, trigger, "insert into t (a, b) values (1, 'one')"];
        Fresh(first, rows);
        Plain("create table new_t as select *, null as d from t", "drop trigger tr", "drop table t", "alter table new_t rename to t");
        file.Column("select sql from sqlite_schema").ShouldBe(["CREATE TABLE \"t\"(a INT,b TEXT,c TEXT,d)"]);
        Plain("insert into t values (-1, 2, 'not b', x'00'), (-1, 'ONE', null, null)", "delete from t where a = 1");

        Fresh(first, rows);
        Rebuild(first, second, index, trigger);
        file.Column("select sql from sqlite_schema where name in ('t', 'ix', 'tr') order by name").ShouldBe([index, second.Replace("TABLE t", "TABLE \"t\""), trigger]);
        Should.Throw<ConstraintException>(() => file.Run("insert into t (a) values (-1)")).Kind.ShouldBe(ConstraintKind.Check);
        Should.Throw<ConstraintException>(() => file.Run("insert into t (a, b) values (2, x'00')")).Kind.ShouldBe(ConstraintKind.DataType);
        Should.Throw<ConstraintException>(() => file.Run("insert into t (a, b) values (2, 'ONE')")).Kind.ShouldBe(ConstraintKind.Unique);
        Should.Throw<ConstraintException>(() => file.Run("delete from t")).Kind.ShouldBe(ConstraintKind.Trigger);
        file.Column("select c || typeof(d) from t").ShouldBe(["ONEnull"]);
    }

    [Fact]
    public void A_text_stays_a_text_in_a_number_column()
    {
        const string first = "CREATE TABLE t (id INTEGER PRIMARY KEY, n TEXT)", second = "CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER)";
        string[] rows = ["insert into t values (1, '12'), (2, 'abc')"];
        Fresh(first, rows);
        Plain(second.Replace("TABLE t", "TABLE new_t"), "insert into new_t select id, n from t", "drop table t", "alter table new_t rename to t");
        file.Column("select typeof(n) from t").ShouldBe(["integer", "text"]);

        Fresh(first, rows);
        Should.Throw<MigrationException>(() => Rebuild(first, second)).Message.ShouldContain("Column 'n' of table 't' would hold 1 values that aren't of its new type");
        file.Column("select n from t").ShouldBe(["12", "abc"]);
    }

    private static string[] NewTableDropAndRename => [Rebuilt.Replace("TABLE parents", "TABLE new_parents").Replace("REFERENCES parents", "REFERENCES new_parents"), "insert into new_parents (id, name, boss) select id, name, boss from parents", "drop table parents", "alter table new_parents rename to parents"];

    /// <summary>As a program without the library does it: a connection with its own defaults, foreign keys on.</summary>
    private void Plain(params string[] statements)
    {
        using var session = SqliteSession.Open(new SessionOptions { Path = file.Path });
        Array.ForEach(statements, session.Execute);
    }

    private void Seed(params string[] others) => Fresh(Parents, [Children, .. others, "insert into parents (id, name, boss) values (1, 'one', null), (2, 'two', 1), (9, 'gone', null)", "delete from parents where id = 9", "insert into children values (1, 1), (2, 2)", "update parents set name = replace(name, '!', '')"]);

    private void Migrate(params string[] others) => file.Ensure(MigrationFixture.Component([Model.Table("parents", Rebuilt), Model.Table("children", Children)],
        $"-- up\n{Parents};\n{Children};\n{string.Concat(others.Select(sql => sql + ";\n"))}", $"-- up\n-- rebuild parents\n{Rebuilt};\n"));

    private void Rebuild(string first, string second, params string[] others) => file.Ensure(
        MigrationFixture.Component([Model.Table("t", [second, .. others])], $"-- up\n{first};\n{string.Concat(others.Select(sql => sql + ";\n"))}", $"-- up\n-- rebuild t\n{second};\n"), allowDestructive: true);

    private void Fresh(string table, params string[] statements)
    {
        foreach (var suffix in (ReadOnlySpan<string>)["", "-wal", "-shm", "-journal"])
        {
            File.Delete(file.Path + suffix);
        }

        file.Run([table, .. statements]);
    }
}
