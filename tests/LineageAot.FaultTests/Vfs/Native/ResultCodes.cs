namespace LineageAot.FaultTests.Vfs.Native;

/// <summary>Numbers of SQLite's C interface (https://sqlite.org/rescode.html, https://sqlite.org/c3ref/c_open_autoproxy.html).</summary>
internal static class ResultCodes
{
    public const int Ok = 0, IOError = 10, Full = 13, CannotOpen = 14;

    public const int ReadError = 266, WriteError = 778, SyncError = 1034, TruncateError = 1546, SizeError = 1802, UnlockError = 2058, DeleteError = 2570, LockError = 3850, ShmSizeError = 4874, ShmLockError = 5130, ShmMapError = 5386;

    /// <summary>Of a lock in shared memory: it's taken, and not given back.</summary>
    public const int ShmTakes = 2;

    /// <summary>File controls whose outcome SQLite or the library looks at: has it moved, before a sync, behind a commit.</summary>
    public const int HasMoved = 20, BeforeSync = 21, BehindCommit = 22;

    public const int OpenCreate = 0x4, OpenMainDatabase = 0x100, OpenMainJournal = 0x800, OpenWal = 0x80000;
}
