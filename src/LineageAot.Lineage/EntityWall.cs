namespace LineageAot.Lineage;

/// <summary>The wall for a thing whose kind and key a caller names.</summary>
internal static class EntityWall
{
    /// <summary>Refuses a thing of the store that isn't this workspace's; keys of the caller's own are his affair.</summary>
    /// <exception cref="LineageNotFoundException">It isn't.</exception>
    public static void RequireEntity(this WriteScope unit, WorkspaceId workspace, EntityType type, Guid id)
    {
        switch (type)
        {
            case EntityType.Source:
                unit.Require(workspace, new SourceId(id));
                break;
            case EntityType.SourceVersion:
                unit.Require(workspace, new SourceVersionId(id));
                break;
            case EntityType.Document:
                unit.Require(workspace, new DocumentId(id));
                break;
            case EntityType.ChunkSet:
                unit.Require(workspace, new ChunkSetId(id));
                break;
            case EntityType.Chunk:
                unit.Require(workspace, new ChunkId(id));
                break;
            case EntityType.EmbeddingSet:
                unit.Require(workspace, new EmbeddingSetId(id));
                break;
            case EntityType.Collection:
                unit.Require(workspace, new CollectionId(id));
                break;
            case EntityType.Query:
                unit.Require(workspace, new QueryId(id));
                break;
            case EntityType.Artifact:
                unit.Require(workspace, new ArtifactId(id));
                break;
            case EntityType.Custom:
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(type), type, "There is no such kind of thing.");
        }
    }
}
