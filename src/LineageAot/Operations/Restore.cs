using System.Globalization;
using LineageAot.Sqlite;

namespace LineageAot.Operations;

/// <summary>What a restore works on.</summary>
internal sealed record RestoreInputs
{
    public required string Backup { get; init; }

    public required string Database { get; init; }

    public bool AllowSymbolicLink { get; init; }

    public bool IsDryRun { get; init; }

    /// <summary>The time in the name of what was there before.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Throws where the program couldn't open the file that the session reads; else how its tables relate to the program's, or null where nobody asks.</summary>
    public required Func<SqliteSession, SchemaState?> CheckSchema { get; init; }

    /// <summary>Told of each step before it changes a file: where a test ends it, or looks at the files.</summary>
    public Action<string> BeforeStep { get; init; } = static _ => { };
}

/// <summary>
/// Puts a backup in the place of a database that nobody has open: looks at the backup first, makes a verified copy beside the database, keeps what was there under another name, and then renames
/// the copy over it. At each moment the database's name is that of the old file or of the new one, whole.
/// </summary>
internal sealed class Restore
{
    private readonly RestoreInputs inputs;
    private readonly string backup, database;
    private readonly CancellationToken cancellationToken;

    private Restore(RestoreInputs inputs, string backup, string database, CancellationToken cancellationToken)
    {
        this.inputs = inputs;
        this.backup = backup;
        this.database = database;
        this.cancellationToken = cancellationToken;
    }

    /// <summary>Restores on the calling thread.</summary>
    /// <param name="inputs">What to put where.</param>
    /// <param name="cancellationToken">Ends it as long as the database wasn't touched.</param>
    /// <exception cref="RestoreException">The backup or the database's place isn't fit for it; nothing was changed.</exception>
    /// <exception cref="DatabaseBusyException">Somebody has the database open; nothing was changed.</exception>
    /// <exception cref="LineageException">The program couldn't open the backup; nothing was changed.</exception>
    public static RestoreReport Run(RestoreInputs inputs, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var backup = ResolveBackup(inputs.Backup);
        var database = DatabasePath.Resolve(inputs.Database, inputs.AllowSymbolicLink);
        if (OwnershipLock.IsSamePath(backup, database))
        {
            throw Refused($"'{backup}' is the database itself. Name a backup of it.");
        }

        return new Restore(inputs, backup, database, cancellationToken).Run();
    }

    private static string ResolveBackup(string path)
    {
        string backup;
        try
        {
            // A link to the newest backup is a fine name for it.
            backup = DatabasePath.Resolve(path, allowSymbolicLink: true);
        }
        catch (ConfigurationException e)
        {
            throw Refused($"This can't be a backup. {e.Message}", e);
        }

        return new FileInfo(backup) switch
        {
            { Exists: false } => throw Refused($"The backup '{backup}' doesn't exist. Check the path."),
            { Length: 0 } => throw Refused($"The backup '{backup}' is empty. Take another one."),
            _ => backup,
        };
    }

    private RestoreReport Run()
    {
        using var ownership = Claim();
        try
        {
            var state = CheckBackup();
            RequireRoom();
            return inputs.IsDryRun
                ? new RestoreReport(database, null, state) { WasDryRun = true }
                : new RestoreReport(database, Replace(), state);
        }
        catch (LineageException e) when (SqliteErrors.IsInterrupt(e.SqliteErrorCode) && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException($"Restoring '{database}' was cancelled; nothing was changed.", e, cancellationToken);
        }
        catch (Exception e) when (e is BackupException or DatabaseCorruptException or DatabaseIOException || FileErrors.IsFileError(e))
        {
            throw Refused($"'{database}' couldn't be restored from '{backup}', and is as it was: {e.Message}", e);
        }
    }

    /// <summary>A dry run leaves no lock file behind: where there is none, nobody has the database open.</summary>
    private OwnershipLock? Claim()
    {
        if (inputs.IsDryRun && !File.Exists(OwnershipLock.PathFor(database)))
        {
            return null;
        }

        if (OwnershipLock.IsHeldHere(database))
        {
            throw new DatabaseBusyException($"'{database}' is open in this process. Dispose it or pause it first (PauseAsync): a database is restored while nobody has it open.") { Operation = "restore" };
        }

        try
        {
            return OwnershipLock.Acquire(database);
        }
        catch (DatabaseBusyException e)
        {
            throw new DatabaseBusyException($"A database is restored while nobody has it open, and somebody has: {e.Message}", e) { Operation = "restore" };
        }
    }

    private SchemaState? CheckBackup()
    {
        using var session = SqliteSession.Open(new SessionOptions { Path = backup, IsReadOnly = true });
        using var cancellation = cancellationToken.UnsafeRegister(static state => ((SqliteSession)state!).Interrupt(), session);
        if (IntegrityCheck.Run(session) is { IsSound: false } report)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Refused($"The backup '{backup}' isn't sound: {report.Findings[0]}{(report.Findings.Count > 1 ? $" (and {report.Findings.Count - 1} more)" : "")}. Nothing was changed; take another one.");
        }

        return inputs.CheckSchema(session);
    }

    private void RequireRoom()
    {
        var needed = new FileInfo(backup).Length;
        if (DiskRoom.Of(database) is { } room && room.FreeBytes < needed)
        {
            throw new DatabaseFullException(string.Create(CultureInfo.InvariantCulture, $"'{database}' wasn't restored: the copy of '{backup}' takes {needed:N0} bytes, and {room.FreeBytes:N0} are free there. Make room; nothing was changed.")) { Operation = "restore" };
        }
    }

    /// <returns>Where what was there before is now; null where nothing was.</returns>
    private string? Replace()
    {
        // Early, so that an open database is refused before a long copy; and once more behind it, for it may have been opened meanwhile by a program that knows no lock.
        var replaced = ReplacedDatabase.At(database, inputs.Now, inputs.BeforeStep);
        replaced.Settle();
        var partial = BackupName.Partial(database);
        try
        {
            inputs.BeforeStep("copy");
            VerifiedCopy.Make(backup, partial, cancellationToken);
            replaced.CopyRightsTo(partial);
            cancellationToken.ThrowIfCancellationRequested();
            inputs.BeforeStep("settle");
            replaced.Settle();
            replaced.ChangeTo(partial);
            return replaced.KeptPath;
        }
        catch
        {
            VerifiedCopy.Delete(partial);
            throw;
        }
    }

    private static RestoreException Refused(string sentence, Exception? inner = null) => new(sentence, inner) { Operation = "restore", SqliteErrorCode = (inner as LineageException)?.SqliteErrorCode ?? 0 };
}
