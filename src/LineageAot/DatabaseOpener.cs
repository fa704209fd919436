using LineageAot.Diagnostics;
using LineageAot.Migrations;
using LineageAot.Operations;
using LineageAot.Reading;
using LineageAot.Schema;
using LineageAot.Sqlite;
using LineageAot.Writing;
using Microsoft.Extensions.Logging;

namespace LineageAot;

/// <summary>
/// Opens a file in this order: options checked, file claimed (ownership lock), write connection opened on the writer's own thread and its schema
/// made or compared there, readers made ready. Whatever fails, the file is let go again.
/// </summary>
internal static class DatabaseOpener
{
    public static async ValueTask<DatabaseHandle> OpenAsync(DatabaseOptions options, DatabaseSchema schema)
    {
        DatabaseOptionsCheck.Check(options);
        var startedAt = options.TimeProvider.GetTimestamp();
        var file = DatabaseFile.Claim(options);
        try
        {
            var resolved = options with { Path = file.Path };
            var handle = options.Access == DatabaseAccess.ReadOnly
                ? await OpenReadOnlyAsync(resolved, schema, file).ConfigureAwait(false)
                : await OpenWritableAsync(resolved, schema, file).ConfigureAwait(false);
            LogOpened(resolved, startedAt);
            return handle;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public static ValueTask<DatabaseHandle> OpenTemporaryAsync(DatabaseOptions? options, DatabaseSchema schema)
        => OpenInTemporaryFolderAsync(options, schema, static _ => Task.CompletedTask);

    /// <summary>Opens a copy of a database in the temporary folder.</summary>
    public static ValueTask<DatabaseHandle> OpenCopyAsync(DatabaseHandle template, CancellationToken cancellationToken)
        => OpenInTemporaryFolderAsync(template.Options with { Access = DatabaseAccess.ReadWrite }, template.Schema, path => template.CopyAsync(path, cancellationToken));

    private static async ValueTask<DatabaseHandle> OpenInTemporaryFolderAsync(DatabaseOptions? options, DatabaseSchema schema, Func<string, Task> fill)
    {
        var folder = Directory.CreateTempSubdirectory("lineageaot-");
        try
        {
            var path = System.IO.Path.Combine(folder.FullName, "temporary.db");
            await fill(path).ConfigureAwait(false);
            var handle = await OpenAsync(options is null ? new DatabaseOptions { Path = path } : options with { Path = path }, schema).ConfigureAwait(false);
            handle.TemporaryFolder = folder;
            return handle;
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    private static void LogOpened(DatabaseOptions options, long startedAt)
    {
        var logger = options.LoggerFactory.CreateLogger("LineageAot.Database");
        LogMessages.Opened(logger, options.Path, options.Access, SqliteLibrary.Version, options.TimeProvider.GetElapsedTime(startedAt).TotalMilliseconds);
        if (SqliteLibrary.HasWalResetDefect && options.Access == DatabaseAccess.ReadWrite)
        {
            LogMessages.VulnerableSqlite(logger, options.Path, HealthCheck.VulnerableVersion(SqliteLibrary.Version));
        }
    }

    private static async Task<DatabaseHandle> OpenReadOnlyAsync(DatabaseOptions options, DatabaseSchema schema, DatabaseFile file)
    {
        var telemetry = new DatabaseTelemetry(options);
        var settings = DatabaseSessions.Migrator(options, options.Migrations == MigrationMode.None ? MigrationMode.None : MigrationMode.Verify);
        await OwnThread.RunAsync("opener", () =>
        {
            using var session = SqliteSession.Open(DatabaseSessions.Reader(options));
            EnsureSchema(session, schema, settings);
            return true;
        }).ConfigureAwait(false);
        return new DatabaseHandle(options, schema, null, new ReaderPool(options, DatabaseSessions.Reader(options), telemetry), file, telemetry);
    }

    private static async Task<DatabaseHandle> OpenWritableAsync(DatabaseOptions options, DatabaseSchema schema, DatabaseFile file)
    {
        var logger = options.LoggerFactory.CreateLogger("LineageAot.Writer");
        var telemetry = new DatabaseTelemetry(options);
        var readers = new ReaderPool(options, DatabaseSessions.Reader(options), telemetry);
        var settings = new WriterSettings
        {
            MaxBatchRows = options.MaxBatchRows,
            MaxBatchBytes = options.MaxBatchBytes,
            MaxBatchDelay = options.MaxBatchDelay,
            BusyTimeout = options.BusyTimeout,
            CheckpointPages = options.CheckpointPages,
            IsFull = options.Durability == Durability.Full,
            HasDeferredKeys = DeferredKeys.Exist(schema),
            Clock = options.TimeProvider,
            Logger = logger,
            Changes = new ChangeFeed(schema),
            Path = options.Path,
            Telemetry = telemetry,
            Units = new UnitWatch(options.TimeProvider, logger, options.Path),
            HasActiveReads = () => readers.HasActiveReads,
            SyncWal = WalSync.Sync,
        };

        // Asked anew each time: what is chosen for an empty file must not be written into one that is opened again after an I/O error.
        var writer = new Writer(new WriteQueue(options.QueueRows, options.QueueBytes, options.TimeProvider), settings, () => OpenWriteSession(options, schema, settings, DatabaseFile.IsEmpty(options.Path)));
        try
        {
            await writer.StartAsync(session =>
            {
                DatabaseFile.RequireWritable(session);
                WalRewrite.RunIfLeft(session);
                BusyRetry.Run(settings, () => EnsureSchema(session, schema, DatabaseSessions.Migrator(options, options.Migrations)));
            }).ConfigureAwait(false);
        }
        catch
        {
            await readers.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        ProcessExitDrain.Add(writer);
        return new DatabaseHandle(options, schema, writer, readers, file, telemetry);
    }

    private static SqliteSession OpenWriteSession(DatabaseOptions options, DatabaseSchema schema, WriterSettings settings, bool isNew)
    {
        SqliteSession? session = null;

        // Another program may hold the lock that a change of the journal mode or a recovery needs.
        // "Nothing was changed" must hold for a file that is refused, its journal mode included.
        BusyRetry.Run(settings, () => session = SqliteSession.Open(DatabaseSessions.Writer(options, isNew, found => RequireUsable(found, schema, DatabaseSessions.Migrator(options, options.Migrations)))));
        return session!;
    }

    private static void EnsureSchema(SqliteSession session, DatabaseSchema schema, MigratorSettings settings)
    {
        if (SqliteMigrationEngine.Of(schema) is { } engine)
        {
            engine.Ensure(session, schema, settings);
        }
        else
        {
            SchemaInitializer.Ensure(session, schema, settings.Mode);
        }
    }

    private static void RequireUsable(SqliteSession session, DatabaseSchema schema, MigratorSettings settings)
    {
        if (SqliteMigrationEngine.Of(schema) is { } engine)
        {
            engine.RequireUsable(session, schema, settings);
        }
        else
        {
            SchemaInitializer.RequireUsable(session, schema, settings.Mode);
        }
    }
}
