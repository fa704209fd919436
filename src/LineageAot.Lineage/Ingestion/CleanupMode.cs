namespace LineageAot.Lineage;

/// <summary>What the end of a sync does with what is out of date. Nothing is cleaned up before every batch is written.</summary>
public enum CleanupMode
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Chunk sets of earlier versions of changed sources are superseded; sources that weren't found are marked as missing.</summary>
    Incremental,

    /// <summary>As <see cref="Full"/>, for the sources alone whose URI starts with one of the sync's prefixes. The cap counts those.</summary>
    ScopedFull,

    /// <summary>As <see cref="Incremental"/>, and sources that weren't found get a tombstone, up to the cap. Their rows stay until they are purged.</summary>
    Full,
}

/// <summary>What a sync did, or would do.</summary>
/// <param name="Created">Sources that weren't known.</param>
/// <param name="Changed">Sources with a new content.</param>
/// <param name="Reverted">Sources whose earlier content came back.</param>
/// <param name="Unchanged">Sources with the same content.</param>
/// <param name="Returned">Sources that were missing or deleted and are there again; counted above as well.</param>
/// <param name="Missing">Sources that weren't found.</param>
/// <param name="Deleted">Sources that got a tombstone.</param>
/// <param name="Superseded">Chunk sets that were superseded.</param>
public sealed record SyncReport(long Created, long Changed, long Reverted, long Unchanged, long Returned, long Missing, long Deleted, long Superseded);

/// <summary>The cleanup would delete more than it may. Everything before it is stored; nothing was deleted, and nothing marked as missing.</summary>
public sealed class CleanupRefusedException(string message) : LineageException(message)
{
    /// <summary>How many sources it would delete.</summary>
    public required long Candidates { get; init; }

    /// <summary>How many there are.</summary>
    public required long Total { get; init; }
}
