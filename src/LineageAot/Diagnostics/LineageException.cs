namespace LineageAot;

/// <summary>The base of every error of the library. Its text says what happened, where, and what to do; it never holds user data in full.</summary>
public class LineageException : Exception
{
    /// <summary>Makes an error with its text.</summary>
    public LineageException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }

    /// <summary>The table that it is about, or null where SQLite names none.</summary>
    public string? Table { get; init; }

    /// <summary>The columns that it is about; empty where SQLite names none.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>What was being done: <c>insert</c>, <c>update</c>, <c>commit</c>, <c>open</c>, a query's name; or null.</summary>
    public string? Operation { get; init; }

    /// <summary>SQLite's extended result code (https://sqlite.org/rescode.html); 0 where SQLite wasn't asked.</summary>
    public int SqliteErrorCode { get; init; }

    /// <summary>In a bulk write: the row's number in the sequence, from 0; otherwise null.</summary>
    public long? RowNumber { get; internal set; }

    /// <summary>In a bulk write outside a unit: how many rows had been committed before it stopped; otherwise null.</summary>
    public long? CommittedRows { get; internal set; }
}

/// <summary>Which rule of the schema a write broke.</summary>
public enum ConstraintKind
{
    /// <summary>A constraint that SQLite doesn't name further.</summary>
    Other,

    /// <summary>The primary key exists.</summary>
    PrimaryKey,

    /// <summary>A unique constraint or index.</summary>
    Unique,

    /// <summary>A row that is pointed at is missing, or a row is still pointed at.</summary>
    ForeignKey,

    /// <summary>A CHECK.</summary>
    Check,

    /// <summary>NULL in a NOT NULL column.</summary>
    NotNull,

    /// <summary>A value of another type in a STRICT table.</summary>
    DataType,

    /// <summary>A trigger's RAISE, for instance of an immutable table.</summary>
    Trigger,
}

/// <summary>A write broke a rule of the schema; it was undone alone.</summary>
public sealed class ConstraintException(string message, Exception? innerException = null) : LineageException(message, innerException)
{
    /// <summary>The rule's kind.</summary>
    public required ConstraintKind Kind { get; init; }

    /// <summary>The constraint's name in the schema, or null where SQLite doesn't tell.</summary>
    public string? Constraint { get; init; }
}

/// <summary>A value can't be stored, or what is stored isn't a value of the property's type. Nothing was written.</summary>
public sealed class InvalidValueException(string message, Exception? innerException = null) : LineageException(message, innerException)
{
    /// <summary>The column, or the parameter of a statement.</summary>
    public string? Column => Columns.Count > 0 ? Columns[0] : null;
}

/// <summary>The row was changed or deleted by somebody else since it was read: read it again and decide anew.</summary>
public sealed class ConcurrencyException(string message) : LineageException(message)
{
    /// <summary>The row is gone; false if it is there in another version.</summary>
    public bool RowIsMissing { get; init; }
}

/// <summary>A read transaction grew older than <c>MaxReadAge</c> and was ended, so that the write-ahead log stays bounded.</summary>
public sealed class SnapshotExpiredException(string message) : LineageException(message);

/// <summary>Somebody else holds what is needed: the file (another process) or all readers.</summary>
public sealed class DatabaseBusyException(string message, Exception? innerException = null) : LineageException(message, innerException);

/// <summary>An I/O error hit the commit: the write may or may not be there. Read it back before it is repeated.</summary>
public sealed class WriteIndeterminateException(string message, Exception? innerException = null) : LineageException(message, innerException);

/// <summary>The disk or the quota is full. Nothing of the batch was written; writing resumes when there is room.</summary>
public sealed class DatabaseFullException(string message, Exception? innerException = null) : LineageException(message, innerException);

/// <summary>The file isn't a database, or is damaged: restore a backup.</summary>
public sealed class DatabaseCorruptException(string message, Exception? innerException = null) : LineageException(message, innerException);

