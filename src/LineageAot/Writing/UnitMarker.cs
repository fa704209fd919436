namespace LineageAot.Writing;

/// <summary>
/// Marks the code that runs inside a unit, and the tasks that it starts, so that a queued write awaited there is refused instead of
/// waiting for ever for the writer that waits for it.
/// </summary>
internal sealed class UnitMarker : IDisposable
{
    private static readonly AsyncLocal<UnitMarker?> Current = new();
    private static int openUnits;

    private readonly WriteQueue queue;
    private volatile bool isOpen = true;

    private UnitMarker(WriteQueue queue) => this.queue = queue;

    public static UnitMarker Enter(WriteQueue queue)
    {
        Interlocked.Increment(ref openUnits);
        var marker = new UnitMarker(queue);
        Current.Value = marker;
        return marker;
    }

    /// <summary>True if the calling code belongs to a unit of this queue that hasn't ended.</summary>
    public static bool IsInside(WriteQueue queue)
        => Volatile.Read(ref openUnits) != 0 && Current.Value is { isOpen: true } marker && marker.queue == queue;

    public void Dispose()
    {
        isOpen = false;
        Current.Value = null;
        Interlocked.Decrement(ref openUnits);
    }
}
