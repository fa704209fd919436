namespace LineageAot.Lineage;

/// <summary>What takes things away.</summary>
public sealed partial class Workspace
{
    /// <summary>
    /// Gives a source up: it gets a tombstone, its chunk sets are superseded and its vectors marked for deletion, in one transaction. Its rows stay until
    /// <see cref="PurgeDeletedAsync"/>; ingested again, it comes back. A repeat changes nothing.
    /// </summary>
    /// <returns>False if it had a tombstone already.</returns>
    /// <exception cref="LineageNotFoundException">This workspace has no such source.</exception>
    public async ValueTask<bool> DeleteSourceAsync(SourceId source, CancellationToken cancellationToken = default)
    {
        var now = Store.Now;
        return await Database.WriteAsync(
            unit =>
            {
                unit.Require(Id, source);
                return unit.Delete(Id, [source], null, now) > 0;
            },
            cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Takes sources away for good, with all that was made of them, whose tombstone is older. In slices: a repeat goes on where one ended. Their vectors are written into the outbox
    /// (<see cref="OutboxKinds.DeleteVectors"/>) in the same transactions; contents stay until <see cref="LineageStore.CollectContentsAsync"/>.
    /// </summary>
    /// <param name="age">How old a tombstone is at least; not negative.</param>
    /// <param name="cancellationToken">Ends it between two slices.</param>
    /// <returns>The number of sources.</returns>
    public ValueTask<long> PurgeDeletedAsync(TimeSpan age, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(age, TimeSpan.Zero);
        return new RetentionRun(this, new RetentionPolicy(), dryRun: false, cancellationToken).PurgeAsync(Store.Now.Before(age));
    }

    /// <summary>Takes away what a policy doesn't keep. In slices: other writers get their turn, and a repeat goes on where one ended.</summary>
    /// <param name="policy">What is kept.</param>
    /// <param name="dryRun">Count what would go, and write nothing.</param>
    /// <param name="cancellationToken">Ends it between two slices.</param>
    /// <exception cref="ArgumentOutOfRangeException">An age is negative, or no version would be kept.</exception>
    public ValueTask<RetentionReport> ApplyRetentionAsync(RetentionPolicy policy, bool dryRun = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(policy);
        policy.Check();
        return new RetentionRun(this, policy, dryRun, cancellationToken).ApplyAsync();
    }
}

/// <summary>What takes things away.</summary>
public sealed partial class LineageStore
{
    /// <summary>
    /// Deletes a workspace with all that belongs to it. Its live runs are canceled and nothing new is begun in it; the rows go in slices, and its vectors are written into the outbox in the
    /// same transactions. Ended midway it's gone on from by the same call. Contents stay until <see cref="CollectContentsAsync"/>: other workspaces may hold the same bytes.
    /// </summary>
    /// <returns>False if there is no such workspace.</returns>
    public ValueTask<bool> DeleteWorkspaceAsync(WorkspaceId workspace, CancellationToken cancellationToken = default) => WorkspaceDeletion.DeleteAsync(this, workspace, cancellationToken);

    /// <summary>
    /// Takes contents away that no version of a source points at, in slices. Where one says where its bytes are kept, an outbox entry (<see cref="OutboxKinds.DeleteContent"/>) tells it in
    /// the same transaction.
    /// </summary>
    /// <param name="dryRun">Count them, and write nothing.</param>
    /// <param name="cancellationToken">Ends it between two slices.</param>
    public ValueTask<ContentCollectionReport> CollectContentsAsync(bool dryRun = false, CancellationToken cancellationToken = default) => ContentCollection.CollectAsync(this, dryRun, cancellationToken);
}
