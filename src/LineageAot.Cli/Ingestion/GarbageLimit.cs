namespace LineageAot.Cli.Ingestion;

/// <summary>
/// Bounds the garbage between two collections. The runtime sizes it by the processor's largest cache, so that a tool which holds a few megabytes at a time takes a hundred more on a large server than on a small box. Not safe to use from
/// several threads.
/// </summary>
internal sealed class GarbageLimit
{
    private const long Bytes = 16 << 20;

    private long allocatedBefore = GC.GetTotalAllocatedBytes();
    private int collectionsBefore = GC.CollectionCount(0);

    /// <summary>Collects what is young where the runtime hasn't done it since so many bytes.</summary>
    public void Check()
    {
        var allocated = GC.GetTotalAllocatedBytes();
        var collections = GC.CollectionCount(0);
        if (collections == collectionsBefore)
        {
            if (allocated - allocatedBefore < Bytes)
            {
                return;
            }

            GC.Collect(1, GCCollectionMode.Forced, blocking: true);
            collections = GC.CollectionCount(0);
        }

        (allocatedBefore, collectionsBefore) = (allocated, collections);
    }
}
