using LineageAot.Cli.Rendering;
using LineageAot.Lineage;

namespace LineageAot.Cli.Commands;

/// <summary>Reads what is known of one thing.</summary>
internal sealed class ThingFacts(Workspace workspace, ThingFinder finder, CancellationToken cancellationToken)
{
    // Of what belongs to it the newest; commands of their own list the rest.
    private static readonly PageRequest Some = new(20);

    public async ValueTask<Facts?> OfAsync(LineageNodeKey key) => key.Kind switch
    {
        LineageNodeKind.Source => await OfSourceAsync(new SourceId(key.Id)),
        LineageNodeKind.SourceVersion => await OfVersionAsync(new SourceVersionId(key.Id)),
        LineageNodeKind.Document => await OfDocumentAsync(new DocumentId(key.Id)),
        LineageNodeKind.ChunkSet => await OfChunkSetAsync(new ChunkSetId(key.Id)),
        LineageNodeKind.Chunk => await OfChunkAsync(new ChunkId(key.Id)),
        LineageNodeKind.Run => await OfRunAsync(new RunId(key.Id)),
        LineageNodeKind.EmbeddingSet => await OfEmbeddingSetAsync(new EmbeddingSetId(key.Id)),
        LineageNodeKind.Query => await OfQueryAsync(new QueryId(key.Id)),
        LineageNodeKind.Collection => await OfCollectionAsync(key.Id),
        LineageNodeKind.Artifact => await OfArtifactAsync(key.Id),
        _ => null,
    };

    private async ValueTask<Facts?> OfSourceAsync(SourceId id)
    {
        if (await workspace.GetSourceAsync(id, cancellationToken) is not { } source)
        {
            return null;
        }

        var state = source.DeletedAt is not null ? SourceStatus.Deleted : source.MissingSince is not null ? SourceStatus.Missing : SourceStatus.Present;
        var versions = await workspace.ListVersionsAsync(id, Some, cancellationToken);
        var documents = await workspace.ListDocumentsAsync(id, Some, cancellationToken);
        var history = await workspace.ListSourceHistoryAsync(id, Some, cancellationToken);
        return new Facts("source", id.Value.ToString())
            .Add("path", PathDisplay.Of(source.Uri)).Add("uri", source.Uri).Add("source type", source.SourceType).Add("state", Words.Of(state)).Add("title", source.Title).Add("license", source.License)
            .AddBytes("size bytes", source.SizeBytes).Add("modified at", source.ModifiedAt).Add("connector id", source.ConnectorId?.Value).Add("current version id", source.CurrentVersionId?.Value)
            .Add("last seen at", source.LastSeenAt).Add("last seen run id", source.LastSeenRunId?.Value).Add("missing since", source.MissingSince).Add("deleted at", source.DeletedAt)
            .Add("created at", source.CreatedAt).Add("updated at", source.UpdatedAt).AddJson("meta", source.Meta)
            .AddList("versions", versions.Items.Select(static version => new Facts("source_version", version.Id.Value.ToString())
                .Add("version", version.VersionNo).Add("ingested at", version.IngestedAt).Add("sha256", version.ContentSha256.ToString())), "sha256")
            .AddList("documents", documents.Items.Select(ShortOf), "title")
            .AddList("history", history.Items.Select(static change => new Facts("change", Sizes.Count(change.Seq))
                .Add("state", Words.Of(change.State)).Add("at", change.At).Add("run id", change.RunId?.Value).Add("version id", change.SourceVersionId?.Value)));
    }

    private async ValueTask<Facts?> OfVersionAsync(SourceVersionId id)
    {
        if (await workspace.GetVersionAsync(id, cancellationToken) is not { } version)
        {
            return null;
        }

        var source = await workspace.GetSourceAsync(version.SourceId, cancellationToken);
        var content = await workspace.Store.Database.Table<Content>().FindAsync(version.ContentSha256, cancellationToken);
        var documents = await workspace.ListDocumentsAsync(id, Some, cancellationToken);
        return new Facts("source_version", id.Value.ToString())
            .Add("version", version.VersionNo).Add("path", PathOf(source)).Add("source id", version.SourceId.Value).Add("sha256", version.ContentSha256.ToString())
            .AddBytes("size bytes", content?.SizeBytes).Add("mime type", content?.MimeType).Add("storage uri", content?.StorageUri)
            .Add("run id", version.RunId?.Value).Add("ingested at", version.IngestedAt).AddJson("meta", version.Meta)
            .AddList("documents", documents.Items.Select(ShortOf), "title");
    }

