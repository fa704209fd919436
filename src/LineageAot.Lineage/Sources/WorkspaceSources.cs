namespace LineageAot.Lineage;

public sealed partial class Workspace
{
    /// <summary>A page of the sources, each with its newest version, its chunks and its last error.</summary>
    /// <param name="page">Which page. A cursor belongs to a status and an order; with others it's refused or goes on from another place.</param>
    /// <param name="filter">Which sources; null for all that weren't given up, newest first.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentOutOfRangeException">The page's size isn't 1 to 100,000, or the filter has a status or an order that there isn't.</exception>
    /// <exception cref="ArgumentException">The cursor is another list's.</exception>
    public async ValueTask<ListPage<SourceSummary>> ListSourcesAsync(PageRequest page, SourceListFilter? filter = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        var (status, connector) = (filter?.Status ?? SourceStatus.NotDeleted, filter?.ConnectorId);
        var read = (status, filter?.Order ?? ListOrder.NewestFirst) switch
        {
            (SourceStatus.Missing, _) => Database.ListMissingSourcesAsync(Id, connector, page.Size, page.After, cancellationToken),
            (SourceStatus.Deleted, _) => Database.ListDeletedSourcesAsync(Id, connector, page.Size, page.After, cancellationToken),
            (SourceStatus.NotDeleted or SourceStatus.Present or SourceStatus.Any, ListOrder.NewestFirst)
                => Database.ListNewestSourcesAsync(Id, connector, status, page.Size, page.After, cancellationToken),
            (SourceStatus.NotDeleted or SourceStatus.Present or SourceStatus.Any, ListOrder.LastChangedFirst)
                => Database.ListChangedSourcesAsync(Id, connector, status, page.Size, page.After, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(filter), "The filter has a status or an order that there isn't."),
        };
        var rows = await read.WithTotalAsync(page, () => Database.CountSourcesAsync(Id, connector, status, cancellationToken)).ConfigureAwait(false);
        return new ListPage<SourceSummary>([.. rows.Items.Select(static row => row.ToSummary())], rows.Next, rows.Total);
    }

    /// <summary>A source of this workspace, or null.</summary>
    public ValueTask<Source?> GetSourceAsync(SourceId source, CancellationToken cancellationToken = default) => Database.GetSourceAsync(Id, source, cancellationToken);

    /// <summary>A version of a source of this workspace, or null.</summary>
    public ValueTask<SourceVersion?> GetVersionAsync(SourceVersionId version, CancellationToken cancellationToken = default) => Database.GetVersionAsync(Id, version, cancellationToken);

    /// <summary>A source's versions, the newest first; empty where this workspace has no such source.</summary>
    public ValueTask<ListPage<SourceVersion>> ListVersionsAsync(SourceId source, PageRequest page, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        return Database.ListVersionsAsync(Id, source, page.Size, page.After, cancellationToken)
            .WithTotalAsync(page, () => Database.CountVersionsAsync(Id, source, cancellationToken));
    }

    /// <summary>What became of a source, the last change first; empty where this workspace has no such source.</summary>
    public ValueTask<ListPage<SourceHistory>> ListSourceHistoryAsync(SourceId source, PageRequest page, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        return Database.ListHistoryAsync(Id, source, page.Size, page.After, cancellationToken)
            .WithTotalAsync(page, () => Database.CountHistoryAsync(Id, source, cancellationToken));
    }

    /// <summary>Whether a version of a source of this workspace, the newest or an earlier one, has this content.</summary>
    public ValueTask<bool> HasContentAsync(Sha256 content, CancellationToken cancellationToken = default) => Database.HasContentAsync(Id, content, cancellationToken);
}
