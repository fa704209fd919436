using LineageAot.Cli.Ingestion;
using LineageAot.Cli.Rendering;
using LineageAot.Lineage;

namespace LineageAot.Cli.Search;

/// <summary>A chunk that was found, with where it's from.</summary>
internal sealed record SearchResult(ChunkId ChunkId, int Ordinal, SourceId SourceId, string Path, double Score, string Snippet, string Text);

/// <summary>
/// Searches an index and lets the store decide: what the store has no more, has replaced or whose source was deleted isn't shown, however old the index is.
/// </summary>
internal sealed class ChunkSearch(Workspace workspace, SearchIndex index)
{
    private const int Slice = 100;

    private Dictionary<ConnectorId, Connector>? connectors;

    public async Task<IReadOnlyList<SearchResult>> FindAsync(string text, int limit, CancellationToken cancellationToken)
    {
        var results = new List<SearchResult>();
        if (SearchText.ToExpression(text) is not { } expression)
        {
            return results;
        }

        for (var skip = 0; results.Count < limit;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var size = Math.Max(Slice, limit);
            var found = await index.FindAsync(expression, workspace.Id.Value, size, skip, SnippetMarks.Start, SnippetMarks.End);
            foreach (var chunk in found)
            {
                if (results.Count < limit && await DescribeAsync(chunk) is { } result)
                {
                    results.Add(result);
                }
            }

            if (found.Count < size)
            {
                break;
            }

            skip += size;
        }

        return results;
    }

    private async Task<SearchResult?> DescribeAsync(FoundChunk found)
    {
        if (await workspace.GetChunkAsync(new ChunkId(found.ChunkId)) is not { } chunk
            || await workspace.GetChunkSetAsync(chunk.ChunkSetId) is not { Status: ChunkSetStatus.Ready } set
            || await workspace.GetDocumentAsync(set.DocumentId) is not { } document
            || await workspace.GetVersionAsync(document.SourceVersionId) is not { } version
            || await workspace.GetSourceAsync(version.SourceId) is not { DeletedAt: null } source)
        {
            return null;
        }

        return new SearchResult(chunk.Id, chunk.Ordinal, source.Id, await PathOfAsync(source), found.Score, found.Snippet, found.Text);
    }

    /// <summary>A file's whole path; of anything else the URI.</summary>
    private async Task<string> PathOfAsync(Source source)
    {
        connectors ??= (await workspace.ListConnectorsAsync()).ToDictionary(static connector => connector.Id);
        return source.ConnectorId is { } id && connectors.TryGetValue(id, out var connector) && connector.Kind == Ingester.ConnectorKind
            ? Path.Combine(connector.Name, PathDisplay.Of(source.Uri))
            : source.Uri;
    }
}
