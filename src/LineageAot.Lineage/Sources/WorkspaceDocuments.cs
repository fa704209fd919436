namespace LineageAot.Lineage;

public sealed partial class Workspace
{
    /// <summary>A document of this workspace, or null.</summary>
    public ValueTask<Document?> GetDocumentAsync(DocumentId document, CancellationToken cancellationToken = default) => Database.GetDocumentAsync(Id, document, cancellationToken);

    /// <summary>A chunk set of this workspace, or null.</summary>
    public ValueTask<ChunkSet?> GetChunkSetAsync(ChunkSetId set, CancellationToken cancellationToken = default) => Database.GetChunkSetAsync(Id, set, cancellationToken);

    /// <summary>A chunk of this workspace, whatever the state of its set, or null.</summary>
    public ValueTask<Chunk?> GetChunkAsync(ChunkId chunk, CancellationToken cancellationToken = default) => Database.GetChunkAsync(Id, chunk, cancellationToken);

    /// <summary>The documents of all versions of all sources, the newest first.</summary>
    public ValueTask<ListPage<Document>> ListDocumentsAsync(PageRequest page, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        return Database.ListDocumentsAsync(Id, page.Size, page.After, cancellationToken).WithTotalAsync(page, () => Database.CountDocumentsAsync(Id, cancellationToken));
    }

    /// <summary>The documents of one version, the newest first; empty where this workspace has no such version.</summary>
    public ValueTask<ListPage<Document>> ListDocumentsAsync(SourceVersionId version, PageRequest page, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        return Database.ListDocumentsOfVersionAsync(Id, version, page.Size, page.After, cancellationToken)
            .WithTotalAsync(page, () => Database.CountDocumentsOfVersionAsync(Id, version, cancellationToken));
    }

    /// <summary>The documents of all versions of one source, the newest first; empty where this workspace has no such source.</summary>
    public ValueTask<ListPage<Document>> ListDocumentsAsync(SourceId source, PageRequest page, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        return Database.ListDocumentsOfSourceAsync(Id, source, page.Size, page.After, cancellationToken)
            .WithTotalAsync(page, () => Database.CountDocumentsOfSourceAsync(Id, source, cancellationToken));
    }

    /// <summary>A document's chunk sets, one for each way to split it, in any state, the newest first; empty where this workspace has no such document.</summary>
    public ValueTask<IReadOnlyList<ChunkSet>> ListChunkSetsAsync(DocumentId document, CancellationToken cancellationToken = default) => Database.ListChunkSetsAsync(Id, document, cancellationToken);

    /// <summary>A document's chunks by ordinal, superseded ones included, those of sets that are still being filled left out; empty where this workspace has no such document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="config">The way to split; null for the chunks of all, one way after the other.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask<ListPage<Chunk>> ListChunksOfDocumentAsync(DocumentId document, ChunkConfigId? config, PageRequest page, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        return Database.ListChunksOfDocumentAsync(Id, document, config, page.Size, page.After, cancellationToken)
            .WithTotalAsync(page, () => Database.CountChunksOfDocumentAsync(Id, document, config, cancellationToken));
    }

    /// <summary>The chunks of all chunk sets that are ready, by key: those that were written first come first, and a document's chunks in their order.</summary>
    /// <param name="page">Which page.</param>
    /// <param name="withSuperseded">Those of earlier versions too.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask<ListPage<Chunk>> ListChunksAsync(PageRequest page, bool withSuperseded = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        return Database.ListChunksAsync(Id, withSuperseded, page.Size, page.After, cancellationToken)
            .WithTotalAsync(page, () => Database.CountListedChunksAsync(Id, withSuperseded, cancellationToken));
    }
}
