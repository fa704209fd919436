using LineageAot.Operations;
using LineageAot.Sqlite;
using LineageAot.Tests.Support;

namespace LineageAot.Tests.Operations;

/// <summary>A backup that says "backup", and a database in its way that says what it is.</summary>
internal sealed class RestoreScenario : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TempFolder folder = new();

    public RestoreScenario()
    {
        Sessions.Run(folder.File("source.db"), "create table t (a)", "insert into t values ('backup')");
        Backup.Run(folder.File("source.db"), BackupPath, default);
    }

    public string Folder => folder.Path;

    public string Path => folder.File("live.db");

    public string BackupPath => folder.File("backup.bak");

    public string File(string name) => folder.File(name);

    public void Dispose() => folder.Dispose();

    /// <summary>What a file says: the texts of its rows.</summary>
    public static string? Content(string path)
    {
        using var session = Sessions.Reader(path);
        session.QueryText("pragma integrity_check").ShouldBe("ok");
        return session.QueryText("select group_concat(a, ', ') from t where typeof(a) = 'text'");
    }

    public static RestoreReport Run(RestoreInputs inputs) => LineageAot.Operations.Restore.Run(inputs, default);

    public RestoreReport Restore(string? backup = null, string? database = null, bool isDryRun = false, Action<string>? beforeStep = null, CancellationToken cancellationToken = default) => LineageAot.Operations.Restore.Run(new RestoreInputs
    {
        Backup = backup ?? BackupPath,
        Database = database ?? Path,
        IsDryRun = isDryRun,
        Now = Noon,
        CheckSchema = static _ => null,
        BeforeStep = beforeStep ?? (static _ => { }),
    }, cancellationToken);

    /// <summary>A database as a process left it that ended, or died with a row in the log alone.</summary>
    public void LeaveOld(bool withLog)
    {
        var original = folder.File("original.db");
        using var writer = Sessions.Writer(original);
        writer.Execute("create table t (a)");
        writer.Execute("insert into t values ('old')");
        writer.QueryText("pragma wal_checkpoint(truncate)");
        if (withLog)
        {
            writer.Execute("insert into t values ('logged')");
            System.IO.File.Copy(original + "-wal", Path + "-wal");
        }

        System.IO.File.Copy(original, Path);
    }

    public void DamageOld()
    {
        var bytes = System.IO.File.ReadAllBytes(Path);
        bytes.AsSpan(0, 100).Fill(0xEE);
        System.IO.File.WriteAllBytes(Path, bytes);
    }

    public string SpoilBackup(string kind)
    {
        switch (kind)
        {
            case "missing":
                System.IO.File.Delete(BackupPath);
                break;
            case "empty":
                System.IO.File.WriteAllBytes(BackupPath, []);
                break;
            case "text":
                System.IO.File.WriteAllText(BackupPath, new string('x', 5000));
                break;
            case "damaged":
                Sessions.Run(BackupPath, "insert into t with recursive n(i) as (select 1 union all select i + 1 from n where i < 2000) select randomblob(100) from n", "pragma wal_checkpoint(truncate)", "pragma journal_mode=delete");
                var bytes = System.IO.File.ReadAllBytes(BackupPath);
                bytes.AsSpan(20 * 4096, 200).Fill(0xEE);
                System.IO.File.WriteAllBytes(BackupPath, bytes);
                break;
            default:
                Sessions.Run(BackupPath, "create table p (a integer primary key)", "create table c (p integer references p)", "pragma foreign_keys=0", "insert into c values (5)");
                break;
        }

        return BackupPath;
    }

    /// <summary>What a restore that failed must not leave.</summary>
    public string[] Leftovers() => [.. Directory.GetFiles(Folder).Where(static file => file.Contains(".partial") || file.Contains("before-restore"))];

    /// <summary>Every file with its bytes' hash; not the lock, nor what SQLite makes anew out of a log.</summary>
    public string[] Files() => [.. Directory.GetFiles(Folder).Where(static file => !file.EndsWith(".lock") && !file.EndsWith("-shm")).Order(StringComparer.Ordinal).Select(static file => $"{file} {Hash(file)}")];

    public static string Hash(string path) => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.IO.File.ReadAllBytes(path)));
}
