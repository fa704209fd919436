namespace LineageAot.Sqlite;

/// <summary>Numbers of SQLite's C interface (https://sqlite.org/c3ref/constlist.html), under their own names.</summary>
internal static class SqliteConstants
{
    public const int Ok = 0, Error = 1, Abort = 4, Busy = 5, Locked = 6, NoMemory = 7, ReadOnly = 8, Interrupt = 9, IOError = 10, Corrupt = 11,
        Full = 13, CannotOpen = 14, Schema = 17, TooBig = 18, Constraint = 19, Mismatch = 20, Misuse = 21, Range = 25, NotADatabase = 26, Row = 100, Done = 101;

    public const int ConstraintCheck = 275, ConstraintForeignKey = 787, ConstraintNotNull = 1299, ConstraintPrimaryKey = 1555,
        ConstraintTrigger = 1811, ConstraintUnique = 2067, ConstraintRowId = 2579, ConstraintDataType = 3091;

    public const int ReadOnlyRollback = 776;

    public const int IOErrorShmSize = 4874;

    public const int OpenReadOnly = 0x1, OpenReadWrite = 0x2, OpenCreate = 0x4, OpenNoMutex = 0x8000, OpenExtendedResultCodes = 0x2000000;

    public const uint PreparePersistent = 1;

    public const int TypeInteger = 1, TypeReal = 2, TypeText = 3, TypeBlob = 4, TypeNull = 5;

    public const int Utf8 = 1, Deterministic = 0x800, Innocuous = 0x200000;

    public const int DbConfigNoCheckpointOnClose = 1006, DbConfigDefensive = 1010, DbConfigDoubleQuotedStringsInDml = 1013, DbConfigDoubleQuotedStringsInDdl = 1014;

    public const int StatusCacheHit = 7, StatusCacheMiss = 8, StatusDeferredForeignKeys = 10;

    public const int StatementReprepared = 5;

    public const int LimitLength = 0;

    public const int FileControlFilePointer = 7, FileControlHasMoved = 20, FileControlJournalPointer = 28;

    public const int CheckpointPassive = 0, CheckpointTruncate = 3;

    public const int AuthorizeDelete = 9, AuthorizeInsert = 18, AuthorizeRead = 20, AuthorizeUpdate = 23;
}