/// <summary>A write to a file, folder or connection that is read-only.</summary>
public sealed class DatabaseReadOnlyException(string message, Exception? innerException = null) : LineageException(message, innerException);

/// <summary>The system failed to read or write the file.</summary>
public sealed class DatabaseIOException(string message, Exception? innerException = null) : LineageException(message, innerException);

/// <summary>The database can't be opened as asked: a path, an option or the native library is wrong.</summary>
public sealed class ConfigurationException(string message, Exception? innerException = null) : LineageException(message, innerException);

/// <summary>The queue is closed: the database was disposed, is being disposed, or is paused.</summary>
public sealed class WriteQueueClosedException(string message, Exception? innerException = null) : LineageException(message, innerException);

/// <summary>A backup couldn't be made, was ended because the database was paused or disposed, or didn't verify.</summary>
public sealed class BackupException(string message, Exception? innerException = null) : LineageException(message, innerException)
{
    /// <summary>Nothing is wrong with it: it can be made once the database is resumed.</summary>
    internal bool WasEndedByPause { get; init; }
}

/// <summary>A backup couldn't be put in a database's place; the database is as it was.</summary>
public sealed class RestoreException(string message, Exception? innerException = null) : LineageException(message, innerException);

/// <summary>Any other error of SQLite.</summary>
public sealed class QueryException(string message, Exception? innerException = null) : LineageException(message, innerException);

/// <summary>How a file's tables relate to the program's records.</summary>
public enum SchemaState
{
    /// <summary>The file has no tables yet.</summary>
    New,

    /// <summary>The same structure.</summary>
    Current,

    /// <summary>The file lacks something that the program has.</summary>
    Older,

    /// <summary>The file has something that the program doesn't know.</summary>
    Newer,

    /// <summary>Both, or the same thing differs.</summary>
    Drifted,
}

/// <summary>Why a migration wasn't applied or undone.</summary>
public enum MigrationProblem
{
    /// <summary>A migration that was applied to the file has another text in the program now.</summary>
    Edited,

    /// <summary>A migration's text can't be read: a directive that isn't one, SQL in the wrong place.</summary>
    BadText,

    /// <summary>Two migrations have one number.</summary>
    DuplicateVersion,

    /// <summary>SQLite refused a statement, or the rows don't fit the new schema.</summary>
    Failed,

    /// <summary>It may lose rows or values and AllowDestructive isn't set.</summary>
    DestructiveNotAllowed,

    /// <summary>The backup before it couldn't be made or verified.</summary>
    BackupFailed,

    /// <summary>It has no way back.</summary>
    Irreversible,

    /// <summary>After it, rows point at rows that aren't there.</summary>
    ForeignKeys,

    /// <summary>The file belongs to another application: its <c>application_id</c> says so.</summary>
    OtherApplication,
}

/// <summary>A migration wasn't applied or undone; the file is as it was before it. Only of a backfill the finished batches stay.</summary>
public sealed class MigrationException(string message, Exception? innerException = null) : LineageException(message, innerException)
{
    /// <summary>The kind.</summary>
    public required MigrationProblem Problem { get; init; }

    /// <summary>The component whose migration it is: the <c>[Database]</c> class's full name.</summary>
    public string? Component { get; init; }

    /// <summary>The migration's file name, or null where it's about no single one.</summary>
    public string? Migration { get; init; }

    /// <summary>The line in that file, from 1; null where it's about no single one.</summary>
    public int? Line { get; init; }
}

/// <summary>The file's tables aren't those of the program's records; nothing was changed.</summary>
public sealed class SchemaMismatchException(string message) : LineageException(message)
{
    /// <summary>How they relate.</summary>
    public required SchemaState State { get; init; }

    /// <summary>Each difference in a sentence.</summary>
    public required IReadOnlyList<string> Differences { get; init; }
}
