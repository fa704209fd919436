namespace LineageAot.Lineage;

/// <summary>
/// Reads what is stale, page by page: first the pointers that failed, then those that wait, each by the chunk's key; then the backlog by chunk set and ordinal. A place is the part's
/// letter and the cursor within it, so that each page is a seek.
/// </summary>
internal static class StaleReading
{
    private const char Failed = 'f', Pending = 'p', Backlog = 'b';

    public static async ValueTask<StalePage> ListStaleAsync(this ReadSource source, WorkspaceId workspace, EmbeddingSetId set, StaleRequest request, CancellationToken cancellationToken)
    {
        var (part, after) = PlaceOf(request.After);
        while (true)
        {
            var page = part == Backlog
                ? await source.ListBacklogAsync(workspace, set, request.Size, after, cancellationToken).ConfigureAwait(false)
                : await source.ListUnreadyAsync(workspace, set, part == Failed ? ChunkEmbeddingState.Failed : ChunkEmbeddingState.Pending, request.Size, after, cancellationToken).ConfigureAwait(false);
            char? nextPart = page.Next is not null ? part : part switch { Failed => Pending, Pending => Backlog, _ => null };
            if (page.Items.Count > 0 || nextPart is null)
            {
                return new StalePage(page.Items, nextPart is { } letter ? letter + page.Next?.ToString() : null);
            }

            (part, after) = (nextPart.Value, page.Next);
        }
    }

    private static (char Part, Cursor? After) PlaceOf(string? after)
    {
        if (after is null)
        {
            return (Failed, null);
        }

        Cursor? cursor = null;
        if (after.Length == 0 || after[0] is not (Failed or Pending or Backlog) || (after.Length > 1 && !Cursor.TryParse(after[1..], out cursor)))
        {
            throw new ArgumentException("The text isn't a place in the list of what is stale, or was cut or changed on its way. Start again from the first page.", nameof(after));
        }

        return (after[0], cursor);
    }
}
