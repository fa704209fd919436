using LineageAot.Schema;

namespace LineageAot.Lineage;

/// <summary>Writes the rows of one workspace, type by type, parents before children.</summary>
internal sealed class Exporter
{
    private readonly HashSet<ExportType> types;
    private readonly WorkspaceId workspace;

    public Exporter(ExportOptions options, WorkspaceId workspace)
    {
        Options = options;
        this.workspace = workspace;
        types = [.. options.Types ?? Enum.GetValues<ExportType>()];
        foreach (var type in types)
        {
            if (!Enum.IsDefined(type))
            {
                throw new ArgumentOutOfRangeException(nameof(options), type, "An export has no lines of that type.");
            }
        }
    }

    public ExportOptions Options { get; }

    public async ValueTask WriteRowsAsync(ReadSource source, LineageDatabase? events, ExportLines lines, CancellationToken cancellationToken)
    {
        await WriteAsync(ExportType.Workspace, source.ExportWorkspaceAsync(workspace, cancellationToken)).ConfigureAwait(false);
        await WriteAsync(ExportType.Connector, source.ExportConnectorsAsync(workspace, cancellationToken)).ConfigureAwait(false);
        await WriteAsync(ExportType.Content, source.ExportContentsAsync(workspace, cancellationToken)).ConfigureAwait(false);
        await WriteAsync(ExportType.Source, source.ExportSourcesAsync(workspace, cancellationToken)).ConfigureAwait(false);
        await WriteAsync(ExportType.SourceHistory, source.ExportSourceHistoryAsync(workspace, cancellationToken)).ConfigureAwait(false);
        await WriteAsync(ExportType.SourceVersion, source.ExportSourceVersionsAsync(workspace, cancellationToken)).ConfigureAwait(false);
        await WriteAsync(ExportType.Document, source.ExportDocumentsAsync(workspace, cancellationToken)).ConfigureAwait(false);
        await WriteAsync(ExportType.ChunkConfig, source.ExportChunkConfigsAsync(workspace, cancellationToken)).ConfigureAwait(false);
        await WriteAsync(ExportType.ChunkSet, source.ExportChunkSetsAsync(workspace, cancellationToken)).ConfigureAwait(false);
        await WriteAsync(ExportType.Chunk, source.ExportChunksAsync(workspace, cancellationToken), static row => row with { Text = null }).ConfigureAwait(false);
        await WriteAsync(ExportType.EmbeddingSet, source.ExportEmbeddingSetsAsync(workspace, cancellationToken)).ConfigureAwait(false);
        await WriteAsync(ExportType.ChunkEmbedding, source.ExportChunkEmbeddingsAsync(workspace, cancellationToken)).ConfigureAwait(false);
        await WriteAsync(ExportType.Pipeline, source.ExportPipelinesAsync(workspace, cancellationToken)).ConfigureAwait(false);
        await WriteAsync(ExportType.Collection, source.ExportCollectionsAsync(workspace, cancellationToken)).ConfigureAwait(false);
        await WriteAsync(ExportType.CollectionPin, source.ExportCollectionPinsAsync(workspace, cancellationToken)).ConfigureAwait(false);
        await WriteAsync(ExportType.CollectionSource, source.ExportCollectionSourcesAsync(workspace, cancellationToken)).ConfigureAwait(false);
        await WriteAsync(ExportType.Schedule, source.ExportSchedulesAsync(workspace, cancellationToken)).ConfigureAwait(false);
        await WriteAsync(ExportType.Definition, source.ExportDefinitionsAsync(workspace, cancellationToken)).ConfigureAwait(false);
        await WriteAsync(ExportType.Run, source.ExportRunsAsync(workspace, cancellationToken)).ConfigureAwait(false);
        await WriteAsync(ExportType.RunItem, source.ExportRunItemsAsync(workspace, cancellationToken)).ConfigureAwait(false);
        await WriteAsync(ExportType.RunIo, source.ExportRunIoAsync(workspace, cancellationToken)).ConfigureAwait(false);
        await WriteAsync(ExportType.Event, events is null ? source.ExportEventsAsync(workspace, cancellationToken) : SplitExport.ReadEventsAsync(source, events, workspace, cancellationToken)).ConfigureAwait(false);
        await WriteAsync(ExportType.Query, source.ExportQueriesAsync(workspace, cancellationToken), static row => row with { Text = null }).ConfigureAwait(false);
        await WriteAsync(ExportType.QueryResult, source.ExportQueryResultsAsync(workspace, cancellationToken)).ConfigureAwait(false);
        await WriteAsync(ExportType.Artifact, source.ExportArtifactsAsync(workspace, cancellationToken)).ConfigureAwait(false);

        // A stream that isn't enumerated has read nothing.
        ValueTask WriteAsync<T>(ExportType type, IAsyncEnumerable<T> rows, Func<T, T>? withoutText = null) where T : class, IRow<T>
            => types.Contains(type) ? lines.WriteAsync(type, rows, Options.IncludeTexts ? null : withoutText, cancellationToken) : ValueTask.CompletedTask;
    }
}
