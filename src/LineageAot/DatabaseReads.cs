namespace LineageAot;

public abstract partial class LineageDatabase
{
    /// <summary>
    /// One unmoving view for many reads: what is committed from now on isn't seen. It reads once before it returns, since BEGIN alone fixes
    /// nothing. Dispose it soon: the write-ahead log can't be reset while it's open, and <see cref="DatabaseOptions.MaxReadAge"/> ends it.
    /// </summary>
    /// <exception cref="DatabaseBusyException">All readers are in use.</exception>
    public ValueTask<ReadSnapshot> BeginSnapshotAsync(CancellationToken cancellationToken = default) => ReadSnapshot.BeginAsync(handle.Readers, cancellationToken);
}
