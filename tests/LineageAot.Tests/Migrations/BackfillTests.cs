using LineageAot.Schema;
using LineageAot.Tests.Support;

namespace LineageAot.Tests.Migrations;

/// <summary>The part of a migration that goes over rows in batches.</summary>
public sealed class BackfillTests : IDisposable
{
    private const string Before = "CREATE TABLE orders (id INTEGER PRIMARY KEY, price INTEGER NOT NULL, shop INTEGER REFERENCES shops (id)) STRICT";
    private const string After = "CREATE TABLE orders (id INTEGER PRIMARY KEY, price INTEGER NOT NULL, shop INTEGER REFERENCES shops (id), total INTEGER, runs INTEGER NOT NULL DEFAULT 0) STRICT";
    private const string Shops = "CREATE TABLE shops (id INTEGER PRIMARY KEY) STRICT";
    private const string Up1 = $"-- up\n{Shops};\n{Before};\n-- irreversible\n";
    private const string Schema2 = "-- up\nalter table orders add column total integer;\nalter table orders add column runs integer not null default 0;\n";
    private const string Down2 = "-- down\nalter table orders drop column runs;\nalter table orders drop column total;\n";
    private const string Fill = "-- backfill orders batch 10\nupdate orders set total = price * 2, runs = runs + 1 where price is not null or 1;\n";

    private readonly MigrationFixture file = new();

    public void Dispose() => file.Dispose();

    private static DatabaseSchema Old => MigrationFixture.Component([Model.Table("shops", Shops), Model.Table("orders", Before)], Up1);

    private static DatabaseSchema New(string fill = Fill, params string[] more) => MigrationFixture.Component([Model.Table("shops", Shops), Model.Table("orders", After)], [Up1, Schema2 + fill + Down2, .. more]);

