namespace LineageAot.Lineage;

/// <summary>The SQL that counts what failed.</summary>
internal static partial class FailedStatements
{
    // Over the index of what failed; whose the set is, is asked once and not of each row.
    [Query("""
        select (select count(*) from chunk_embeddings e where e.embedding_set_id = s.id and e.state = 'failed')
        from embedding_sets s where s.id = @set and s.workspace_id = @workspace
        """)]
    public static partial ValueTask<long?> CountFailedAsync(this ReadSource source, WorkspaceId workspace, EmbeddingSetId set, CancellationToken cancellationToken = default);
}

public sealed partial class Workspace
{
    /// <summary>How many chunks failed to be embedded, and wait for another try or for <see cref="RetryFailedAsync"/>. <see cref="CountStaleAsync"/> counts them too.</summary>
    /// <exception cref="LineageNotFoundException">The workspace has no such set.</exception>
    public async ValueTask<long> CountFailedAsync(EmbeddingSetId set, CancellationToken cancellationToken = default)
        => await Database.CountFailedAsync(Id, set, cancellationToken).ConfigureAwait(false) ?? throw new LineageNotFoundException("embedding set", set.Value);
}