    private async ValueTask<Facts?> OfDocumentAsync(DocumentId id)
    {
        if (await workspace.GetDocumentAsync(id, cancellationToken) is not { } document)
        {
            return null;
        }

        var (source, version) = await OriginAsync(document);
        var sets = await workspace.ListChunkSetsAsync(id, cancellationToken);
        return new Facts("document", id.Value.ToString())
            .Add("title", document.Title).Add("language", document.Language).Add("extractor", document.Extractor).Add("extractor version", document.ExtractorVersion)
            .Add("path", PathOf(source)).Add("source id", source?.Id.Value).Add("version", version?.VersionNo).Add("source version id", document.SourceVersionId.Value)
            .Add("text sha256", document.TextSha256?.ToString()).Add("plain text uri", document.PlainTextUri).Add("structure uri", document.StructureUri)
            .AddJson("stats", document.Stats).AddJson("meta", document.Meta).Add("run id", document.RunId?.Value).Add("created at", document.CreatedAt)
            .AddList("chunk sets", sets.Select(static set => new Facts("chunk_set", set.Id.Value.ToString())
                .Add("status", Words.Of(set.Status)).Add("chunks", set.ChunkCount).Add("chunk config id", set.ChunkConfigId.Value)));
    }

    private async ValueTask<Facts?> OfChunkSetAsync(ChunkSetId id)
    {
        if (await workspace.GetChunkSetAsync(id, cancellationToken) is not { } set)
        {
            return null;
        }

        var document = await workspace.GetDocumentAsync(set.DocumentId, cancellationToken);
        var (source, _) = await OriginAsync(document);
        var config = await workspace.Store.Database.Table<ChunkConfig>().FindAsync(set.ChunkConfigId, cancellationToken);
        return new Facts("chunk_set", id.Value.ToString())
            .Add("status", Words.Of(set.Status)).Add("chunks", set.ChunkCount).Add("document id", set.DocumentId.Value).Add("title", document?.Title).Add("path", PathOf(source))
            .Add("chunk config id", set.ChunkConfigId.Value).Add("splitter", config?.Splitter).Add("splitter version", config?.SplitterVersion).Add("chunk size", config?.ChunkSize)
            .Add("chunk overlap", config?.ChunkOverlap).AddJson("params", config?.Params).Add("run id", set.RunId?.Value).Add("created at", set.CreatedAt).Add("updated at", set.UpdatedAt);
    }

    private async ValueTask<Facts?> OfChunkAsync(ChunkId id)
    {
        if (await workspace.GetChunkAsync(id, cancellationToken) is not { } chunk)
        {
            return null;
        }

        var set = await workspace.GetChunkSetAsync(chunk.ChunkSetId, cancellationToken);
        var document = set is null ? null : await workspace.GetDocumentAsync(set.DocumentId, cancellationToken);
        var (source, version) = await OriginAsync(document);
        return new Facts("chunk", id.Value.ToString())
            .Add("ordinal", chunk.Ordinal).Add("path", PathOf(source)).Add("source id", source?.Id.Value).Add("version", version?.VersionNo).Add("source version id", version?.Id.Value)
            .Add("document id", document?.Id.Value).Add("title", document?.Title).Add("chunk set id", chunk.ChunkSetId.Value).Add("chunk set status", set is null ? null : Words.Of(set.Status))
            .Add("sha256", chunk.ChunkHash.ToString()).Add("token count", chunk.TokenCount).Add("start char", chunk.StartChar).Add("end char", chunk.EndChar)
            .Add("page start", chunk.PageStart).Add("page end", chunk.PageEnd).Add("text uri", chunk.TextUri).AddJson("meta", chunk.Meta).Add("created at", chunk.CreatedAt).AddText(chunk.Text);
    }

    private async ValueTask<Facts?> OfRunAsync(RunId id)
    {
        if (await workspace.GetRunAsync(id, cancellationToken) is not { } run)
        {
            return null;
        }

        var failed = await workspace.ListItemsAsync(id, Some with { WithTotal = true }, RunItemStatus.Failed, cancellationToken: cancellationToken);
        return new Facts("run", id.Value.ToString())
            .Add("run type", Words.Of(run.RunType)).Add("status", Words.Of(run.Status)).Add("progress done", run.ProgressDone).Add("progress total", run.ProgressTotal).Add("items failed", failed.Total)
            .Add("error type", run.ErrorType).Add("error message", run.ErrorMessage).Add("trigger", run.Trigger).Add("actor", run.Actor).Add("attempt", run.Attempt).Add("parent run id", run.ParentRunId?.Value)
            .Add("pipeline id", run.PipelineId?.Value).Add("collection id", run.CollectionId?.Value).Add("idempotency key", run.IdempotencyKey).Add("trace id", run.TraceId).Add("owner", run.Owner)
            .Add("created at", run.CreatedAt).Add("started at", run.StartedAt).Add("finished at", run.FinishedAt).Add("heartbeat at", run.HeartbeatAt).Add("lease until", run.LeaseUntil)
            .AddJson("params", run.Params).AddJson("stats", run.Stats)
            .AddList("failed items", failed.Items.Select(static item => new Facts(item.TargetType, item.TargetId.ToString())
                .Add("stage", item.Stage).Add("attempts", item.Attempts).Add("category", item.ErrorCategory is { } category ? Words.Of(category) : null).Add("error", item.Error)
                .Add("detail uri", item.DetailUri is { } uri ? PathDisplay.Of(uri) : null)), "error", "detail uri");
    }

