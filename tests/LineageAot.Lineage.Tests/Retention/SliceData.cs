namespace LineageAot.Lineage.Tests.Retention;

/// <summary>Fills a workspace with more of everything than a slice takes, in one unit and without chunks' texts: it's the number that counts.</summary>
internal static class SliceData
{
    private static readonly DateTimeOffset At = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// So many present sources with two versions, the first with a superseded chunk set of one embedded chunk; so many deleted sources, finished runs and logged queries.
    /// </summary>
    public static async Task FillAsync(Workspace workspace, int count)
    {
        var config = (await workspace.Store.GetOrAddChunkConfigAsync(new ChunkConfigSpec("sentences", "1") { ChunkSize = 512 })).Id;
        var set = (await workspace.GetOrAddEmbeddingSetAsync(Embeddings.EmbeddingStore.Spec())).Id;
        await workspace.Store.Database.WriteAsync(unit =>
        {
            unit.TryInsert(new Content { Sha256 = Sha256.OfText("x"), SizeBytes = 1 });
            for (var i = 0; i < count; i++)
            {
                AddSource(unit, workspace.Id, $"{i}", config, set);
                unit.Insert(new Source { Id = new SourceId(Guid.CreateVersion7(At)), WorkspaceId = workspace.Id, SourceType = "file", Uri = $"gone-{i}", LastSeenAt = At, DeletedAt = At });
                unit.Insert(new Run { Id = new RunId(Guid.CreateVersion7(At)), WorkspaceId = workspace.Id, RunType = RunType.Index, Status = RunStatus.Succeeded, StartedAt = At, FinishedAt = At });
                unit.Insert(new LoggedQuery { Id = new QueryId(Guid.CreateVersion7(At)), WorkspaceId = workspace.Id, TextSha256 = Sha256.OfText("q"), At = At });
            }
        });
    }

    private static void AddSource(WriteScope unit, WorkspaceId workspace, string uri, ChunkConfigId config, EmbeddingSetId set)
    {
        var source = new SourceId(Guid.CreateVersion7(At));
        var old = Version(1);
        var current = Version(2);
        unit.Insert(new Source { Id = source, WorkspaceId = workspace, SourceType = "file", Uri = uri, LastSeenAt = At, CurrentVersionId = current.Id });
        unit.Insert(old);
        unit.Insert(current);
        var document = unit.Insert(new Document { Id = new DocumentId(Guid.CreateVersion7(At)), WorkspaceId = workspace, SourceVersionId = old.Id, Extractor = "plain", ExtractorVersion = "1", ParamsSignature = Sha256.OfText("") });
        var chunks = unit.Insert(new ChunkSet { Id = new ChunkSetId(Guid.CreateVersion7(At)), WorkspaceId = workspace, DocumentId = document.Id, ChunkConfigId = config, Status = ChunkSetStatus.Superseded, ChunkCount = 1 });
        var chunk = unit.Insert(new Chunk { Id = new ChunkId(Guid.CreateVersion7(At)), WorkspaceId = workspace, ChunkSetId = chunks.Id, Ordinal = 0, ChunkHash = Sha256.OfText("x"), Text = "x" });
        unit.Insert(new ChunkEmbedding { EmbeddingSetId = set, ChunkId = chunk.Id, WorkspaceId = workspace, VectorId = $"{chunk.Id.Value}", State = ChunkEmbeddingState.Deleting });

        SourceVersion Version(int number) => new()
        {
            Id = new SourceVersionId(Guid.CreateVersion7(At)),
            WorkspaceId = workspace,
            SourceId = source,
            VersionNo = number,
            ContentSha256 = Sha256.OfText("x"),
            IngestedAt = At,
        };
    }
}
