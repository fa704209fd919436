namespace LineageAot.Lineage;

public sealed partial class RunScope
{
    /// <summary>
    /// As <see cref="Workspace.LeaseStaleAsync"/>; the pointers carry this run's key, and the run has one edge of lineage to the embedding set.
    /// </summary>
    /// <inheritdoc cref="Workspace.LeaseStaleAsync"/>
    public ValueTask<EmbeddingLease> LeaseStaleAsync(
        EmbeddingSetId set, string owner, int max, TimeSpan duration, ChunkConfigId? chunkConfig = null, CancellationToken cancellationToken = default)
        => Workspace.TakeStaleAsync(Workspace.TermsOf(set, owner, max, duration, Id), max, chunkConfig, this, cancellationToken);
}
