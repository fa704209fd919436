namespace LineageAot.FaultTests.Vfs.Native;

/// <summary>Numbers of SQLite's C interface (https://sqlite.org/rescode.html, https://sqlite.org/c3ref/c_open_autoproxy.html).</summary>
internal static class ResultCodes
{
    public const int Ok = 0, Full = 13, CannotOpen = 14;

    public const int ReadError = 266, WriteError = 778, SyncError = 1034, TruncateError = 1546, SizeError = 1802, DeleteError = 2570, LockError = 3850, ShmSizeError = 4874, ShmMapError = 5386;

    public const int OpenCreate = 0x4, OpenMainDatabase = 0x100, OpenMainJournal = 0x800, OpenWal = 0x80000;
}
