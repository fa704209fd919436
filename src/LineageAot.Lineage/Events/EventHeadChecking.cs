namespace LineageAot.Lineage;

public sealed partial class EventStore
{
    private readonly EventHead head;

    /// <summary>
    /// Compares the events with the head file beside the database (<c>&lt;file&gt;.head</c>), which knows the newest event that was committed: finds events that are missing at the end because the database or its
    /// write-ahead log was cut or put back. Cheap. Opening a store does it, and says what it found in the log and in the database's health; over a database that you opened yourself, call it once.
    /// </summary>
    /// <exception cref="DatabaseBusyException">All readers are in use.</exception>
    public ValueTask<EventHeadReport> CompareHeadAsync(CancellationToken cancellationToken = default) => head.CompareAsync(cancellationToken);

    internal ValueTask CompareHeadOnOpenAsync(CancellationToken cancellationToken) => head.CompareOnOpenAsync(cancellationToken);
}
