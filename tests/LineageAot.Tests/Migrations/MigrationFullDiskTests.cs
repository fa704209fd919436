using LineageAot.Tests.Support;

namespace LineageAot.Tests.Migrations;

/// <summary>The disk is full at each page that a migration wants: a typed error, one whole version, and with room it goes through.</summary>
public sealed class MigrationFullDiskTests : IDisposable
{
    // So that there are many.
    private const int SmallPage = 512;

    private readonly TempFolder folder = new();

    public static IEnumerable<object[]> Scenarios => MigrationScenario.Names.Select(static name => new object[] { name });

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Full_at_every_page(string name)
    {
        var scenario = MigrationScenario.Of(name);
        var start = folder.File("start.db");
        scenario.Prepare(start, SmallPage);
        if (name != "empty")
        {
            Sessions.Run(start, "pragma wal_checkpoint(truncate)");
        }

        File.Copy(start, folder.File("whole.db"));
        string[] end;
        using (var session = Sessions.Writer(folder.File("whole.db")))
        {
            scenario.Migrate(session);
            end = MigrationScenario.Content(session);
        }

        var failures = 0;
        for (var isDone = false; !isDone; failures += isDone ? 0 : 1)
        {
            var path = folder.File($"{failures}.db");
            File.Copy(start, path);
            using (var session = Sessions.Writer(path, pageSize: SmallPage))
            {
                session.Execute($"pragma max_page_count={Math.Max(1, int.Parse(session.QueryText("pragma page_count")!)) + failures}");
                try
                {
                    scenario.Migrate(session);
                    isDone = true;
                }
                catch (LineageException e)
                {
                    (e as DatabaseFullException ?? e.InnerException).ShouldBeOfType<DatabaseFullException>();
                }

                (session.IsAutocommit, session.QueryText("pragma foreign_keys"), session.QueryText("pragma legacy_alter_table"), session.QueryText("pragma writable_schema")).ShouldBe((true, "1", "0", "0"));
            }

            scenario.RequireWholeAndFinish(path, end);
        }

        failures.ShouldBeGreaterThanOrEqualTo(10);
    }

    [MountFact]
    public void A_small_file_system_is_full_and_grows()
    {
        var scenario = MigrationScenario.Of("rows");
        using var mount = Mount.Small(4096);
        var path = mount.File("a.db");
        scenario.Prepare(path);
        scenario.Prepare(folder.File("whole.db"));
        foreach (var file in new[] { path, folder.File("whole.db") })
        {
            Sessions.Run(file, "with recursive n (i) as (select 301 union all select i + 1 from n where i < 9000) insert into parents select i, 'name of ' || i, i, null from n", "pragma wal_checkpoint(truncate)");
        }

        string[] end;
        using (var session = Sessions.Writer(folder.File("whole.db")))
        {
            scenario.Migrate(session);
            end = MigrationScenario.Content(session);
        }

        mount.Resize(1024);
        using (var session = Sessions.Writer(path))
        {
            var error = Should.Throw<LineageException>(() => scenario.Migrate(session));
            (error as DatabaseFullException ?? error.InnerException).ShouldBeOfType<DatabaseFullException>();
        }

        mount.Resize(32 * 1024);
        scenario.RequireWholeAndFinish(path, end);
    }

    [MountFact]
    public async Task Without_room_for_the_copy_nothing_is_dropped()
    {
        using var mount = Mount.Small(8192);
        var options = new DatabaseOptions { Path = mount.File("a.db"), AllowDestructive = true };
        await DatabaseMigrations.ApplyAsync(options, TenVersions.Schema, new MigrateOptions { To = 9 });
        Sessions.Run(options.Path, "insert into memos (body, state, size) values (hex(zeroblob(400000)), 'new', 1)", "pragma wal_checkpoint(truncate)");
        string[] before;
        using (var session = Sessions.Reader(options.Path))
        {
            before = MigrationScenario.Content(session);
        }

        mount.Resize((int)(new DirectoryInfo(mount.Path).GetFiles().Sum(file => file.Length) / 1024) + 500);
        var error = await Should.ThrowAsync<MigrationException>(() => DatabaseMigrations.ApplyAsync(options, TenVersions.Schema));
        error.Problem.ShouldBe(MigrationProblem.BackupFailed);
        using (var session = Sessions.Reader(options.Path))
        {
            MigrationScenario.Content(session).ShouldBe(before);
        }

        // And a copy to try things out goes elsewhere where there is no room beside the file.
        (await DatabaseMigrations.ApplyAsync(options, TenVersions.Schema, new MigrateOptions { DryRun = true })).Single().Version.ShouldBe(10);
        Directory.GetFiles(mount.Path).Select(System.IO.Path.GetFileName).ShouldAllBe(name => name!.StartsWith("a.db") && !name.Contains("dry") && !name.Contains("before"));
    }
}