    private async ValueTask<Facts?> OfEmbeddingSetAsync(EmbeddingSetId id)
    {
        if (await workspace.GetEmbeddingSetAsync(id, cancellationToken) is not { } set)
        {
            return null;
        }

        var coverage = set.Status == EmbeddingSetStatus.Retired ? null : await workspace.GetCoverageAsync(id, cancellationToken);
        return new Facts("embedding_set", id.Value.ToString())
            .Add("name", set.Name).Add("status", Words.Of(set.Status)).Add("provider", set.Provider).Add("model", set.Model).Add("model revision", set.ModelRevision).Add("dimensions", set.Dimensions)
            .Add("distance", Words.Of(set.Distance)).Add("vector store", set.VectorStore).Add("vector collection", set.VectorCollection).Add("chunks", coverage?.Chunks).Add("stale", coverage?.Stale)
            .Add("failed", await workspace.CountFailedAsync(id, cancellationToken)).Add("coverage", coverage?.Ratio).AddJson("params", set.Params).Add("created at", set.CreatedAt).Add("updated at", set.UpdatedAt);
    }

    private async ValueTask<Facts?> OfQueryAsync(QueryId id)
    {
        if (await workspace.ExplainQueryAsync(id, new LineageTraceOptions { MaxDepth = 1 }, cancellationToken) is not { } explained)
        {
            return null;
        }

        var query = explained.Query;
        return new Facts("query", id.Value.ToString())
            .Add("query text", query.Text).Add("text sha256", query.TextSha256.ToString()).Add("embedding set id", query.EmbeddingSetId?.Value).Add("top k", query.TopK).AddJson("filters", query.Filters)
            .Add("latency ms", query.Latency?.TotalMilliseconds).Add("run id", query.RunId?.Value).Add("actor", query.Actor).Add("at", query.At)
            .AddList("results", explained.Results.Select(static hit => new Facts("chunk", hit.ChunkId.Value.ToString())
                .Add("rank", hit.Rank).Add("score", hit.Score).Add("rerank score", hit.RerankScore).Add("state", Words.Of(hit.State)).Add("path", hit.SourceUri is { } uri ? PathDisplay.Of(uri) : null)), "path");
    }

    private async ValueTask<Facts?> OfCollectionAsync(Guid id)
    {
        if (await finder.GetCollectionAsync(id) is not { } collection)
        {
            return null;
        }

        var sources = await workspace.ListCollectionSourcesAsync(collection.Id, Some with { WithTotal = true }, cancellationToken);
        return new Facts("collection", id.ToString())
            .Add("name", collection.Name).Add("version", collection.Version).Add("description", collection.Description).Add("status", Words.Of(collection.Status)).Add("health score", collection.HealthScore)
            .Add("chunk config id", collection.ChunkConfigId?.Value).Add("embedding set id", collection.EmbeddingSetId?.Value).Add("sync mode", Words.Of(collection.SyncMode))
            .Add("source count", sources.Total).AddJson("meta", collection.Meta).Add("created at", collection.CreatedAt).Add("updated at", collection.UpdatedAt);
    }

    private async ValueTask<Facts?> OfArtifactAsync(Guid id) => await finder.GetArtifactAsync(id) is not { } artifact
        ? null
        : new Facts("artifact", id.ToString())
            .Add("kind", artifact.Kind).Add("uri", artifact.Uri).Add("owner type", Words.Of(artifact.OwnerType)).Add("owner id", artifact.OwnerId).Add("sha256", artifact.Sha256?.ToString())
            .AddBytes("size bytes", artifact.SizeBytes).Add("mime type", artifact.MimeType).Add("run id", artifact.RunId?.Value).Add("created at", artifact.CreatedAt).Add("updated at", artifact.UpdatedAt);

    private async ValueTask<(Source? Source, SourceVersion? Version)> OriginAsync(Document? document)
    {
        var version = document is null ? null : await workspace.GetVersionAsync(document.SourceVersionId, cancellationToken);
        return (version is null ? null : await workspace.GetSourceAsync(version.SourceId, cancellationToken), version);
    }

    private static string? PathOf(Source? source) => source is null ? null : PathDisplay.Of(source.Uri);

    private static Facts ShortOf(Document document)
        => new Facts("document", document.Id.Value.ToString()).Add("extractor", document.Extractor).Add("title", document.Title).Add("created at", document.CreatedAt);
}
