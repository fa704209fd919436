namespace LineageAot.Sqlite;

/// <summary>
/// Waits until the write-ahead log is on the disk: what synchronous=FULL does at each commit, for one commit of a NORMAL database.
/// </summary>
internal static class WalSync
{
    /// <summary>Syncs the log of a session that has committed. Without a log (nothing was ever written) there is nothing to do.</summary>
    /// <exception cref="DatabaseIOException">The system failed to write it: whether the last commits would survive a power cut isn't known.</exception>
    public static void Sync(SqliteSession session)
    {
        var log = SessionFile.WalOf(session);
        if (log.IsOpen)
        {
            log.Sync();
        }
    }
}
