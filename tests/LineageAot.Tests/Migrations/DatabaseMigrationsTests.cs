using LineageAot.Migrations;
using LineageAot.Operations;
using LineageAot.Schema;
using LineageAot.Tests.Support;

namespace LineageAot.Tests.Migrations;

/// <summary>The front door for tools: status, apply, dry run, stamp, verify.</summary>
public sealed class DatabaseMigrationsTests : IDisposable
{
    private readonly MigrationFixture file = new();

    private DatabaseOptions Options => new() { Path = file.Path };

    private string[] Files => [.. Directory.GetFiles(System.IO.Path.GetDirectoryName(file.Path)!).Select(System.IO.Path.GetFileName).Order()!];

    public void Dispose() => file.Dispose();

    [Fact]
    public async Task A_missing_file_is_new_and_stays_missing()
    {
        var status = await DatabaseMigrations.ReadStatusAsync(Options, TenVersions.Schema);
        status.State.ShouldBe(SchemaState.New);
        status.Components.Single().Pending.Select(migration => migration.Version).ShouldBe(Enumerable.Range(1, 10));
        status.Components.Single().Pending.Where(migration => migration.IsDestructive).Select(migration => migration.FileName).ShouldBe(["0010_step_10.sql"]);
        await Should.ThrowAsync<SchemaMismatchException>(() => DatabaseMigrations.VerifyAsync(Options, TenVersions.Schema));
        await Should.ThrowAsync<ConfigurationException>(() => DatabaseMigrations.RollbackAsync(Options, TenVersions.Schema));
        await Should.ThrowAsync<ConfigurationException>(() => DatabaseMigrations.StampAsync(Options, TenVersions.Schema, 1));
        (await DatabaseMigrations.ApplyAsync(Options, TenVersions.Schema, new MigrateOptions { DryRun = true })).Count.ShouldBe(10);
        Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task Apply_stops_behind_a_number_and_goes_on_later()
    {
        var applied = await DatabaseMigrations.ApplyAsync(Options, TenVersions.Schema, new MigrateOptions { To = 3, Progress = file });
        applied.Select(report => report.FileName).ShouldBe(["0001_step_1.sql", "0002_step_2.sql", "0003_step_3.sql"]);
        file.Progress.Select(step => $"{step.Migration} {step.Step}/{step.Steps}").ShouldBe(["0001_step_1.sql 1/1", "0002_step_2.sql 1/1", "0003_step_3.sql 1/1"]);
        var status = await DatabaseMigrations.ReadStatusAsync(Options, TenVersions.Schema);
        status.State.ShouldBe(SchemaState.Older);
        status.Components.Single().Applied.Select(migration => $"{migration.Version} {migration.Name} {migration.IsEdited} {migration.IsUnknown} {migration.IsUnfinished}")
            .ShouldBe(["1 step_1 False False False", "2 step_2 False False False", "3 step_3 False False False"]);
        status.Components.Single().Applied.ShouldAllBe(migration => migration.AppliedAt.Year > 2000 && migration.Duration >= TimeSpan.Zero);
        status.Differences.Count.ShouldBe(7);
        (await DatabaseMigrations.ApplyAsync(Options, TenVersions.Schema, new MigrateOptions { To = 3 })).ShouldBeEmpty();

        var error = await Should.ThrowAsync<MigrationException>(() => DatabaseMigrations.ApplyAsync(Options, TenVersions.Schema));
        error.Problem.ShouldBe(MigrationProblem.DestructiveNotAllowed);
        (await DatabaseMigrations.ReadStatusAsync(Options, TenVersions.Schema)).Components.Single().Applied.Count.ShouldBe(9);
        var last = await DatabaseMigrations.ApplyAsync(Options with { AllowDestructive = true }, TenVersions.Schema);
        last.Select(report => (report.Version, report.IsDestructive)).ShouldBe([(10, true)]);
        Files.ShouldContain(name => name!.StartsWith("a.db.before-0010."));
        var current = await DatabaseMigrations.ReadStatusAsync(Options, TenVersions.Schema);
        (current.State, current.Differences.Count).ShouldBe((SchemaState.Current, 0));
        await DatabaseMigrations.VerifyAsync(Options, TenVersions.Schema);
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => DatabaseMigrations.ApplyAsync(Options, TenVersions.Schema, new MigrateOptions { To = 11 }));
    }

    [Fact]
    public async Task To_is_about_the_own_component_and_included_ones_are_brought_up_fully()
    {
        const string people = "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT) STRICT";
        var included = new DatabaseSchema { Name = "Tests.People", Tables = [Model.Table("people", people)], Migrations = [MigrationFixture.Migration(7, "people", $"-- up\n{people};\n")] };
        var whole = new DatabaseSchema { Name = TenVersions.Schema.Name, Tables = TenVersions.Schema.Tables, Migrations = TenVersions.Schema.Migrations, Includes = [included] };
        (await DatabaseMigrations.ApplyAsync(Options, whole, new MigrateOptions { To = 2 })).Select(report => $"{report.Component} {report.Version}").ShouldBe(["Tests.People 7", "Tests.Database 1", "Tests.Database 2"]);
        (await DatabaseMigrations.RollbackAsync(Options with { AllowDestructive = true }, whole, new RollbackOptions { To = 0 })).Select(report => $"{report.Component} {report.Version}").ShouldBe(["Tests.Database 2", "Tests.Database 1"]);
        file.Column("select component from schema_migrations").ShouldBe(["Tests.People"]);
        file.Value("pragma user_version").ShouldBe("0");
    }

