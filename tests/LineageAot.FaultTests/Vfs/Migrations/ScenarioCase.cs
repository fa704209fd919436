using LineageAot.Sqlite;
using LineageAot.Tests.Migrations;
using LineageAot.Tests.Support;

namespace LineageAot.FaultTests.Vfs.Migrations;

/// <summary>The histories of the migration tests: renames, rebuilds, redefinitions, backfills, dropped columns, full-text indexes, and a file that is taken over.</summary>
/// <param name="name">Of <see cref="MigrationScenario.Names"/>.</param>
/// <param name="isInParts">The migrator's transactions are ended in their midst: one that a test breaks.</param>
internal sealed class ScenarioCase(string name, bool isInParts = false) : MigrationCase
{
    private const int PageSize = 1024;

    // One is for one thread: it keeps what it has made.
    private readonly ThreadLocal<MigrationScenario> scenario = new(() => MigrationScenario.Of(name));
    private string[] end = [];

    public override Task PrepareAsync(string path)
    {
        var end = path + ".end";
        foreach (var file in (string[])[end, path])
        {
            scenario.Value!.Prepare(file, PageSize);
            if (new FileInfo(file).Length > 0)
            {
                Sessions.Run(file, "pragma wal_checkpoint(truncate)");
            }
        }

        using (var session = Sessions.Writer(end, pageSize: PageSize))
        {
            scenario.Value!.Migrate(session);
            this.end = MigrationScenario.Content(session);
        }

        File.Delete(end);
        return Task.CompletedTask;
    }

    public override Task MigrateAsync(string path)
    {
        using var session = Sessions.Writer(path, pageSize: PageSize);
        if (isInParts)
        {
            Break(session);
        }

        scenario.Value!.Migrate(session);
        return Task.CompletedTask;
    }

    public override Task<IReadOnlyList<string>> CheckAsync(string path, bool isDone)
    {
        try
        {
            if (isDone)
            {
                using var session = Sessions.Writer(path, pageSize: PageSize);
                MigrationScenario.Content(session).ShouldBe(end, "the migration had been told to be done");
            }

            scenario.Value!.RequireWholeAndFinish(path, end);
            return Task.FromResult<IReadOnlyList<string>>([]);
        }
        catch (Exception e) when (e is LineageException or Shouldly.ShouldAssertException)
        {
            return Task.FromResult<IReadOnlyList<string>>([$"{e.GetType().Name}: {e.Message}"]);
        }
    }

    private static void Break(SqliteSession session)
    {
        session.BeforeStatement = Between;

        void Between(string sql)
        {
            if (sql.StartsWith("insert into log", StringComparison.Ordinal) || sql.StartsWith("delete from", StringComparison.Ordinal))
            {
                session.BeforeStatement = null;
                session.Execute("commit");
                session.Execute("begin immediate");
                session.BeforeStatement = Between;
            }
        }
    }
}
