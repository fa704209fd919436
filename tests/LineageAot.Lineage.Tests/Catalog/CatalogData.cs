namespace LineageAot.Lineage.Tests.Catalog;

/// <summary>Rows that other areas make, written as they are.</summary>
internal static class CatalogData
{
    public static async Task<IReadOnlyList<SourceId>> AddSourcesAsync(Workspace workspace, int count)
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var rows = Enumerable.Range(0, count).Select(i => new Source
        {
            Id = new SourceId(Guid.CreateVersion7(start.AddSeconds(i))),
            WorkspaceId = workspace.Id,
            SourceType = "file",
            Uri = $"source-{i:00000}",
            LastSeenAt = start,
        }).ToList();
        await workspace.Store.Database.WriteAsync(unit => unit.InsertMany(rows));
        return [.. rows.Select(static row => row.Id)];
    }

    public static async Task<EmbeddingSetId> AddEmbeddingSetAsync(Workspace workspace, string name = "default")
        => (await workspace.Store.Database.WriteAsync(unit => unit.Insert(new EmbeddingSet
        {
            Id = new EmbeddingSetId(Guid.CreateVersion7()),
            WorkspaceId = workspace.Id,
            Name = name,
            Provider = "acme",
            Model = "small",
            Dimensions = 3,
            Distance = VectorDistance.Cosine,
            Params = """{ "normalize": true }""",
            Signature = Sha256.OfText(name),
            VectorStore = "qdrant",
            VectorCollection = "chunks",
        }))).Id;
}
