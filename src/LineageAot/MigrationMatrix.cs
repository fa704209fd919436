using LineageAot.Operations;
using LineageAot.Schema;
using LineageAot.Sqlite;
using Microsoft.Data.Sqlite;

namespace LineageAot;

/// <summary>
/// For a program's tests: from every version that a file in the field may have, with rows in it, to the newest one. <see cref="Versions"/> is the data of a theory, and
/// <see cref="RunAsync"/> its body.
/// </summary>
public static class MigrationMatrix
{
    /// <summary>0 for a file without tables, and then every number that the component has, each in an array of its own as theories want it.</summary>
    /// <param name="schema">A <c>[Database]</c> class's schema: <c>NotesDatabase.Model</c>.</param>
    public static IEnumerable<object[]> Versions(DatabaseSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return schema.Migrations.Select(static migration => migration.Version).Order().Prepend(0).Select(static version => new object[] { version });
    }

    /// <summary>
    /// Makes a file of a version in the temporary folder by applying the migrations up to it, lets the test put rows into it, migrates it to the newest version as opening does (what may lose
    /// rows is allowed, without a copy), checks the file and its foreign keys, and lets the test look at it.
    /// </summary>
    /// <param name="schema">A <c>[Database]</c> class's schema: <c>NotesDatabase.Model</c>.</param>
    /// <param name="fromVersion">One of <see cref="Versions"/>.</param>
    /// <param name="seed">Puts rows into the file, over a writable connection with foreign keys on, while nobody else has it open. Not called for version 0, which has no tables.</param>
    /// <param name="check">Looks at the migrated file over a read-only connection, while the database is open.</param>
    /// <param name="cancellationToken">Looked at before it starts.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="fromVersion"/> is no version of the component.</exception>
    /// <exception cref="MigrationException">A migration can't be applied, or the file isn't sound after the last one.</exception>
    /// <exception cref="SchemaMismatchException">The migrations make other tables than the records ask for.</exception>
    public static async Task RunAsync(DatabaseSchema schema, int fromVersion, Action<SqliteConnection> seed, Action<SqliteConnection> check, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(seed);
        ArgumentNullException.ThrowIfNull(check);
        var folder = Directory.CreateTempSubdirectory("lineageaot-");
        try
        {
            var options = new DatabaseOptions { Path = System.IO.Path.Combine(folder.FullName, "matrix.db"), AllowDestructive = true, BackupBeforeDestructive = false };
            if (fromVersion != 0)
            {
                await DatabaseMigrations.ApplyAsync(options, schema, new MigrateOptions { To = fromVersion }, cancellationToken).ConfigureAwait(false);
                using var connection = LentConnection.OpenWritable(options.Path);
                seed(connection);
            }

            var handle = await DatabaseOpener.OpenAsync(options, schema).ConfigureAwait(false);
            try
            {
                RequireSound(options.Path, schema, fromVersion);
                using var connection = LentConnection.Open(options.Path, options.BusyTimeout);
                check(connection);
            }
            finally
            {
                await handle.CloseAsync(handle.Options.DrainTimeout).ConfigureAwait(false);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void RequireSound(string path, DatabaseSchema schema, int fromVersion)
    {
        using var session = SqliteSession.Open(new SessionOptions { Path = path, IsReadOnly = true });
        if (IntegrityCheck.Run(session) is { IsSound: false } report)
        {
            throw new MigrationException($"A file of version {fromVersion} of {schema.Name} isn't sound after it was migrated: {string.Join("; ", report.Findings.Take(5))}. Mend the migrations behind that version.")
            {
                Problem = MigrationProblem.Failed,
                Component = schema.Name,
                Operation = "migrate",
            };
        }
    }
}
