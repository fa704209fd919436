using LineageAot.Lineage;

namespace LineageAot.Cli.Commands;

/// <summary>Tells what a key that somebody copied from somewhere is the key of.</summary>
internal sealed class ThingFinder(Workspace workspace, CancellationToken cancellationToken)
{
    /// <summary>What is meant: a key of any kind, a source's name, or an embedding set's. Null where the workspace has nothing of that name.</summary>
    public async ValueTask<LineageNodeKey?> FindAsync(string name)
    {
        if (Guid.TryParse(name, out var key))
        {
            return await KindOfAsync(key) is { } kind ? new LineageNodeKey(kind, key) : null;
        }

        if (await workspace.FindNamedSourceAsync(name) is { } source)
        {
            return new LineageNodeKey(LineageNodeKind.Source, source.Id.Value);
        }

        return !string.IsNullOrWhiteSpace(name) && await workspace.FindEmbeddingSetAsync(name, cancellationToken) is { } set ? new LineageNodeKey(LineageNodeKind.EmbeddingSet, set.Id.Value) : null;
    }

    /// <summary>A collection of this workspace, or null.</summary>
    public async ValueTask<Collection?> GetCollectionAsync(Guid key)
        => await workspace.Store.Database.Table<Collection>().FindAsync(new CollectionId(key), cancellationToken) is { } found && found.WorkspaceId == workspace.Id ? found : null;

    /// <summary>An artifact of this workspace, or null.</summary>
    public async ValueTask<Artifact?> GetArtifactAsync(Guid key)
        => await workspace.Store.Database.Table<Artifact>().FindAsync(new ArtifactId(key), cancellationToken) is { } found && found.WorkspaceId == workspace.Id ? found : null;

    private async ValueTask<LineageNodeKind?> KindOfAsync(Guid key)
    {
        if (await workspace.GetSourceAsync(new SourceId(key), cancellationToken) is not null)
        {
            return LineageNodeKind.Source;
        }

        if (await workspace.GetVersionAsync(new SourceVersionId(key), cancellationToken) is not null)
        {
            return LineageNodeKind.SourceVersion;
        }

        if (await workspace.GetDocumentAsync(new DocumentId(key), cancellationToken) is not null)
        {
            return LineageNodeKind.Document;
        }

        if (await workspace.GetChunkSetAsync(new ChunkSetId(key), cancellationToken) is not null)
        {
            return LineageNodeKind.ChunkSet;
        }

        if (await workspace.GetChunkAsync(new ChunkId(key), cancellationToken) is not null)
        {
            return LineageNodeKind.Chunk;
        }

        if (await workspace.GetRunAsync(new RunId(key), cancellationToken) is not null)
        {
            return LineageNodeKind.Run;
        }

        if (await workspace.GetEmbeddingSetAsync(new EmbeddingSetId(key), cancellationToken) is not null)
        {
            return LineageNodeKind.EmbeddingSet;
        }

        if (await workspace.GetQueryAsync(new QueryId(key), cancellationToken) is not null)
        {
            return LineageNodeKind.Query;
        }

        if (await GetCollectionAsync(key) is not null)
        {
            return LineageNodeKind.Collection;
        }

        return await GetArtifactAsync(key) is not null ? LineageNodeKind.Artifact : null;
    }
}
