using LineageAot.Schema;
using LineageAot.Tests.Support;

namespace LineageAot.Tests.Migrations;

/// <summary>The way back: what it asks first, and that it is all or nothing.</summary>
public sealed class MigrationRollbackTests : IDisposable
{
    private const string A = "CREATE TABLE a (id INTEGER PRIMARY KEY) STRICT";
    private const string B = "CREATE TABLE b (id INTEGER PRIMARY KEY, a INTEGER REFERENCES a (id)) STRICT";
    private const string Up1 = $"-- up\n{A};\n-- down\ndrop table a;\n";
    private const string Up2 = $"-- up\n{B};\n-- down\ndrop table b;\n";

    private readonly MigrationFixture file = new();

    private DatabaseOptions Options => new() { Path = file.Path, AllowDestructive = true, BackupBeforeDestructive = false };

    public void Dispose() => file.Dispose();

    private static DatabaseSchema Of(params string[] texts) => MigrationFixture.Component([Model.Table("a", A), Model.Table("b", B)], texts);

    [Theory]
    [InlineData("-- up\nselect 1;\n-- irreversible\n", "says '-- irreversible'")]
    [InlineData("-- up\nselect 1;\n", "has no '-- down' section")]
    public async Task One_without_a_way_back_is_refused_before_the_first_is_undone(string third, string message)
    {
        var schema = Of(Up1, Up2, third, "-- up\nselect 2;\n-- down\nselect 3;\n");
        file.Ensure(schema);
        var before = file.Content();
        var error = await Should.ThrowAsync<MigrationException>(() => DatabaseMigrations.RollbackAsync(Options, schema, new RollbackOptions { Steps = 2 }));
        (error.Problem, error.Migration).ShouldBe((MigrationProblem.Irreversible, "0003_step_3.sql"));
        error.Message.ShouldContain(message);
        file.Content().ShouldBe(before);
        file.Column("select version from schema_migrations").ShouldBe(["1", "2", "3", "4"]);
        (await DatabaseMigrations.RollbackAsync(Options, schema)).Single().FileName.ShouldBe("0004_step_4.sql");
    }

    [Fact]
    public async Task Numbers_that_were_not_applied_are_refused()
    {
        var schema = Of(Up1, Up2);
        file.Ensure(schema);
        foreach (var wrong in new[] { new RollbackOptions { Steps = 0 }, new RollbackOptions { Steps = 3 }, new RollbackOptions { To = 3 }, new RollbackOptions { To = -1 } })
        {
            await Should.ThrowAsync<ArgumentOutOfRangeException>(() => DatabaseMigrations.RollbackAsync(Options, schema, wrong));
        }

        (await DatabaseMigrations.RollbackAsync(Options, schema, new RollbackOptions { To = 2 })).ShouldBeEmpty();
        (await DatabaseMigrations.RollbackAsync(Options, schema, new RollbackOptions { To = 0 })).Select(report => (report.Version, report.IsDestructive)).ShouldBe([(2, true), (1, true)]);
        file.Column("select name from sqlite_schema where type = 'table'").ShouldBe(["schema_migrations"]);
        file.Value("pragma user_version").ShouldBe("0");
        file.Ensure(schema);
        file.Ensure(schema, MigrationMode.Verify);
    }

    [Fact]
    public void What_drops_something_asks_and_copies_first_and_all_are_asked_before_the_first()
    {
        var schema = Of(Up1, Up2, "-- up\nselect 1;\n-- down\nselect 2;\n");
        file.Ensure(schema);
        Should.Throw<MigrationException>(() => file.RollBack(schema, 2)).ShouldSatisfyAllConditions(
            error => error.Problem.ShouldBe(MigrationProblem.DestructiveNotAllowed),
            error => error.Message.ShouldContain("its way back may lose rows"));
        file.Column("select version from schema_migrations").ShouldBe(["1", "2", "3"]);
        file.RollBack(schema, 2, allowDestructive: true);
        file.Backups.Single().ShouldStartWith(file.Path + ".before-undo-0002.");
    }

    [Fact]
    public void Rows_that_would_point_at_nothing_and_views_that_would_break_undo_it()
    {
        var schema = Of($"-- up\n{A};\n{B};\n-- down\ndrop table b;\ndrop table a;\n", "-- up\nselect 1;\n-- down\ndelete from a;\n");
        file.Ensure(schema);
        file.Run("insert into a values (1)", "insert into b values (1, 1)");
        var before = file.Content();
        var error = Should.Throw<MigrationException>(() => file.RollBack(schema, 1, allowDestructive: true));
        (error.Problem, error.Message.Contains("1 rows of table 'b' point at rows of 'a'")).ShouldBe((MigrationProblem.ForeignKeys, true));
        file.Content().ShouldBe(before);
        file.Column("select version from schema_migrations").ShouldBe(["1", "2"]);

        file.Run("create view seen as select id from b");
        before = file.Content();
        file.Run("delete from b");
        Should.Throw<MigrationException>(() => file.RollBack(schema, 2, allowDestructive: true)).Message.ShouldContain("the view 'seen' doesn't work any more");
        file.Column("select version from schema_migrations").ShouldBe(["1"]);
    }

    [Fact]
    public void The_way_back_is_that_of_the_text_that_was_applied()
    {
        file.Ensure(Of(Up1, Up2));
        Should.Throw<MigrationException>(() => file.RollBack(Of(Up1, Up2.Replace("drop table b", "drop table a")), 1, allowDestructive: true)).Problem.ShouldBe(MigrationProblem.Edited);
        Should.Throw<SchemaMismatchException>(() => file.RollBack(Of(Up1), 1, allowDestructive: true)).State.ShouldBe(SchemaState.Newer);
        file.Run("update schema_migrations set checksum_algorithm = 'other' where version = 2");
        Should.Throw<MigrationException>(() => file.RollBack(Of(Up1, Up2), 1, allowDestructive: true)).Message.ShouldContain("counted in another way");
        file.Column("select name from sqlite_schema where type = 'table'").ShouldBe(["a", "b", "schema_migrations"], ignoreOrder: true);
    }

    [Fact]
    public void Steps_are_told_and_a_failing_one_names_its_line()
    {
        var schema = Of(Up1, Up2, $"-- up\nselect 1;\n-- down\nselect 2;\n-- rebuild a\n{A};\nselekt 3;\n");
        file.Ensure(schema);
        file.Progress.Clear();
        var error = Should.Throw<MigrationException>(() => file.RollBack(schema, 1));
        (error.Problem, error.Line).ShouldBe((MigrationProblem.Failed, 7));
        file.Progress.Select(step => $"{step.Step}/{step.Steps}").ShouldBe(["1/3", "2/3", "3/3"]);
    }
}
