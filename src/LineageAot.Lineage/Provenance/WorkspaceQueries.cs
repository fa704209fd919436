namespace LineageAot.Lineage;

public sealed partial class Workspace
{
    /// <summary>Remembers a search that was made, with what it found, in one unit. With <see cref="QueryLog.Id"/> a repeat changes nothing.</summary>
    /// <returns>The query's key, by which it's explained later.</returns>
    /// <exception cref="ArgumentException">Neither or both of text and hash, filters that aren't JSON, a score that isn't a number, a count or a time out of range.</exception>
    /// <exception cref="LineageNotFoundException">The embedding set, the run, or a chunk that comes without its hash isn't this workspace's.</exception>
    /// <exception cref="LineageConflictException">The key is in use elsewhere.</exception>
    public ValueTask<QueryId> LogQueryAsync(QueryLog log, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(log);
        log.Check();
        var now = Store.Now;
        return Database.WriteAsync(unit => unit.LogQuery(Id, log, now), cancellationToken: cancellationToken);
    }

    /// <summary>A logged query of this workspace, or null.</summary>
    public ValueTask<LoggedQuery?> GetQueryAsync(QueryId query, CancellationToken cancellationToken = default) => Database.GetQueryAsync(Id, query, cancellationToken);

    /// <summary>The logged queries, the newest first.</summary>
    public ValueTask<ListPage<LoggedQuery>> ListQueriesAsync(PageRequest page, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        return Database.ListQueriesAsync(Id, page.Size, page.After, cancellationToken).WithTotalAsync(page, () => Database.CountQueriesAsync(Id, cancellationToken));
    }

    /// <summary>What a search found, what each result is now, and where it comes from, all as of one moment; null if this workspace has no such query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="options">How far upstream; null for <see cref="LineageTraceOptions"/> as they are.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit is less than 1.</exception>
    public async ValueTask<QueryExplanation?> ExplainQueryAsync(QueryId query, LineageTraceOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= Tracing.Defaults;
        options.Check();
        var snapshot = await Database.BeginSnapshotAsync(cancellationToken).ConfigureAwait(false);
        await using (snapshot.ConfigureAwait(false))
        {
            if (await snapshot.GetQueryAsync(Id, query, cancellationToken).ConfigureAwait(false) is not { } logged)
            {
                return null;
            }

            var hits = await snapshot.ReadHitsNowAsync(Id, query, cancellationToken).ConfigureAwait(false);
            var upstream = await snapshot.TraceAsync(Id, new LineageNodeKey(LineageNodeKind.Query, query.Value), options, isUpstream: true, cancellationToken).ConfigureAwait(false);
            return new QueryExplanation(logged, [.. hits.Select(static hit => hit.ToHit())], upstream);
        }
    }
}
