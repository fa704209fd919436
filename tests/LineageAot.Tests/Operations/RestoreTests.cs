using LineageAot.Operations;
using LineageAot.Schema;
using LineageAot.Sqlite;
using LineageAot.Tests.Migrations;
using LineageAot.Tests.Reading;
using LineageAot.Tests.Support;

namespace LineageAot.Tests.Operations;

/// <summary>What a restore refuses, and what it leaves where.</summary>
public sealed class RestoreTests : IDisposable
{
    private readonly RestoreScenario scenario = new();

    private string Path => scenario.Path;

    private string BackupPath => scenario.BackupPath;

    public void Dispose() => scenario.Dispose();

    [Fact]
    public async Task The_backups_rows_are_back_and_what_was_there_is_kept()
    {
        await using (var database = await ReadingDatabase.OpenAsync(scenario.File("a.db")))
        {
            await database.Items.InsertAsync(new Item { Id = 1, Name = "one" });
            await database.BackupAsync(scenario.File("a.bak"));
            await database.Items.InsertAsync(new Item { Id = 2, Name = "two" });
        }

        var report = await DatabaseRestore.RunAsync<ReadingDatabase>(scenario.File("a.bak"), scenario.File("a.db"), new RestoreOptions { TimeProvider = new ManualClock() });
        report.SchemaState.ShouldBe(SchemaState.Current);
        report.ReplacedPath.ShouldBe(scenario.File("a.db.before-restore.20260101-000000-000.bak"));
        await using (var database = await ReadingDatabase.OpenAsync(scenario.File("a.db")))
        {
            (await database.Items.CountAsync()).ShouldBe(1);
        }

        await using var before = await ReadingDatabase.OpenAsync(new DatabaseOptions { Path = report.ReplacedPath!, Access = DatabaseAccess.ReadOnly });
        (await before.Items.CountAsync()).ShouldBe(2);
        Directory.GetFiles(scenario.Folder, "*.partial*").ShouldBeEmpty();
    }

    [Fact]
    public void What_only_the_old_log_held_is_kept_and_does_not_reach_the_new_file()
    {
        scenario.LeaveOld(withLog: true);
        new FileInfo(Path + "-wal").Length.ShouldBeGreaterThan(0);
        var report = scenario.Restore();
        RestoreScenario.Content(Path).ShouldBe("backup");
        File.Exists(Path + "-wal").ShouldBeFalse();
        File.Exists(report.ReplacedPath + "-wal").ShouldBeFalse();
        RestoreScenario.Content(report.ReplacedPath!).ShouldBe("old, logged");
    }

    [Fact]
    public void A_damaged_old_file_moves_along_with_its_log()
    {
        scenario.LeaveOld(withLog: true);
        scenario.DamageOld();
        var (main, log) = (RestoreScenario.Hash(Path), RestoreScenario.Hash(Path + "-wal"));
        var report = scenario.Restore();
        RestoreScenario.Content(Path).ShouldBe("backup");
        RestoreScenario.Hash(report.ReplacedPath!).ShouldBe(main);
        RestoreScenario.Hash(report.ReplacedPath + "-wal").ShouldBe(log);
        File.Exists(Path + "-wal").ShouldBeFalse();
    }

    [Fact]
    public void Where_no_database_was_none_is_kept_and_a_forgotten_log_is_not_applied()
    {
        scenario.LeaveOld(withLog: true);
        File.Delete(Path);
        var report = scenario.Restore();
        report.ReplacedPath.ShouldBeNull();
        RestoreScenario.Content(Path).ShouldBe("backup");
        Directory.GetFiles(scenario.Folder, "*.bak-wal").Length.ShouldBe(1);
    }

    [Fact]
    public void The_new_file_has_the_old_ones_rights_or_its_owners_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        scenario.Restore();
        File.GetUnixFileMode(Path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        const UnixFileMode Shared = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        File.SetUnixFileMode(Path, Shared);
        scenario.Restore();
        File.GetUnixFileMode(Path).ShouldBe(Shared);
    }

