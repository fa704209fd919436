using LineageAot.Diagnostics;
using LineageAot.Migrations;
using LineageAot.Operations;
using LineageAot.Schema;
using LineageAot.Sqlite;
using Microsoft.Extensions.Logging;

namespace LineageAot;

/// <summary>
/// Puts a backup in the place of a database that nobody has open. The backup is checked before anything is touched, the copy is checked and synced before it takes the database's name, and what was there before
/// is kept. A database that this process has open is disposed first, or paused (PauseAsync) and resumed behind it. Whenever the process dies or the power fails, the database's name is that of the old file or of the new one, whole. Each call works on a thread of its own.
/// </summary>
public static class DatabaseRestore
{
    /// <summary>Restores a database of a class.</summary>
    /// <typeparam name="TDatabase">The <c>[Database]</c> class: a backup that it couldn't open is refused.</typeparam>
    /// <inheritdoc cref="RunAsync(string, string, DatabaseSchema, RestoreOptions, CancellationToken)"/>
    public static Task<RestoreReport> RunAsync<TDatabase>(string backupPath, string databasePath, RestoreOptions? options = null, CancellationToken cancellationToken = default) where TDatabase : LineageDatabase, IDatabaseComponent
        => RunAsync(backupPath, databasePath, TDatabase.Schema, options, cancellationToken);

    /// <summary>Restores a database.</summary>
    /// <param name="backupPath">The backup: any sound SQLite file. It is only read, and may lie anywhere.</param>
    /// <param name="databasePath">The database's file; it needn't exist, its folder must. It has the rights of the one that was there, else 0600.</param>
    /// <param name="schema">The program's tables and migrations: <c>NotesDatabase.Model</c>. The backup must have them, or be of an older version that migrations bring up. Null: not looked at.</param>
    /// <param name="options">Whether it's a dry run. Null: it isn't.</param>
    /// <param name="cancellationToken">Ends it until the database is touched; nothing is left behind then.</param>
    /// <returns>What was done, and where the database is that was there before.</returns>
    /// <exception cref="RestoreException">The backup is missing, damaged or no database, or the system refused a file; the database is as it was.</exception>
    /// <exception cref="SchemaMismatchException">The backup is a newer program's, another one's, or was changed besides; nothing was changed.</exception>
    /// <exception cref="MigrationException">The backup is another application's; nothing was changed.</exception>
    /// <exception cref="DatabaseBusyException">The database is open, in this process or in another; nothing was changed.</exception>
    /// <exception cref="DatabaseFullException">There is no room for the copy; nothing was changed.</exception>
    /// <exception cref="ConfigurationException">The database's path can't be one; nothing was changed.</exception>
    /// <exception cref="LineageException">The database or its folder can't be written; nothing was changed.</exception>
    public static async Task<RestoreReport> RunAsync(string backupPath, string databasePath, DatabaseSchema? schema, RestoreOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(backupPath);
        ArgumentException.ThrowIfNullOrEmpty(databasePath);
        cancellationToken.ThrowIfCancellationRequested();
        var chosen = options ?? new RestoreOptions();
        var startedAt = chosen.TimeProvider.GetTimestamp();
        var inputs = new RestoreInputs
        {
            Backup = backupPath,
            Database = databasePath,
            AllowSymbolicLink = chosen.AllowSymbolicLink,
            IsDryRun = chosen.DryRun,
            Now = chosen.TimeProvider.GetUtcNow(),
            CheckSchema = session => schema is null ? null : RequireOpenable(session, schema, chosen.TimeProvider),
        };
        var report = await OwnThread.RunAsync("restore", () => Restore.Run(inputs, cancellationToken)).ConfigureAwait(false);
        if (!report.WasDryRun)
        {
            LogMessages.Restored(chosen.LoggerFactory.CreateLogger("LineageAot.Database"), report.Path, backupPath, report.ReplacedPath, chosen.TimeProvider.GetElapsedTime(startedAt).TotalSeconds);
        }

        return report;
    }

    /// <summary>Refuses what opening would refuse, and a file without tables, which is nobody's backup.</summary>
    internal static SchemaState RequireOpenable(SqliteSession session, DatabaseSchema schema, TimeProvider clock)
    {
        var hasMigrations = Migrator.HasMigrations(schema);
        if (hasMigrations)
        {
            Migrator.RequireUsable(session, schema, new MigratorSettings { Mode = MigrationMode.Apply, Clock = clock });
        }

        var found = hasMigrations ? Status(session, schema) : SchemaComparison.Compare(session, schema);
        return found.State == SchemaState.Current || (found.State == SchemaState.Older && hasMigrations)
            ? found.State
            : throw SchemaInitializer.Mismatch(session, schema, found, WayOut(found.State));
    }

    private static SchemaComparisonResult Status(SqliteSession session, DatabaseSchema schema)
    {
        var status = MigrationStatusReader.Read(session, schema);
        return new SchemaComparisonResult(status.State, status.Differences);
    }

    private static string WayOut(SchemaState state) => state switch
    {
        SchemaState.New => "It holds no tables: take another backup.",
        SchemaState.Newer => "A newer version of the program has written it: restore it with that version, or take an older backup.",
        SchemaState.Older => "The program has no migrations that would bring it up to date: take a newer backup, or restore it with the version that made it.",
        _ => "The program couldn't open it: take another backup, or put a copy of this one right with SQL.",
    };
}
