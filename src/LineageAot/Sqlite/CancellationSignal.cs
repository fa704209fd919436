namespace LineageAot.Sqlite;

/// <summary>Ends a statement once a token is cancelled: also one that begins just then, which would never hear of an interrupt that came before it.</summary>
internal sealed class CancellationSignal(CancellationToken cancellationToken) : IStopSignal
{
    public bool ShouldStop => cancellationToken.IsCancellationRequested;

    /// <summary>Has the token end what the session runs, until what is returned is disposed.</summary>
    public static CancellationTokenRegistration Watch(SqliteSession session, CancellationToken cancellationToken)
    {
        session.WatchFor(cancellationToken.CanBeCanceled ? new CancellationSignal(cancellationToken) : null);
        return cancellationToken.UnsafeRegister(static state => ((SqliteSession)state!).Interrupt(), session);
    }
}
