using LineageAot.Lineage;
using Microsoft.Data.Sqlite;

namespace LineageAot.Cli.Tests.Commands;

/// <summary>What keeps a store in order: backup, restore, maintain, check.</summary>
public sealed class UpkeepCommandsTests : IAsyncLifetime, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lineage-test-").FullName;

    private string Database => Path.Combine(folder, "store.db");

    public async Task InitializeAsync()
    {
        await using var store = await LineageStore.OpenAsync(Database);
        await using var run = await (await store.GetOrAddWorkspaceAsync("kept")).StartRunAsync(new RunRequest("index"));
        await run.SucceedAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_backup_goes_to_a_path_or_into_a_folder_that_keeps_the_newest()
    {
        var copy = Path.Combine(folder, "copy.db");
        var report = (await JsonAsync("backup", copy)).Single();
        (report.Text("path"), report.Number("bytes"), report.GetProperty("logged").GetBoolean()).ShouldBe((copy, new FileInfo(copy).Length, true));
        (await RunAsync("backup", copy)).ExitCode.ShouldBe(ExitCodes.Failed);

        var backups = Directory.CreateDirectory(Path.Combine(folder, "backups")).FullName;
        for (var i = 0; i < 3; i++)
        {
            var (code, output, _) = await RunAsync("backup", "--folder", backups, "--keep", "2", "--keep-days", "7");
            code.ShouldBe(ExitCodes.Done);
            output.ShouldStartWith(backups);
        }

        Directory.GetFiles(backups).Length.ShouldBe(2);
        (await RunAsync("backup", "--folder", Path.Combine(folder, "missing"))).ExitCode.ShouldBe(ExitCodes.Failed);
        var log = await JsonAsync("maintain", "--log", "--kind", "backup");
        log.Take(log.Count - 1).Select(static row => row.GetProperty("ok").GetBoolean()).ShouldBe([false, true, true, true, false, true]);
    }

    [Fact]
    public async Task A_backup_is_made_while_a_program_holds_the_store_and_a_restore_is_refused()
    {
        var copy = Path.Combine(folder, "copy.db");
        await using (await LineageStore.OpenAsync(Database))
        {
            (await JsonAsync("backup", copy)).Single().GetProperty("logged").GetBoolean().ShouldBeFalse();
            var (code, output, errors) = await RunAsync("restore", copy);
            code.ShouldBe(ExitCodes.Failed);
            output.ShouldBeEmpty();
            errors.ShouldContain("open");
            (await RunAsync("maintain", "--checkpoint")).ExitCode.ShouldBe(ExitCodes.Failed);
            (await RunAsync("check")).ExitCode.ShouldBe(ExitCodes.Done);
        }

        (await RunAsync("restore", copy)).ExitCode.ShouldBe(ExitCodes.Done);
    }

    [Fact]
    public async Task A_restore_brings_back_what_was_and_keeps_what_is()
    {
        var copy = Path.Combine(folder, "copy.db");
        await RunAsync("backup", copy);
        await using (var store = await LineageStore.OpenAsync(Database))
        {
            await store.GetOrAddWorkspaceAsync("later");
        }

        var tried = (await JsonAsync("restore", copy, "--dry-run")).Single();
        (tried.GetProperty("dry_run").GetBoolean(), tried.Text("schema"), tried.Text("replaced")).ShouldBe((true, "current", null));
        IngestProcess.Scalar(Database, "select count(*) from workspaces").ShouldBe(2);
        var done = (await JsonAsync("restore", copy)).Single();
        IngestProcess.Rows(Database, "select name from workspaces").ShouldBe(["kept"]);
        IngestProcess.Scalar(done.Text("replaced")!, "select count(*) from workspaces").ShouldBe(2);
        (await JsonAsync("maintain", "--log"))[0].Text("kind").ShouldBe("restore");

        (await RunAsync("restore", Path.Combine(folder, "none.bak"))).ExitCode.ShouldBe(ExitCodes.Failed);
        await File.WriteAllTextAsync(Path.Combine(folder, "no.bak"), "no database, but long enough to be looked at");
        (await RunAsync("restore", Path.Combine(folder, "no.bak"))).ExitCode.ShouldBe(ExitCodes.Failed);
        IngestProcess.Rows(Database, "select name from workspaces").ShouldBe(["kept"]);
    }

    [Fact]
    public async Task Maintain_does_what_is_due_once_and_what_is_asked_for_each_time()
    {
        var done = await JsonAsync("maintain");
        done.Select(static line => line.Text("kind")).ShouldBe(["reap runs", "vacuum", "optimize", "integrity check"]);
        done.ShouldAllBe(static line => line.GetProperty("ok").GetBoolean());
        var (code, output, errors) = await RunAsync("maintain");
        (code, output).ShouldBe((ExitCodes.Done, ""));
        errors.ShouldContain("Nothing is due");
        (await JsonAsync("maintain", "--checkpoint", "--vacuum", "--optimize")).Select(static line => line.Text("kind")).ShouldBe(["full vacuum", "optimize", "checkpoint"]);

        var log = await JsonAsync("maintain", "--log", "--limit", "2");
        log.Select(static line => line.Text("kind")).ShouldBe(["checkpoint", "optimize", null]);
        (await JsonAsync("maintain", "--log", "--after", log[^1].Text("next")!))[0].Text("kind").ShouldBe("full vacuum");
        (await RunAsync("maintain", "--log")).Output.ShouldContain("nothing was found");
    }

    [Fact]
    public async Task Check_fails_where_events_were_changed_or_a_reference_is_broken()
    {
        (await JsonAsync("check")).Select(static line => line.Text("check")).ShouldBe(["schema", "integrity and foreign keys", "events", "health"]);
        Change("update event_streams set version = version + 1");
        var (code, output, _) = await RunAsync("check", "--quick");
        code.ShouldBe(ExitCodes.Failed);
        output.ShouldContain("integrity and foreign keys: ok");
        output.ShouldContain("events: not ok");
        (await RunAsync("events", "--verify")).ExitCode.ShouldBe(ExitCodes.Failed);

        Change("pragma foreign_keys = off; update runs set workspace_id = randomblob(16)");
        (await RunAsync("check")).Output.ShouldContain("table 'runs'");
        (await RunAsync("check", "--whole")).Output.ShouldContain("integrity and foreign keys: not ok");
        (await RunAsync("maintain", "--integrity")).ExitCode.ShouldBe(ExitCodes.Failed);
        (await JsonAsync("maintain", "--log"))[0].GetProperty("ok").GetBoolean().ShouldBeFalse();
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) => InProcess.RunAsync([.. arguments, "--db", Database]);

    private Task<List<System.Text.Json.JsonElement>> JsonAsync(params string[] arguments) => InProcess.JsonAsync([.. arguments, "--db", Database]);

    private void Change(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
