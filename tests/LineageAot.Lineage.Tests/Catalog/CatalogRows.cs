namespace LineageAot.Lineage.Tests.Catalog;

/// <summary>A workspace with rows in every table that belongs to one.</summary>
internal static class CatalogRows
{
    private static readonly DateTimeOffset At = new(2026, 2, 3, 4, 5, 6, 7, TimeSpan.Zero);

    /// <summary>Every character that has made somebody trouble, short of a lone surrogate, which the store refuses.</summary>
    public static string OddText { get; } = string.Concat(Enumerable.Range(0, 0xA0).Select(static code => (char)code)) + "\u2028\u2029\u0085\uFEFF\uFFFE\uFFFF\uFFFD\"\\/</script>\r\n'😀👩‍👩‍👧é" + "\u0301\u202E";

    public static async Task FillAsync(Workspace workspace)
    {
        var store = workspace.Store;
        var config = await store.GetOrAddChunkConfigAsync(new ChunkConfigSpec("sentences", "1") { ChunkSize = 512, Params = "{ \"a\":\n 1 }" });
        await workspace.SetSettingsAsync("set", SettingsJson.Default.String);
        await using var run = await workspace.StartRunAsync(new RunRequest("index") { IdempotencyKey = "1", Params = "{\r\n  \"deep\": [1, 2.50, 1e400, \"\\ud800\\u2028\"]\r\n}" });
        await using (var sync = await run.BeginSyncAsync("memory", CleanupMode.Full))
        {
            foreach (var name in new[] { "a", "b" })
            {
                var version = await sync.IngestVersionAsync(TemporaryStore.Item(name, name));
                var document = await run.GetOrAddDocumentAsync(version.Id, new Extraction("plain", "1") { Title = OddText, Stats = "[]" });
                var set = await run.GetOrAddChunkSetAsync(document.Id, config.Id);
                await run.WriteChunksAsync(set.Id, TemporaryStore.Chunks(OddText, name, $"of {workspace.Name}"));
            }

            await sync.CompleteAsync();
        }

        var embedding = await CatalogData.AddEmbeddingSetAsync(workspace);
        var collection = await workspace.AddCollectionAsync(new CollectionSpec("manuals") { ChunkConfigId = config.Id, EmbeddingSetId = embedding, Interval = TimeSpan.FromHours(1), Meta = "{}" });
        await workspace.SetCollectionHealthAsync(collection.Id, 0.25);
        await workspace.PinCollectionAsync("manuals", 1);
        await workspace.AddSourcesAsync(collection.Id, [(await workspace.FindSourceAsync("a"))!.Id]);
        await workspace.AddDefinitionAsync(new DefinitionSpec(DefinitionKind.Flow, "answer", "{\"steps\":[]}") { Type = "graph" });
        await run.AddArtifactAsync(new ArtifactSpec(EntityType.Collection, collection.Id.Value, "report", "file:report") { Sha256 = Sha256.OfText("report"), SizeBytes = 6 });
        await AddRestAsync(workspace, run.Id, embedding);
        await run.SucceedAsync("""{"chunks":6}""");
    }

    private static ValueTask AddRestAsync(Workspace workspace, RunId run, EmbeddingSetId embedding) => workspace.Store.Database.WriteAsync(unit =>
    {
        var pipeline = unit.Insert(new Pipeline { Id = new PipelineId(Guid.CreateVersion7(At)), WorkspaceId = workspace.Id, Name = "nightly", Version = 1, Config = "{\n}" });
        unit.Insert(new Schedule { Id = new ScheduleId(Guid.CreateVersion7(At)), WorkspaceId = workspace.Id, Name = "nightly", PipelineId = pipeline.Id, Interval = TimeSpan.FromDays(1), NextRunAt = At });
        var query = unit.Insert(new LoggedQuery { Id = new QueryId(Guid.CreateVersion7(At)), WorkspaceId = workspace.Id, Text = OddText, TextSha256 = Sha256.OfText(OddText), Filters = "{}", Latency = TimeSpan.FromMilliseconds(1.5), RunId = run, At = At });
        unit.Insert(new RunItem { RunId = run, Stage = "embed", TargetType = "chunk", TargetId = Guid.CreateVersion7(At), Status = RunItemStatus.Failed, Attempts = 2, Error = "timeout", Metrics = "{}" });
        var rank = 0;
        foreach (var chunk in unit.Table<Chunk>().All().Where(chunk => chunk.WorkspaceId == workspace.Id))
        {
            unit.Insert(new ChunkEmbedding { EmbeddingSetId = embedding, ChunkId = chunk.Id, WorkspaceId = workspace.Id, VectorId = $"v{chunk.Id.Value}", State = ChunkEmbeddingState.Ready, EmbeddedHash = chunk.ChunkHash, EmbeddedAt = At });
            unit.Insert(new LoggedQueryResult { QueryId = query.Id, Rank = ++rank, ChunkId = chunk.Id, ChunkHash = chunk.ChunkHash, Score = rank == 1 ? double.PositiveInfinity : 1.0 / rank });
        }
    });

    public static Guid FirstKey(this TemporaryStore temporary, string table)
    {
        using var connection = temporary.Store.Database.OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = $"select id from {table} limit 1";
        return new Guid((byte[])command.ExecuteScalar()!, bigEndian: true);
    }
}
