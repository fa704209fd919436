namespace LineageAot.Lineage;

/// <summary>Writes a search that was made, inside a unit.</summary>
internal static class QueryWriting
{
    /// <summary>Writes it with its results; one that is there already stays as it is.</summary>
    public static QueryId LogQuery(this WriteScope unit, WorkspaceId workspace, QueryLog log, DateTimeOffset now)
    {
        unit.GetUsableWorkspace(workspace);
        if (log.EmbeddingSetId is { } set)
        {
            unit.Require(workspace, set);
        }

        if (log.RunId is { } run)
        {
            unit.Require(workspace, run);
        }

        var row = new LoggedQuery
        {
            Id = log.Id ?? new QueryId(Guid.CreateVersion7(now)),
            WorkspaceId = workspace,
            Text = log.KeepText ? log.Text : null,
            TextSha256 = log.TextSha256 ?? Sha256.OfText(log.Text!),
            EmbeddingSetId = log.EmbeddingSetId,
            TopK = log.TopK,
            Filters = log.Filters,
            Latency = log.Latency,
            RunId = log.RunId,
            Actor = log.Actor,
            At = now,
        };
        if (!unit.TryInsert(row))
        {
            return unit.HasQuery(workspace, row.Id) ? row.Id : throw new LineageConflictException("The query's key is in use elsewhere. Draw a new one. Nothing was written.");
        }

        for (var i = 0; i < log.Results.Count; i++)
        {
            unit.Insert(ResultOf(unit, workspace, row.Id, i + 1, log.Results[i], now));
        }

        if (log.RunId is { } owner)
        {
            unit.AddEdge(new SyncContext(workspace, null, owner, now), IoDirection.Out, EntityType.Query, row.Id.Value, "query");
        }

        return row.Id;
    }

    private static LoggedQueryResult ResultOf(WriteScope unit, WorkspaceId workspace, QueryId query, int rank, QueryHit hit, DateTimeOffset now) => new()
    {
        QueryId = query,
        Rank = rank,
        ChunkId = hit.ChunkId,
        ChunkHash = hit.ChunkHash ?? unit.FindChunkHash(workspace, hit.ChunkId) ?? throw new LineageNotFoundException("chunk", hit.ChunkId.Value),
        Score = hit.Score,
        RerankScore = hit.RerankScore,
        CreatedAt = now,
    };
}