    [Fact]
    public async Task A_dry_run_finds_what_would_fail_and_leaves_nothing()
    {
        await DatabaseMigrations.ApplyAsync(Options, TenVersions.Schema, new MigrateOptions { To = 4 });
        file.Run(TenVersions.Seed(4));
        var (before, files) = (file.Content(), Files);
        using (DatabaseFile.Claim(Options))
        {
            // Another program has the file open meanwhile.
            var would = await DatabaseMigrations.ApplyAsync(Options, TenVersions.Schema, new MigrateOptions { DryRun = true, Progress = file });
            would.Select(report => report.Version).ShouldBe([5, 6, 7, 8, 9, 10]);
            would.Where(report => report.IsDestructive).Select(report => report.Version).ShouldBe([10]);
            file.Progress[^2].ShouldBe(new MigrationProgress("Tests.Database", "0009_step_9.sql", 2, 2) { Rows = 3, TotalRows = 3 });
        }

        file.Content().ShouldBe(before);
        Files.ShouldBe(files);
        file.Run("create view mine as select owner from memos");
        var error = await Should.ThrowAsync<MigrationException>(() => DatabaseMigrations.ApplyAsync(Options, TenVersions.Schema, new MigrateOptions { DryRun = true }));
        error.Migration.ShouldBe("0010_step_10.sql");
        (await DatabaseMigrations.ApplyAsync(Options, TenVersions.Schema, new MigrateOptions { DryRun = true, To = 4 })).ShouldBeEmpty();
        Files.ShouldBe(files);
    }

    [Fact]
    public async Task Status_tells_edits_unknown_ones_drift_and_unfinished_backfills_at_once_and_beside_a_writer()
    {
        var edited = new DatabaseSchema { Name = TenVersions.Schema.Name, Tables = TenVersions.Schema.Tables, Migrations = [MigrationFixture.Migration(1, "step_1", "-- up\nselect 1;\n"), .. TenVersions.Schema.Migrations[1..2]] };
        await DatabaseMigrations.ApplyAsync(Options, TenVersions.Schema, new MigrateOptions { To = 3 });
        var status = await DatabaseMigrations.ReadStatusAsync(Options, edited);
        status.State.ShouldBe(SchemaState.Drifted);
        status.Components.Single().Applied.Select(migration => (migration.Version, migration.IsEdited, migration.IsUnknown)).ShouldBe([(1, true, false), (2, false, false), (3, false, true)]);
        status.Differences.ShouldBe(["migration 3 'step_3' of Tests.Database was applied to the file, and this program doesn't have it", "migration 1 'step_1' of Tests.Database was applied with another text than the program has"]);

        // Drift in the middle of the history: the applied ones make other tables.
        file.Run("alter table notes add column more text");
        status = await DatabaseMigrations.ReadStatusAsync(Options, TenVersions.Schema);
        (status.State, status.Differences[0]).ShouldBe((SchemaState.Drifted, "table 'notes': column 'more' is in the file, but the program doesn't know it"));
        file.Run("alter table notes drop column more", "update notes set size = '1'");

        file.Run(TenVersions.Seed(3));
        file.Stop = step => step.Rows == 2;
        Should.Throw<OperationCanceledException>(() => file.Ensure(TenVersions.Schema));
        using var writer = Sessions.Writer(file.Path);
        writer.Execute("begin immediate");
        writer.Execute("insert into tags values (1, 'x')");
        status = await DatabaseMigrations.ReadStatusAsync(Options, TenVersions.Schema);
        writer.Execute("rollback");
        status.State.ShouldBe(SchemaState.Older);
        status.Components.Single().Applied[^1].ShouldSatisfyAllConditions(
            migration => migration.Version.ShouldBe(9),
            migration => migration.IsUnfinished.ShouldBeTrue(),
            migration => migration.BackfilledRows.ShouldBe(2),
            migration => migration.BackfillTotalRows.ShouldBe(3));
        status.Differences.ShouldBe(["the backfill of migration 9 'step_9' of Tests.Database hasn't ended", "migration '0010_step_10.sql' of Tests.Database hasn't been applied"]);
    }

