using LineageAot.Diagnostics;
using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Writing;

/// <summary>
/// The write connection over its lives: after an I/O error it is opened anew, and its log brought home, before anything is written again.
/// Used on the writer's thread only.
/// </summary>
internal sealed class WriterConnection
{
    private static readonly SqlStatement Rollback = new("rollback", "rollback");

    private readonly WriterSettings settings;
    private readonly Func<SqliteSession> open;
    private SqliteSession session;
    private LineageException? damage;

    public WriterConnection(SqliteSession session, WriterSettings settings, Func<SqliteSession> open)
    {
        this.session = session;
        this.settings = settings;
        this.open = open;
        Context = new WriterContext(session, settings);
        Upkeep = new WriterUpkeep(session, settings);
    }

    public SqliteSession Session => session;

    public WriterContext Context { get; private set; }

    public WriterUpkeep Upkeep { get; private set; }

    /// <summary>Why the connection must be opened anew before the next write; null while all is well.</summary>
    public LineageException? Damage => damage;

    /// <summary>The connection can't be trusted any more; the first reason counts.</summary>
    public void Break(LineageException reason) => damage ??= reason;

    /// <summary>
    /// After damage: a new connection, verified, and the whole log in the file, before anything is acknowledged again. The old one stays until then: if it were the last to close, SQLite would bring home a log
    /// that the disk may not have, and the next one would find commits in it that had failed.
    /// </summary>
    public void Recover()
    {
        // Asked before each batch: what follows captures variables, and would cost an object each time.
        if (damage is not null)
        {
            OpenAnew();
        }
    }

    private void OpenAnew()
    {
        TryRollback();
        var fresh = open();
        var upkeep = new WriterUpkeep(fresh, settings);
        try
        {
            BusyRetry.Run(settings, () => WalRewrite.Run(fresh));
            BusyRetry.Run(settings, () => BringHome(upkeep));
        }
        catch
        {
            fresh.Dispose();
            upkeep.Dispose();
            throw;
        }

        session.Dispose();
        Upkeep.Dispose();
        (session, Upkeep, Context) = (fresh, upkeep, new WriterContext(fresh, settings));
        LogMessages.WriterRecovered(settings.Logger, session.Path);
        damage = null;
    }

    /// <summary>Runs upkeep that somebody asked for. After an I/O error in it nothing is acknowledged either before the connection was opened anew.</summary>
    public void RunAlone(IControlRequest request)
    {
        try
        {
            request.RunAlone(session, Upkeep);
        }
        catch (Exception e)
        {
            TryRollback();
            if (Failures.NeedsRecovery(e))
            {
                Break((LineageException)e);
            }

            throw;
        }
    }

    /// <summary>Ends an open transaction without its writes.</summary>
    public void TryRollback()
    {
        try
        {
            if (!session.IsAutocommit)
            {
                session.Run(Rollback);
            }
        }
        catch (LineageException e)
        {
            damage ??= e;
        }
    }

    /// <summary>Checkpoints where it's time. A failure concerns the next write: this one is committed.</summary>
    public void AfterCommit()
    {
        if (LineageMeter.PageCacheHitRatio.Enabled)
        {
            var (hits, misses) = session.TakePageCacheCounts();
            settings.Telemetry.PageCache.Add(hits, misses);
        }

        try
        {
            Upkeep.AfterCommit();
        }
        catch (LineageException e)
        {
            damage = e;
            LogMessages.CheckpointFailed(settings.Logger, session.Path, e);
        }
    }

    /// <summary>Brings the log home where possible, and closes the connection. What the disk may not have is left to the next one who opens the file.</summary>
    public void Close()
    {
        try
        {
            Recover();
            Upkeep.BeforeClose();
        }
        catch (LineageException e)
        {
            LogMessages.CheckpointFailed(settings.Logger, session.Path, e);
            ConnectionSettings.LeaveLogOnClose(session);
        }
        finally
        {
            session.Dispose();
            Upkeep.Dispose();
        }
    }

    private void BringHome(WriterUpkeep upkeep)
    {
        if (!upkeep.Checkpoint(truncate: true).IsComplete)
        {
            throw new DatabaseBusyException($"After an error ({damage!.Message}) the write-ahead log of '{session.Path}' must be brought home first, and readers hold it back. End long reads and try again.", damage) { Operation = "recover" };
        }
    }
}