    [Fact]
    public void Every_row_is_done_once_and_progress_is_told()
    {
        Seed(35);
        file.Run("delete from orders where id between 12 and 17");
        file.Ensure(New());
        file.Column("select count(*) || ' ' || sum(total = price * 2) || ' ' || min(runs) || max(runs) from orders").ShouldBe(["29 29 11"]);
        file.Progress.Where(step => step.Rows is not null).Select(step => $"{step.Component} {step.Migration} {step.Step}/{step.Steps} {step.Rows}/{step.TotalRows}")
            .ShouldBe(["Tests.Database 0002_step_2.sql 2/2 10/29", "Tests.Database 0002_step_2.sql 2/2 20/29", "Tests.Database 0002_step_2.sql 2/2 29/29"]);
        file.Progress.First(step => step.Migration.StartsWith("0002")).ShouldBe(new MigrationProgress("Tests.Database", "0002_step_2.sql", 1, 2));
        file.Column("select backfill from schema_migrations").ShouldBe([null, null]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Stopped_behind_any_batch_it_goes_on_there_and_the_next_migration_waits(int batches)
    {
        Seed(35);
        var schema = New(Fill, "-- up\ninsert into shops values (77);\n");
        file.Stop = step => step.Migration.StartsWith("0002", StringComparison.Ordinal) && step.Rows >= batches * 10 || (batches == 0 && step.Step == 2);
        Should.Throw<OperationCanceledException>(() => file.Ensure(schema));
        file.Column("select id from shops").ShouldBe(["1"]);
        file.Value("select sum(runs) from orders").ShouldBe((Math.Max(batches, 1) * 10).ToString());
        Should.Throw<SchemaMismatchException>(() => file.Ensure(schema, MigrationMode.Verify)).Differences.ShouldBe(["the backfill of migration 2 'step_2' of Tests.Database hasn't ended", "migration '0003_step_3.sql' of Tests.Database hasn't been applied"]);
        file.Stop = null;
        file.Ensure(schema);
        file.Column("select min(runs) || max(runs) from orders union all select id from shops").ShouldBe(["11", "1", "77"]);
        file.Ensure(schema, MigrationMode.Verify);
    }

    [Fact]
    public void An_unfinished_one_can_be_undone_and_applied_anew()
    {
        Seed(35);
        var before = file.Content();
        file.Stop = step => step.Rows == 20;
        Should.Throw<OperationCanceledException>(() => file.Ensure(New()));
        file.Stop = null;
        file.RollBack(New(), 1, allowDestructive: true).ShouldBe(["0002_step_2.sql"]);
        file.Content().ShouldBe(before);
        file.Ensure(New());
        file.Column("select min(runs) || max(runs) from orders").ShouldBe(["11"]);
    }

    [Fact]
    public void A_new_file_runs_it_over_what_the_migrations_have_made()
    {
        file.Ensure(MigrationFixture.Component([Model.Table("shops", Shops), Model.Table("orders", After)], Up1.Replace("-- irreversible", "insert into orders (id, price) values (1, 5), (2, 6);\n-- irreversible"), Schema2 + Fill));
        file.Column("select total || ' ' || runs from orders").ShouldBe(["10 1", "12 1"]);
        file.Column("select backfill from schema_migrations").ShouldBe([null, null]);
    }

    [Fact]
    public void Tables_without_rowid_are_walked_along_their_key()
    {
        const string first = "CREATE TABLE t (a TEXT COLLATE NOCASE, b BLOB, c REAL, n INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (a, b DESC, c)) STRICT, WITHOUT ROWID";
        TableSchema[] tables = [Model.Table("t", first)];
        file.Ensure(MigrationFixture.Component(tables, $"-- up\n{first};\n"));
        file.Run("with recursive i (i) as (select 1 union all select i + 1 from i where i < 50) insert into t select 'Key ' || (i % 5), cast(i % 3 as blob), i * 0.1, 0 from i", "insert into t values ('', x'', -1e300, 0), ('日本', x'00ff', 1e-300, 0)");
        file.Ensure(MigrationFixture.Component(tables, $"-- up\n{first};\n", "-- up\n-- backfill t batch 7\nupdate t set n = n + 1;\n"));
        file.Column("select count(*) || ' ' || min(n) || max(n) from t").ShouldBe(["52 11"]);
        file.Progress[^1].ShouldBe(new MigrationProgress("Tests.Database", "0002_step_2.sql", 1, 1) { Rows = 52, TotalRows = 52 });
    }

    [Fact]
    public void Another_table_may_be_asked_and_a_column_may_be_called_rowid()
    {
        const string first = "CREATE TABLE t (rowid TEXT, n INTEGER) STRICT", other = "CREATE TABLE o (name TEXT, n INTEGER) STRICT";
        TableSchema[] tables = [Model.Table("t", first), Model.Table("o", other)];
        file.Ensure(MigrationFixture.Component(tables, $"-- up\n{first};\n{other};\n"));
        file.Run("insert into t values ('a', null), ('b', null), ('c', null)", "insert into o values ('a', 1), ('b', 2)");
        file.Ensure(MigrationFixture.Component(tables, $"-- up\n{first};\n{other};\n", "-- up\n-- backfill t batch 1\nupdate t set n = o.n from o where o.name = t.rowid -- the names\n;\n-- backfill o batch 1\nupdate o set n = n * 10 where n = 1 or n = 2;\n"));
        file.Column("select n from t union all select n from o").ShouldBe(["1", "2", null, "10", "20"]);
    }

    [Fact]
    public void Rows_that_a_trigger_adds_behind_the_end_are_not_walked_for_ever()
    {
        const string first = "CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER NOT NULL) STRICT", trigger = "CREATE TRIGGER tr AFTER UPDATE ON t BEGIN INSERT INTO t (n) VALUES (0); END";
        TableSchema[] tables = [Model.Table("t", first, trigger)];
        file.Ensure(MigrationFixture.Component(tables, $"-- up\n{first};\n{trigger};\n"));
        file.Run("insert into t (n) values (1), (2), (3)");
        file.Ensure(MigrationFixture.Component(tables, $"-- up\n{first};\n{trigger};\n", "-- up\n-- backfill t batch 2\nupdate t set n = n + 10;\n"));
        file.Column("select n from t").ShouldBe(["11", "12", "13", "0", "0", "0"]);
    }

    [Theory]
    [InlineData("update orders set totl = 1;", "no such column")]
    [InlineData("update orders set total = 1 where other = 2;", "no such column")]
    [InlineData("update orders set id = id + 1;", "sets 'id', a column of the key")]
    [InlineData("update orders set (total, ROWID) = (1, 2);", "sets 'ROWID', a column of the key")]
    [InlineData("update orders set total = @n;", "is a parameter")]
    public void A_statement_that_can_not_run_undoes_the_schema_too(string statement, string message)
    {
        Seed(3);
        var before = file.Content();
        var error = Should.Throw<MigrationException>(() => file.Ensure(New($"-- backfill orders batch 10\n{statement}\n")));
        (error.Migration, error.Line).ShouldBe(("0002_step_2.sql", statement.Contains('@') ? 5 : 4));
        error.Message.ShouldContain(message);
        file.Content().ShouldBe(before);
    }

    [Theory]
    [InlineData("update orders set shop = 9 where id = 25;", "foreign key")]
    [InlineData("update orders set total = 'x' where id = 25;", "total")]
    public void Foreign_keys_and_types_hold_and_what_was_done_stays_until_the_rows_are_mended(string statement, string message)
    {
        Seed(35);
        var fill = $"-- backfill orders batch 10\n{statement.Replace("where id = 25", "where price = 25")}\n";
        var error = Should.Throw<MigrationException>(() => file.Ensure(New(fill)));
        (error.Problem, error.Line).ShouldBe((MigrationProblem.Failed, 4));
        error.Message.ShouldContain(message, Case.Insensitive);
        error.Message.ShouldContain("goes on where it stands");
        file.Value("select backfill from schema_migrations where version = 2").ShouldBe("0 20 35 i35 i20");
        file.Run("update orders set price = 26 where id = 25");
        file.Ensure(New(fill));
        file.Value("select backfill from schema_migrations where version = 2").ShouldBeNull();
    }

    [Fact]
    public void A_cursor_that_somebody_has_edited_is_told()
    {
        Seed(35);
        file.Stop = step => step.Rows == 10;
        Should.Throw<OperationCanceledException>(() => file.Ensure(New()));
        file.Stop = null;
        file.Run("update schema_migrations set backfill = '0 1 2 drop' where version = 2");
        Should.Throw<MigrationException>(() => file.Ensure(New())).Message.ShouldContain("Set it to '0'");
    }

    private void Seed(int rows)
    {
        file.Ensure(Old);
        file.Run("insert into shops values (1)", $"with recursive i (i) as (select 1 union all select i + 1 from i where i < {rows}) insert into orders select i, i, null from i");
    }
}
