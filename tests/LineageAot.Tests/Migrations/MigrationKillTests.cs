using LineageAot.Migrations;
using LineageAot.Schema;
using LineageAot.Tests.Support;

namespace LineageAot.Tests.Migrations;

/// <summary>A process is killed in the middle of a migration that makes a table anew: the file has the schema before or the one after, and every row.</summary>
public sealed class MigrationKillTests : IDisposable
{
    private const int Rows = 100_000;
    private const string First = "CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT NOT NULL, size TEXT) STRICT";
    private const string Second = "CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT NOT NULL, size INTEGER NOT NULL) STRICT";
    private const string Index = "CREATE INDEX ix_t_text ON t (text)";

    private readonly MigrationFixture file = new();

    private static DatabaseSchema Before => MigrationFixture.Component([Model.Table("t", First, Index)], $"-- up\n{First};\n{Index};\n");

    private static DatabaseSchema After => MigrationFixture.Component([Model.Table("t", Second, Index)], $"-- up\n{First};\n{Index};\n", $"-- up\n-- rebuild t\n-- copy size = cast(size as integer)\n{Second};\nupdate t set text = text || '!';\n");

    public void Dispose() => file.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1_000_000)]
    [InlineData(5_000_000)]
    [InlineData(9_000_000)]
    public void Killed_while_its_log_grows(long logBytes)
    {
        file.Ensure(Before);
        file.Run($"with recursive n (i) as (select 1 union all select i + 1 from n where i < {Rows}) insert into t select i, 'row ' || i, i * 2 from n", "pragma wal_checkpoint(truncate)");
        using (var process = Program.Start("migrate", file.Path))
        {
            process.FirstLine.ShouldBe("ready");
            var log = new FileInfo(file.Path + "-wal");
            while (!process.HasExited && !(log.Exists && log.Length > logBytes))
            {
                log.Refresh();
            }

            process.Kill();
        }

        var applied = file.Column("select version from schema_migrations").Length;
        file.Column($"select sum(size) || ' ' || count(*) || ' ' || count(case when text like '%!' then 1 end) from t").ShouldBe([$"{(long)Rows * (Rows + 1)} {Rows} {(applied == 2 ? Rows : 0)}"]);
        file.Column("pragma integrity_check").ShouldBe(["ok"]);
        file.Ensure(After);
        file.Column("select sum(size) || ' ' || count(*) || ' ' || count(case when text like '%!' then 1 end) from t").ShouldBe([$"{(long)Rows * (Rows + 1)} {Rows} {Rows}"]);
    }

    /// <summary>In the second process.</summary>
    internal static void Migrate(string path)
    {
        using var session = Sessions.Writer(path);
        Console.WriteLine("ready");

        // A small cache: SQLite writes pages of the open transaction into the log long before its end.
        session.Execute("pragma cache_size=-500");
        Migrator.Ensure(session, After, new MigratorSettings { Mode = MigrationMode.Apply, Clock = TimeProvider.System });
    }
}
