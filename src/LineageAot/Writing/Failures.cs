using LineageAot.Sqlite;

namespace LineageAot.Writing;

/// <summary>What an error in a shared transaction means for it and for those who share it.</summary>
internal static class Failures
{
    /// <summary>The transaction can't be trusted any more, although SQLite may not have rolled it back.</summary>
    public static bool EndsTransaction(Exception error) => NeedsRecovery(error) || error is DatabaseFullException;

    /// <summary>The connection can't be trusted any more.</summary>
    public static bool NeedsRecovery(Exception error) => error is DatabaseIOException or DatabaseCorruptException;

    /// <summary>For those who did nothing wrong: the transaction was rolled back, nothing of it was written.</summary>
    public static LineageException OfBatch(Exception error)
    {
        var code = error is LineageException { SqliteErrorCode: var known } ? known : 0;
        const string Lead = "The transaction that this write shared with others was rolled back; nothing of it was written";
        return error switch
        {
            DatabaseFullException => new DatabaseFullException($"{Lead}: the disk or quota is full. Make room and write again.", error) { SqliteErrorCode = code },
            DatabaseCorruptException => new DatabaseCorruptException($"{Lead}: the file is damaged. Restore a backup.", error) { SqliteErrorCode = code },
            _ => new DatabaseIOException($"{Lead}: {error.Message}", error) { SqliteErrorCode = code },
        };
    }

    /// <summary>One for each who is refused: a bulk write notes in its exception how far it came.</summary>
    public static WriteQueueClosedException Refused(WriteQueueClosedException reason) => new(reason.Message, reason.InnerException);

    public static WriteIndeterminateException Indeterminate(LineageException error) => new(
        $"The commit failed ({error.Message}) and it isn't known whether the write is in the file. Read it back before it is repeated.", error)
    {
        SqliteErrorCode = error.SqliteErrorCode,
        Operation = "commit",
    };
}
