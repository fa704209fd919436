using LineageAot.Tests.Support;

namespace LineageAot.Tests.Migrations;

/// <summary>What a redefinition may not touch: values that the file doesn't hold but reads out of the table's text.</summary>
public sealed class TableRedefinitionTests : IDisposable
{
    private const string First = "CREATE TABLE t (id INTEGER PRIMARY KEY) STRICT";
    private const string Five = "CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER NOT NULL DEFAULT 5) STRICT";
    private const string Seven = "CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER NOT NULL DEFAULT 7) STRICT";
    private const string AddColumn = "-- up\nalter table t add column n integer not null default 5;\n";

    private readonly MigrationFixture file = new();

    public TableRedefinitionTests()
    {
        file.Ensure(MigrationFixture.Component([Model.Table("t", First)], $"-- up\n{First};\n"));
        file.Run("insert into t values (1), (2)");
        file.Ensure(MigrationFixture.Component([Model.Table("t", Five)], $"-- up\n{First};\n", AddColumn));
    }

    public void Dispose() => file.Dispose();

    [Fact]
    public void Another_default_would_change_rows_that_hold_no_value_so_it_is_refused()
    {
        file.Run("insert into t values (3, 50)");
        var before = file.Content();
        var error = Should.Throw<MigrationException>(() => file.Ensure(MigrationFixture.Component([Model.Table("t", Seven)], $"-- up\n{First};\n", AddColumn, $"-- up\n-- redefine t\n{Seven};\n")));
        error.Message.ShouldContain("Column 'n' of table 't' has another default");
        error.Message.ShouldContain("'-- rebuild \"t\"'");
        file.Content().ShouldBe(before);
        file.Column("select n from t").ShouldBe(["5", "5", "50"]);
    }

    [Fact]
    public void The_edit_by_hand_changes_them_indeed()
    {
        // The trap itself: two rows that nobody wrote to read another value.
        using var session = Sessions.Writer(file.Path);
        LineageAot.Sqlite.ConnectionSettings.SetDefensive(session, isOn: false);
        session.Execute("pragma writable_schema=1");
        session.Execute("update sqlite_schema set sql = replace(sql, 'default 5', 'default 7') where name = 't'");
        session.Execute("pragma writable_schema=reset");
        session.QueryRows("select n from t").ConvertAll(row => row[0]).ShouldBe(["7", "7"]);
    }

    [Fact]
    public void A_rebuild_writes_the_values_out()
    {
        file.Ensure(MigrationFixture.Component([Model.Table("t", Seven)], $"-- up\n{First};\n", AddColumn, $"-- up\n-- rebuild t\n{Seven};\n"));
        file.Run("insert into t (id) values (3)");
        file.Column("select n from t").ShouldBe(["5", "5", "7"]);
    }

    [Fact]
    public void What_was_undone_is_forgotten_by_the_connection_too()
    {
        using var session = Sessions.Writer(file.Path);
        LineageAot.Sqlite.ConnectionSettings.Set(session, "foreign_keys", 0);
        Should.Throw<InvalidOperationException>(() => LineageAot.Migrations.MigrationTransaction.Run(session, () =>
        {
            session.Execute("alter table t rename column n to m");
            LineageAot.Migrations.TableRedefinition.Run(session, "t", Five.Replace("n INTEGER NOT NULL", "m INTEGER"));
            throw new InvalidOperationException();
        }));
        session.Execute("alter table t rename column n to k");
        session.QueryRows("select k from t").Count.ShouldBe(2);
    }
}
