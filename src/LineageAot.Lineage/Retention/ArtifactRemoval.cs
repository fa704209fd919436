namespace LineageAot.Lineage;

/// <summary>Artifacts go with what they were made of. They have no foreign key to it, since it's one of many kinds.</summary>
internal static partial class ArtifactRemoval
{
    [Command("delete from artifacts where owner_type = 'chunk_set' and owner_id = @set")]
    public static partial int DeleteArtifactsOfSet(this WriteScope unit, Guid set);

    [Command("delete from artifacts where owner_type = 'chunk' and owner_id in (select id from chunks where chunk_set_id = @set order by ordinal desc limit @limit)")]
    public static partial int DeleteArtifactsOfChunks(this WriteScope unit, ChunkSetId set, int limit);

    [Command("delete from artifacts where owner_type = 'document' and owner_id in (select id from documents where source_version_id in (@versions))")]
    private static partial int DeleteArtifactsOfDocuments(this WriteScope unit, IReadOnlyList<SourceVersionId> versions);

    [Command("delete from artifacts where owner_type = 'source_version' and owner_id in (@versions)")]
    private static partial int DeleteOwnArtifacts(this WriteScope unit, IReadOnlyList<SourceVersionId> versions);

    [Command("delete from artifacts where owner_type = 'source' and owner_id in (@sources)")]
    private static partial int DeleteOwnArtifacts(this WriteScope unit, IReadOnlyList<SourceId> sources);

    [Query("select id from source_versions where source_id in (@sources)")]
    private static partial IReadOnlyList<SourceVersionId> ListVersions(this WriteScope unit, IReadOnlyList<SourceId> sources);

    /// <summary>Those of versions and their documents.</summary>
    public static void DeleteArtifactsOf(this WriteScope unit, IReadOnlyList<SourceVersionId> versions)
    {
        unit.DeleteArtifactsOfDocuments(versions);
        unit.DeleteOwnArtifacts(versions);
    }

    /// <summary>Those of sources, their versions and their documents.</summary>
    public static void DeleteArtifactsOf(this WriteScope unit, IReadOnlyList<SourceId> sources)
    {
        unit.DeleteArtifactsOf(unit.ListVersions(sources));
        unit.DeleteOwnArtifacts(sources);
    }
}
