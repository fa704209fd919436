namespace LineageAot.Lineage;

/// <summary>The wall around a workspace: a key that a caller gives is looked up in the workspace before anything is written under it.</summary>
internal static partial class Wall
{
    [Query("select exists (select 1 from sources where id = @id and workspace_id = @workspace)")]
    private static partial bool HasSource(this WriteScope unit, WorkspaceId workspace, SourceId id);

    [Query("select exists (select 1 from source_versions where id = @id and workspace_id = @workspace)")]
    private static partial bool HasSourceVersion(this WriteScope unit, WorkspaceId workspace, SourceVersionId id);

    [Query("select exists (select 1 from documents where id = @id and workspace_id = @workspace)")]
    private static partial bool HasDocument(this WriteScope unit, WorkspaceId workspace, DocumentId id);

    [Query("select exists (select 1 from chunk_sets where id = @id and workspace_id = @workspace)")]
    private static partial bool HasChunkSet(this WriteScope unit, WorkspaceId workspace, ChunkSetId id);

    [Query("select exists (select 1 from chunks where id = @id and workspace_id = @workspace)")]
    private static partial bool HasChunk(this WriteScope unit, WorkspaceId workspace, ChunkId id);

    [Query("select exists (select 1 from runs where id = @id and workspace_id = @workspace)")]
    private static partial bool HasRun(this WriteScope unit, WorkspaceId workspace, RunId id);

    [Query("select exists (select 1 from embedding_sets where id = @id and workspace_id = @workspace)")]
    private static partial bool HasEmbeddingSet(this WriteScope unit, WorkspaceId workspace, EmbeddingSetId id);

    [Query("select exists (select 1 from connectors where id = @id and workspace_id = @workspace)")]
    private static partial bool HasConnector(this WriteScope unit, WorkspaceId workspace, ConnectorId id);

    [Query("select exists (select 1 from pipelines where id = @id and workspace_id = @workspace)")]
    private static partial bool HasPipeline(this WriteScope unit, WorkspaceId workspace, PipelineId id);

    [Query("select exists (select 1 from collections where id = @id and workspace_id = @workspace)")]
    private static partial bool HasCollection(this WriteScope unit, WorkspaceId workspace, CollectionId id);

    [Query("select exists (select 1 from artifacts where id = @id and workspace_id = @workspace)")]
    private static partial bool HasArtifact(this WriteScope unit, WorkspaceId workspace, ArtifactId id);

    /// <summary>Refuses a source that isn't this workspace's.</summary>
    /// <exception cref="LineageNotFoundException">It isn't.</exception>
    public static void Require(this WriteScope unit, WorkspaceId workspace, SourceId id)
    {
        if (!unit.HasSource(workspace, id))
        {
            throw new LineageNotFoundException("source", id.Value);
        }
    }

    /// <summary>Refuses a source version that isn't this workspace's.</summary>
    /// <exception cref="LineageNotFoundException">It isn't.</exception>
    public static void Require(this WriteScope unit, WorkspaceId workspace, SourceVersionId id)
    {
        if (!unit.HasSourceVersion(workspace, id))
        {
            throw new LineageNotFoundException("source version", id.Value);
        }
    }

    /// <summary>Refuses a document that isn't this workspace's.</summary>
    /// <exception cref="LineageNotFoundException">It isn't.</exception>
    public static void Require(this WriteScope unit, WorkspaceId workspace, DocumentId id)
    {
        if (!unit.HasDocument(workspace, id))
        {
            throw new LineageNotFoundException("document", id.Value);
        }
    }

    /// <summary>Refuses a chunk set that isn't this workspace's.</summary>
    /// <exception cref="LineageNotFoundException">It isn't.</exception>
    public static void Require(this WriteScope unit, WorkspaceId workspace, ChunkSetId id)
    {
        if (!unit.HasChunkSet(workspace, id))
        {
            throw new LineageNotFoundException("chunk set", id.Value);
        }
    }

    /// <summary>Refuses a chunk that isn't this workspace's.</summary>
    /// <exception cref="LineageNotFoundException">It isn't.</exception>
    public static void Require(this WriteScope unit, WorkspaceId workspace, ChunkId id)
    {
        if (!unit.HasChunk(workspace, id))
        {
            throw new LineageNotFoundException("chunk", id.Value);
        }
    }

    /// <summary>Refuses a run that isn't this workspace's.</summary>
    /// <exception cref="LineageNotFoundException">It isn't.</exception>
    public static void Require(this WriteScope unit, WorkspaceId workspace, RunId id)
    {
        if (!unit.HasRun(workspace, id))
        {
            throw new LineageNotFoundException("run", id.Value);
        }
    }

    /// <summary>Refuses a embedding set that isn't this workspace's.</summary>
    /// <exception cref="LineageNotFoundException">It isn't.</exception>
    public static void Require(this WriteScope unit, WorkspaceId workspace, EmbeddingSetId id)
    {
        if (!unit.HasEmbeddingSet(workspace, id))
        {
            throw new LineageNotFoundException("embedding set", id.Value);
        }
    }

    /// <summary>Refuses a connector that isn't this workspace's.</summary>
    /// <exception cref="LineageNotFoundException">It isn't.</exception>
    public static void Require(this WriteScope unit, WorkspaceId workspace, ConnectorId id)
    {
        if (!unit.HasConnector(workspace, id))
        {
            throw new LineageNotFoundException("connector", id.Value);
        }
    }

    /// <summary>Refuses a pipeline that isn't this workspace's.</summary>
    /// <exception cref="LineageNotFoundException">It isn't.</exception>
    public static void Require(this WriteScope unit, WorkspaceId workspace, PipelineId id)
    {
        if (!unit.HasPipeline(workspace, id))
        {
            throw new LineageNotFoundException("pipeline", id.Value);
        }
    }

    /// <summary>Refuses a collection that isn't this workspace's.</summary>
    /// <exception cref="LineageNotFoundException">It isn't.</exception>
    public static void Require(this WriteScope unit, WorkspaceId workspace, CollectionId id)
    {
        if (!unit.HasCollection(workspace, id))
        {
            throw new LineageNotFoundException("collection", id.Value);
        }
    }

    /// <summary>Refuses a query that isn't this workspace's.</summary>
    /// <exception cref="LineageNotFoundException">It isn't.</exception>
    public static void Require(this WriteScope unit, WorkspaceId workspace, QueryId id)
    {
        if (!unit.HasQuery(workspace, id))
        {
            throw new LineageNotFoundException("query", id.Value);
        }
    }

    /// <summary>Refuses an artifact that isn't this workspace's.</summary>
    /// <exception cref="LineageNotFoundException">It isn't.</exception>
    public static void Require(this WriteScope unit, WorkspaceId workspace, ArtifactId id)
    {
        if (!unit.HasArtifact(workspace, id))
        {
            throw new LineageNotFoundException("artifact", id.Value);
        }
    }
}