    [Theory]
    [InlineData("missing", "doesn't exist")]
    [InlineData("empty", "is empty")]
    [InlineData("text", "isn't an SQLite database")]
    [InlineData("damaged", "isn't sound")]
    [InlineData("references", "points at a row of")]
    [InlineData("itself", "is the database itself")]
    public void What_is_no_sound_backup_is_refused_and_nothing_changes(string kind, string sentence)
    {
        scenario.LeaveOld(withLog: true);
        var backup = kind == "itself" ? Path : scenario.SpoilBackup(kind);
        foreach (var isDryRun in new[] { true, false })
        {
            Should.Throw<RestoreException>(() => scenario.Restore(backup: backup, isDryRun: isDryRun)).Message.ShouldContain(sentence);
        }

        RestoreScenario.Content(Path).ShouldBe("old, logged");
        scenario.Leftovers().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_newer_programs_backup_is_refused_and_an_older_ones_is_brought_up()
    {
        var table = Model.Table("t", "CREATE TABLE t (a INTEGER)");
        var wider = Model.Table("t", "CREATE TABLE t (a INTEGER, b TEXT)");
        var first = MigrationFixture.Component([table], "-- up\ncreate table t (a integer);");
        var second = MigrationFixture.Component([wider], "-- up\ncreate table t (a integer);", "-- up\nalter table t add column b text;");
        foreach (var (name, schema) in new[] { ("first.db", first), ("second.db", second) })
        {
            await DatabaseMigrations.ApplyAsync(new DatabaseOptions { Path = scenario.File(name) }, schema);
        }

        var error = await Should.ThrowAsync<SchemaMismatchException>(() => DatabaseRestore.RunAsync(scenario.File("second.db"), Path, first));
        error.State.ShouldBe(SchemaState.Newer);
        error.Message.ShouldContain("newer version of the program");
        File.Exists(Path).ShouldBeFalse();

        (await DatabaseRestore.RunAsync(scenario.File("first.db"), Path, second)).SchemaState.ShouldBe(SchemaState.Older);
        await DatabaseMigrations.ApplyAsync(new DatabaseOptions { Path = Path }, second);
        (await DatabaseRestore.RunAsync(scenario.File("second.db"), Path, second)).SchemaState.ShouldBe(SchemaState.Current);
    }

    [Theory]
    [InlineData("create table items (id integer)", SchemaState.Drifted)]
    [InlineData("pragma user_version = 7", SchemaState.New)]
    [InlineData("create table customers (id integer)", SchemaState.Older)]
    public async Task What_the_program_could_not_open_is_refused(string sql, SchemaState state)
    {
        Sessions.Run(scenario.File("b.db"), sql);
        var error = await Should.ThrowAsync<SchemaMismatchException>(() => DatabaseRestore.RunAsync<ReadingDatabase>(scenario.File("b.db"), Path));
        error.State.ShouldBeOneOf(state, SchemaState.Drifted);
        File.Exists(Path).ShouldBeFalse();
    }

    [Fact]
    public async Task Another_applications_backup_is_refused()
    {
        Sessions.Run(scenario.File("b.db"), "create table t (a integer)", "pragma application_id = 77");
        var schema = MigrationFixture.Component([Model.Table("t", "CREATE TABLE t (a INTEGER)")], "-- up\ncreate table t (a integer);");
        (await Should.ThrowAsync<MigrationException>(() => DatabaseRestore.RunAsync(scenario.File("b.db"), Path, schema))).Problem.ShouldBe(MigrationProblem.OtherApplication);
    }

    [Fact]
    public async Task An_open_database_is_never_replaced()
    {
        await using (var database = await ReadingDatabase.OpenAsync(Path))
        {
            Should.Throw<DatabaseBusyException>(() => scenario.Restore()).Message.ShouldContain("open in this process");
            Should.Throw<DatabaseBusyException>(() => scenario.Restore(isDryRun: true));
            await database.Items.InsertAsync(new Item { Id = 1, Name = "one" });
        }

        using (var other = Program.Start("own", Path))
        {
            Should.Throw<DatabaseBusyException>(() => scenario.Restore()).Message.ShouldContain($"process {other.Id}");
        }

        await using var again = await ReadingDatabase.OpenAsync(Path);
        (await again.Items.CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_paused_database_is_restored_and_resumed()
    {
        await using var database = await ReadingDatabase.OpenAsync(Path);
        await database.Items.InsertAsync(new Item { Id = 1, Name = "one" });
        await database.BackupAsync(scenario.File("a.bak"));
        await database.Items.InsertAsync(new Item { Id = 2, Name = "two" });
        await database.PauseAsync();
        await DatabaseRestore.RunAsync<ReadingDatabase>(scenario.File("a.bak"), Path);
        await database.ResumeAsync();
        (await database.Items.CountAsync()).ShouldBe(1);
        await database.Items.InsertAsync(new Item { Id = 3, Name = "three" });
    }

    [Fact]
    public void A_program_that_knows_no_lock_is_noticed_too()
    {
        scenario.LeaveOld(withLog: true);
        using (var reader = Sessions.Reader(Path))
        {
            reader.QueryText("select count(*) from t");
            Should.Throw<DatabaseBusyException>(() => scenario.Restore()).Message.ShouldContain("Another program has");
            RestoreScenario.Content(Path).ShouldBe("old, logged");
        }

        scenario.Leftovers().ShouldBeEmpty();
        scenario.Restore();
        RestoreScenario.Content(Path).ShouldBe("backup");
    }

    [Fact]
    public void A_dry_run_leaves_every_file_as_it_is()
    {
        scenario.LeaveOld(withLog: true);
        var before = scenario.Files();
        var report = scenario.Restore(isDryRun: true);
        report.WasDryRun.ShouldBeTrue();
        report.ReplacedPath.ShouldBeNull();
        scenario.Files().ShouldBe(before);
    }

    [Fact]
    public void A_link_in_the_databases_place_is_refused_unless_asked_for()
    {
        scenario.LeaveOld(withLog: false);
        File.CreateSymbolicLink(scenario.File("link.db"), Path);
        Should.Throw<ConfigurationException>(() => RestoreScenario.Run(new RestoreInputs { Backup = BackupPath, Database = scenario.File("link.db"), Now = default, CheckSchema = static _ => null }));
        RestoreScenario.Run(new RestoreInputs { Backup = BackupPath, Database = scenario.File("link.db"), AllowSymbolicLink = true, Now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, default), CheckSchema = static _ => null });
        RestoreScenario.Content(Path).ShouldBe("backup");
        new FileInfo(scenario.File("link.db")).LinkTarget.ShouldBe(Path);
    }

    [Fact]
    public void Cancelled_it_changes_nothing()
    {
        scenario.LeaveOld(withLog: false);
        using var cancellation = new CancellationTokenSource();
        Should.Throw<OperationCanceledException>(() => scenario.Restore(beforeStep: step =>
        {
            if (step == "copy")
            {
                cancellation.Cancel();
            }
        }, cancellationToken: cancellation.Token));
        RestoreScenario.Content(Path).ShouldBe("old");
        scenario.Leftovers().ShouldBeEmpty();
    }

    [MountFact]
    public void Without_room_for_the_copy_it_says_so_with_figures()
    {
        using var mount = Mount.Small(kibibytes: 64);
        Sessions.Run(BackupPath, "insert into t values (randomblob(100000))", "pragma wal_checkpoint(truncate)");
        Should.Throw<DatabaseFullException>(() => scenario.Restore(database: mount.File("a.db"))).Message.ShouldContain("are free there");
        Directory.GetFiles(mount.Path, "*.partial*").ShouldBeEmpty();
    }

    [MountFact]
    public void A_folder_that_cannot_be_written_is_told()
    {
        scenario.LeaveOld(withLog: false);
        using var mount = Mount.ReadOnly(scenario.Folder);
        Should.Throw<LineageException>(() => scenario.Restore(database: mount.File("a.db")));
        RestoreScenario.Content(Path).ShouldBe("old");
    }
}
