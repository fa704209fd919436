namespace LineageAot.Lineage;

/// <summary>Writes collections inside a unit.</summary>
internal static class CollectionWriting
{
    /// <summary>The newest version where it is what the spec says, else a new one.</summary>
    public static Collection AddCollection(this WriteScope unit, WorkspaceId workspace, CollectionSpec spec, DateTimeOffset now)
    {
        unit.GetUsableWorkspace(workspace);
        if (spec.EmbeddingSetId is { } set)
        {
            unit.Require(workspace, set);
        }

        if (spec.ChunkConfigId is { } config && unit.Table<ChunkConfig>().Find(config) is null)
        {
            throw new LineageNotFoundException("chunk config", config.Value);
        }

        var newest = unit.FindNewestCollection(workspace, spec.Name);
        if (newest is not null && spec.Describes(newest))
        {
            return newest;
        }

        return unit.Insert(new Collection
        {
            Id = new CollectionId(Guid.CreateVersion7(now)),
            WorkspaceId = workspace,
            Name = spec.Name,
            Version = (newest?.Version ?? 0) + 1,
            Description = spec.Description,
            ChunkConfigId = spec.ChunkConfigId,
            EmbeddingSetId = spec.EmbeddingSetId,
            SyncMode = spec.SyncMode,
            Interval = spec.KeptInterval,
            Meta = spec.Meta,
        });
    }

    /// <summary>A collection of this workspace.</summary>
    /// <exception cref="LineageNotFoundException">There is none.</exception>
    public static Collection GetCollection(this WriteScope unit, WorkspaceId workspace, CollectionId id)
        => unit.FindCollection(workspace, id) ?? throw new LineageNotFoundException("collection", id.Value);

    /// <summary>Adds a slice of sources, all or none.</summary>
    /// <returns>How many weren't in it before.</returns>
    /// <exception cref="LineageNotFoundException">The collection, or one of the sources, isn't this workspace's.</exception>
    public static int AddSlice(this WriteScope unit, WorkspaceId workspace, CollectionId collection, SourceId[] slice, DateTimeOffset now)
    {
        unit.Require(workspace, collection);
        var known = unit.ListKnownIds(workspace, slice);
        if (known.Count != slice.Length)
        {
            throw new LineageNotFoundException("source", slice.Except(known).First().Value);
        }

        return unit.AddSources(workspace, collection, slice, now);
    }
}
