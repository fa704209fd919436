using LineageAot.Migrations;
using LineageAot.Operations;
using LineageAot.Schema;
using LineageAot.Sqlite;
using LineageAot.Writing;
using Microsoft.Extensions.Logging;

namespace LineageAot;

public static partial class DatabaseMigrations
{
    private static void Check(DatabaseOptions options, DatabaseSchema schema, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(schema);
        cancellationToken.ThrowIfCancellationRequested();
        DatabaseOptionsCheck.Check(options);
    }

    private static void RequireVersion(DatabaseSchema schema, int version, string parameter)
    {
        if (!Array.Exists(schema.Migrations, migration => migration.Version == version))
        {
            throw new ArgumentOutOfRangeException(parameter, version, $"{schema.Name} has no migration of this number. It has {schema.Migrations.Length}{(schema.Migrations.Length == 0 ? "" : $", up to {schema.Migrations.Max(static migration => migration.Version)}")}.");
        }
    }

    /// <summary>Undoing and stamping are about what is there: a mistyped path makes no file.</summary>
    private static void RequireFile(DatabaseOptions options)
    {
        var path = DatabasePath.Resolve(options.Path, options.AllowSymbolicLink);
        if (!File.Exists(path))
        {
            throw new ConfigurationException($"'{path}' doesn't exist. Check Path.") { Operation = "open" };
        }
    }

    private static int Count(IReadOnlyList<int> applied, RollbackOptions rollback)
    {
        if (rollback.To is { } to)
        {
            var count = applied.Count(version => version > to);
            return to == 0 || applied.Contains(to) ? count : throw new ArgumentOutOfRangeException(nameof(rollback), to, "This number isn't among those that were applied, and isn't 0 either.");
        }

        return rollback.Steps >= 1 && rollback.Steps <= applied.Count
            ? rollback.Steps
            : throw new ArgumentOutOfRangeException(nameof(rollback), rollback.Steps, $"Steps must be at least 1 and at most the {applied.Count} migrations that were applied.");
    }

    /// <summary>A read-only session; one in memory where there is no file yet.</summary>
    private static SqliteSession OpenToRead(DatabaseOptions options)
    {
        var path = DatabasePath.Resolve(options.Path, options.AllowSymbolicLink);
        return SqliteSession.Open(File.Exists(path) ? DatabaseSessions.Reader(options with { Path = path }) : new SessionOptions { Path = ":memory:" });
    }

    private static Task<IReadOnlyList<MigrationReport>> WithWriter(DatabaseOptions options, string name, Action<DatabaseOptions, SqliteSession, List<MigrationReport>> work, Action<DatabaseOptions, SqliteSession> beforeConversion)
        => OwnThread.RunAsync<IReadOnlyList<MigrationReport>>(name, () =>
        {
            using var file = DatabaseFile.Claim(options with { Access = DatabaseAccess.ReadWrite });
            var resolved = options with { Path = file.Path };
            SqliteSession? opened = null;

            // Another program may hold the lock that a change of the journal mode or a recovery needs.
            Retry(resolved, () => opened = SqliteSession.Open(DatabaseSessions.Writer(resolved, file.IsNew, found => beforeConversion(resolved, found))));
            using var session = opened!;
            DatabaseFile.RequireWritable(session);
            var reports = new List<MigrationReport>();
            Retry(resolved, () => work(resolved, session, reports));
            return reports;
        });

    /// <summary>All that is missing is applied to a copy, which is thrown away; it may be in use meanwhile.</summary>
    private static Task<IReadOnlyList<MigrationReport>> RehearseAsync(DatabaseOptions options, DatabaseSchema schema, int? to, CancellationToken cancellationToken)
        => OwnThread.RunAsync<IReadOnlyList<MigrationReport>>("dry run", () =>
        {
            var path = DatabasePath.Resolve(options.Path, options.AllowSymbolicLink);
            using var copy = File.Exists(path) && new FileInfo(path).Length > 0 ? TemporaryCopy.Make(path, "dry-run", cancellationToken) : null;
            using var session = SqliteSession.Open(new SessionOptions { Path = copy?.Path ?? ":memory:", CacheKibibytes = options.WriterCacheKibibytes });

            // Nobody needs the copy after a power cut.
            session.Execute("pragma synchronous=0");
            var reports = new List<MigrationReport>();
            Migrator.Ensure(session, schema, new MigratorSettings
            {
                Mode = MigrationMode.Apply,
                Clock = options.TimeProvider,
                AllowDestructive = true,
                BackupBeforeDestructive = false,
                To = to,
                Applied = reports.Add,
                Progress = options.MigrationProgress,
            });
            return reports;
        });

    private static void Retry(DatabaseOptions options, Action work)
        => BusyRetry.Run(options.TimeProvider, options.BusyTimeout, options.LoggerFactory.CreateLogger("LineageAot.Migrations"), options.Path, work);
}