    [Fact]
    public async Task A_file_that_somebody_else_made_is_stamped_once_its_tables_fit()
    {
        await DatabaseMigrations.ApplyAsync(Options, TenVersions.Schema, new MigrateOptions { To = 4 });
        file.Run([.. TenVersions.Seed(4), "drop table schema_migrations", "pragma user_version=0", "pragma application_id=0"]);
        var before = file.Content();
        var status = await DatabaseMigrations.ReadStatusAsync(Options, TenVersions.Schema);
        (status.State, status.Components.Single().Pending.Count).ShouldBe((SchemaState.Older, 6));
        status.Differences[0].ShouldContain("those that the ones up to 4 make");

        var error = await Should.ThrowAsync<SchemaMismatchException>(() => DatabaseMigrations.StampAsync(Options, TenVersions.Schema, 6));
        error.Differences.ShouldContain("table 'memos': column 'size' has another type: TEXT in the file, INTEGER in the program");
        await Should.ThrowAsync<SchemaMismatchException>(() => DatabaseMigrations.StampAsync(Options, TenVersions.Schema, 3));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => DatabaseMigrations.StampAsync(Options, TenVersions.Schema, 12));
        file.Content().ShouldBe(before);

        await DatabaseMigrations.StampAsync(Options, TenVersions.Schema, 4);
        file.Column("select version || name || duration_ms from schema_migrations").ShouldBe(["1step_10", "2step_20", "3step_30", "4step_40"]);
        (file.Value("pragma user_version"), file.Value("pragma application_id")).ShouldBe(("4", "1279872577"));
        await DatabaseMigrations.StampAsync(Options, TenVersions.Schema, 4);
        (await Should.ThrowAsync<SchemaMismatchException>(() => DatabaseMigrations.StampAsync(Options, TenVersions.Schema, 2))).State.ShouldBe(SchemaState.Newer);
        await DatabaseMigrations.ApplyAsync(Options with { AllowDestructive = true }, TenVersions.Schema);
        file.Value(TenVersions.Rows).ShouldBe(TenVersions.Expected(4));
    }

    [Fact]
    public async Task A_file_that_another_process_writes_or_another_application_owns_is_refused()
    {
        await DatabaseMigrations.ApplyAsync(Options, TenVersions.Schema, new MigrateOptions { To = 1 });
        using (var other = Program.Start("own", file.Path))
        {
            other.FirstLine.ShouldBe("ready");
            await Should.ThrowAsync<DatabaseBusyException>(() => DatabaseMigrations.ApplyAsync(Options, TenVersions.Schema));
            await Should.ThrowAsync<DatabaseBusyException>(() => DatabaseMigrations.RollbackAsync(Options, TenVersions.Schema));
        }

        file.Run("pragma application_id=77");
        (await Should.ThrowAsync<MigrationException>(() => DatabaseMigrations.ReadStatusAsync(Options, TenVersions.Schema))).Problem.ShouldBe(MigrationProblem.OtherApplication);
        (await Should.ThrowAsync<MigrationException>(() => DatabaseMigrations.RollbackAsync(Options, TenVersions.Schema))).Problem.ShouldBe(MigrationProblem.OtherApplication);
        (await Should.ThrowAsync<MigrationException>(() => DatabaseMigrations.StampAsync(Options, TenVersions.Schema, 1))).Problem.ShouldBe(MigrationProblem.OtherApplication);
    }

    [Fact]
    public async Task A_tool_needs_no_columns_of_the_records()
    {
        // As a schema is that was read out of an assembly's metadata.
        var tables = TenVersions.Schema.Tables.Select(table => new TableSchema { Name = table.Name, RecordName = table.RecordName, Columns = [], Key = [], Ddl = table.Ddl }).ToArray();
        var schema = new DatabaseSchema { Name = TenVersions.Schema.Name, Tables = tables, Migrations = TenVersions.Schema.Migrations, Engine = SqliteMigrations.Engine };
        await DatabaseMigrations.ApplyAsync(Options, schema);
        await DatabaseMigrations.VerifyAsync(Options, schema);
        (await DatabaseMigrations.ReadStatusAsync(Options, schema)).State.ShouldBe(SchemaState.Current);

        // And a database without any migration has a status too; one that lost them was an older program.
        (await DatabaseMigrations.ReadStatusAsync(Options, new DatabaseSchema { Name = "Tests.Plain", Tables = tables })).State.ShouldBe(SchemaState.Current);
        (await DatabaseMigrations.ReadStatusAsync(Options, new DatabaseSchema { Name = "Tests.Plain", Tables = [Model.Table("memos", "CREATE TABLE memos (id INTEGER PRIMARY KEY) STRICT")] })).State.ShouldBe(SchemaState.Drifted);
        (await DatabaseMigrations.ReadStatusAsync(Options, Model.Of(tables))).State.ShouldBe(SchemaState.Newer);
    }

    [Fact]
    public async Task Who_opens_can_watch()
    {
        await using (var database = await OpenAsync(Options with { MigrationProgress = file }))
        {
            file.Progress.Select(step => step.Migration).Distinct().Count().ShouldBe(9);
        }

        async Task<IAsyncDisposable> OpenAsync(DatabaseOptions options)
        {
            var handle = await DatabaseOpener.OpenAsync(options, TenVersions.Reversible);
            return new Closing(handle);
        }
    }

    private sealed class Closing(DatabaseHandle handle) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => handle.CloseAsync(Timeout.InfiniteTimeSpan);
    }
}
