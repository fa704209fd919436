namespace LineageAot.Lineage;

/// <summary>A workspace of a store: everything read through it belongs to it. Safe to use from many threads.</summary>
public sealed partial class Workspace
{
    internal Workspace(LineageStore store, WorkspaceId id, string name)
    {
        Store = store;
        Id = id;
        Name = name;
    }

    /// <summary>The store.</summary>
    public LineageStore Store { get; }

    /// <summary>The key.</summary>
    public WorkspaceId Id { get; }

    /// <summary>The name.</summary>
    public string Name { get; }

    private LineageDatabase Database => Store.Database;

    /// <summary>Starts a run. With an idempotency key that has been used, it's that run again.</summary>
    public async ValueTask<RunScope> StartRunAsync(RunRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var now = Store.Now;
        var run = await Database.WriteAsync(unit => RunWriting.Start(unit, Id, request, now), cancellationToken: cancellationToken).ConfigureAwait(false);
        return new RunScope(this, run.Id, request.Lease, isFinished: run.FinishedAt is not null);
    }

    /// <summary>A run of this workspace, or null.</summary>
    public ValueTask<Run?> GetRunAsync(RunId run, CancellationToken cancellationToken = default) => Database.FindRunAsync(Id, run, cancellationToken);

    /// <summary>The newest runs first.</summary>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask<IReadOnlyList<Run>> ListRunsAsync(int limit, CancellationToken cancellationToken = default) => Database.ListRunsAsync(Id, limit, cancellationToken);

    /// <summary>A source of this workspace, or null.</summary>
    public ValueTask<Source?> FindSourceAsync(string uri, CancellationToken cancellationToken = default) => Database.FindSourceAsync(Id, uri, cancellationToken);

    /// <summary>A page of what the store knows of sources whose URI lies between two texts, in the order of their UTF-8 bytes.</summary>
    /// <param name="after">Exclusive.</param>
    /// <param name="end">Exclusive.</param>
    /// <param name="size">At most so many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask<IReadOnlyList<KnownSource>> ListKnownSourcesAsync(string after, string end, int size, CancellationToken cancellationToken = default)
        => Database.ListKnownAsync(Id, after, end, size, cancellationToken);

    /// <summary>What the store knows of a source, or null.</summary>
    public ValueTask<KnownSource?> FindKnownSourceAsync(string uri, CancellationToken cancellationToken = default) => Database.FindKnownAsync(Id, uri, cancellationToken);

    /// <summary>The hash of a source's newest content, or null.</summary>
    public async ValueTask<Sha256?> FindContentAsync(string uri, CancellationToken cancellationToken = default)
        => (await Database.FindCurrentVersionAsync(Id, uri, cancellationToken).ConfigureAwait(false))?.ContentSha256;

    /// <summary>A connector of this workspace, or null.</summary>
    public ValueTask<Connector?> FindConnectorAsync(string kind, string name, CancellationToken cancellationToken = default) => Database.FindConnectorAsync(Id, kind, name, cancellationToken);

    /// <summary>The number of chunks of this workspace, those of earlier versions included.</summary>
    public ValueTask<long> CountChunksAsync(CancellationToken cancellationToken = default) => Database.CountChunksAsync(Id, cancellationToken);

    /// <summary>Compares what was found with what the store knows. Nothing is written.</summary>
    /// <returns>A line for each item, in their order.</returns>
    public async ValueTask<IReadOnlyList<PlannedItem>> PlanAsync(IEnumerable<SourceItem> items, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        var plan = new List<PlannedItem>();
        foreach (var item in items)
        {
            var known = await Database.FindKnownAsync(Id, item.Uri, cancellationToken).ConfigureAwait(false);
            var current = known is null ? null : await Database.FindCurrentVersionAsync(Id, item.Uri, cancellationToken).ConfigureAwait(false);
            var isSame = known is { IsPresent: true } && current?.ContentSha256 == item.ContentSha256;
            plan.Add(new PlannedItem(item, known is null ? SourceChange.New : isSame ? SourceChange.Unchanged : SourceChange.Changed));
        }

        return plan;
    }
}
