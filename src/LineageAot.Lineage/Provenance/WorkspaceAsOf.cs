namespace LineageAot.Lineage;

public sealed partial class Workspace
{
    /// <summary>What the store knew of a source at a moment; null if it didn't know it yet.</summary>
    /// <param name="uri">The source's name.</param>
    /// <param name="time">
    /// The moment, by the clock of those who wrote. Of the changes that aren't later the one that was written last counts, so that where a clock went back the later knowledge wins.
    /// </param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask<SourceAsOf?> ReadAsOfAsync(string uri, DateTimeOffset time, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(uri);
        return Database.ReadAsOfAsync(Id, uri, time, cancellationToken);
    }

    /// <summary>All sources as the store knew them at a moment, those that it knew first first. Sources that were purged since aren't there any more.</summary>
    /// <param name="time">The moment; see <see cref="ReadAsOfAsync"/>.</param>
    /// <param name="page">Which page.</param>
    /// <param name="withDeleted">Those too that had been given up by then. Missing ones are always there.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask<ListPage<SourceAsOf>> ListAsOfAsync(DateTimeOffset time, PageRequest page, bool withDeleted = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        return Database.ListAsOfAsync(Id, time, withDeleted, page.Size, page.After, cancellationToken)
            .WithTotalAsync(page, () => Database.CountAsOfAsync(Id, time, withDeleted, cancellationToken));
    }

    /// <summary>
    /// The chunks of the version that a source had at a moment, by set and ordinal; empty if it wasn't there then. Sets that were begun later are left out, and those that aren't whole today;
    /// whether a set that was begun by then was whole by then isn't recorded. What was purged since is missing.
    /// </summary>
    /// <param name="uri">The source's name.</param>
    /// <param name="time">The moment; see <see cref="ReadAsOfAsync"/>.</param>
    /// <param name="config">The way to split; null for all, one after the other.</param>
    /// <param name="page">Which page. No total is counted.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<ListPage<Chunk>> ListChunksAsOfAsync(string uri, DateTimeOffset time, ChunkConfigId? config, PageRequest page, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(uri);
        ArgumentNullException.ThrowIfNull(page);
        var rows = await Database.ChunksAsOfAsync(Id, uri, time, config, page.Size, page.After, cancellationToken).ConfigureAwait(false);
        return new ListPage<Chunk>(rows.Items, rows.Next, Total: null);
    }
}
