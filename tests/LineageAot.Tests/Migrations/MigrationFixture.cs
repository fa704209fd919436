using LineageAot.Migrations;
using LineageAot.Schema;
using LineageAot.Schema.Migrations;
using LineageAot.Sqlite;
using LineageAot.Tests.Support;

namespace LineageAot.Tests.Migrations;

/// <summary>A file, and migrations written by hand.</summary>
internal sealed class MigrationFixture : IDisposable, IProgress<MigrationProgress>
{
    private readonly TempFolder folder = new();

    public string Path => folder.File("a.db");

    public List<string> Backups { get; } = [];

    public List<MigrationProgress> Progress { get; } = [];

    /// <summary>Ends the work where it says true, as a program ends that is closed meanwhile.</summary>
    public Func<MigrationProgress, bool>? Stop { get; set; }

    public static Migration Migration(int version, string name, string text) => new() { Version = version, Name = name, Text = text, Checksum = MigrationChecksum.Of(text) };

    /// <summary>Migrations 1, 2, … and the tables that they must end with.</summary>
    public static DatabaseSchema Component(TableSchema[] tables, params string[] texts)
        => new() { Name = "Tests.Database", Tables = tables, Engine = SqliteMigrations.Engine, Migrations = [.. texts.Select((text, i) => Migration(i + 1, $"step_{i + 1}", text))] };

    /// <summary>Opens the file as the writer and brings it up to date.</summary>
    public void Ensure(DatabaseSchema schema, MigrationMode mode = MigrationMode.Apply, bool allowDestructive = false)
    {
        WithWriter(session => Migrator.Ensure(session, schema, Settings(mode, allowDestructive)));
    }

    /// <summary>Undoes the last migrations; their file names.</summary>
    public List<string> RollBack(DatabaseSchema schema, int steps, bool allowDestructive = false)
    {
        var undone = new List<string>();
        WithWriter(session => MigrationRollback.Run(session, schema, Settings(MigrationMode.Apply, allowDestructive, undone), _ => steps));
        return undone;
    }

    public void Report(MigrationProgress value)
    {
        Progress.Add(value);
        if (Stop?.Invoke(value) == true)
        {
            throw new OperationCanceledException();
        }
    }

    private MigratorSettings Settings(MigrationMode mode, bool allowDestructive, List<string>? done = null) => new()
    {
        Mode = mode,
        Clock = TimeProvider.System,
        AllowDestructive = allowDestructive,
        Backup = Backups.Add,
        Progress = this,
        Applied = report => done?.Add(report.FileName),
    };

    private void WithWriter(Action<LineageAot.Sqlite.SqliteSession> work)
    {
        using var session = Sessions.Writer(Path);
        try
        {
            work(session);
        }
        finally
        {
            // Whatever happened, the connection is as every writer's is.
            session.IsAutocommit.ShouldBeTrue();
            session.QueryText("pragma foreign_keys").ShouldBe("1");
            session.QueryText("pragma legacy_alter_table").ShouldBe("0");
            session.QueryText("pragma writable_schema").ShouldBe("0");
        }
    }

    public void Run(params ReadOnlySpan<string> statements) => Sessions.Run(Path, statements);

    public string?[] Column(string sql)
    {
        using var session = Sessions.Reader(Path);
        return [.. session.QueryRows(sql).Select(static row => row[0])];
    }

    public string? Value(string sql) => Column(sql)[0];

    /// <summary>Everything in the file, as text: schema and rows.</summary>
    public string[] Content()
    {
        using var session = Sessions.Reader(Path);
        string?[][] schema = [.. session.QueryRows("select type, name, sql from sqlite_schema order by 1, 2")];
        var tables = schema.Where(static row => row[0] == "table" && row[1] != MigrationLedger.TableName).Select(static row => row[1]!);
        return [.. schema.Select(static row => string.Join('|', row)), .. tables.SelectMany(table => session.QueryRows($"select * from {SqlIdentifier.Quote(table)}").Select(row => $"{table}: {string.Join('|', row)}"))];
    }

    public void Dispose() => folder.Dispose();
}
