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

    /// <summary>A run of this workspace, or null.</summary>
    public ValueTask<Run?> GetRunAsync(RunId run, CancellationToken cancellationToken = default) => Database.FindRunAsync(Id, run, cancellationToken);

    /// <summary>The newest runs first.</summary>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is negative.</exception>
    public ValueTask<IReadOnlyList<Run>> ListRunsAsync(int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit); // To SQLite a negative limit is none.
        return Database.ListRunsAsync(Id, limit, cancellationToken);
    }

    /// <summary>A source of this workspace, or null.</summary>
    public ValueTask<Source?> FindSourceAsync(string uri, CancellationToken cancellationToken = default) => Database.FindSourceAsync(Id, uri, cancellationToken);

    /// <summary>A page of what the store knows of sources whose URI lies between two texts, in the order of their UTF-8 bytes.</summary>
    /// <param name="after">Exclusive.</param>
    /// <param name="end">Exclusive.</param>
    /// <param name="size">At most so many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is negative.</exception>
    public ValueTask<IReadOnlyList<KnownSource>> ListKnownSourcesAsync(string after, string end, int size, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return Database.ListKnownAsync(Id, after, end, size, cancellationToken);
    }

    /// <summary>What the store knows of a source, or null.</summary>
    public ValueTask<KnownSource?> FindKnownSourceAsync(string uri, CancellationToken cancellationToken = default) => Database.FindKnownAsync(Id, uri, cancellationToken);

    /// <summary>The hash of a source's newest content, or null.</summary>
    public async ValueTask<Sha256?> FindContentAsync(string uri, CancellationToken cancellationToken = default)
        => (await Database.FindCurrentVersionAsync(Id, uri, cancellationToken).ConfigureAwait(false))?.ContentSha256;

    /// <summary>A connector of this workspace, or null.</summary>
    public ValueTask<Connector?> FindConnectorAsync(string kind, string name, CancellationToken cancellationToken = default) => Database.FindConnectorAsync(Id, kind, name, cancellationToken);

    /// <summary>The number of chunks of this workspace, those of earlier versions included.</summary>
    public ValueTask<long> CountChunksAsync(CancellationToken cancellationToken = default) => Database.CountChunksAsync(Id, cancellationToken);

    /// <summary>Compares what was found with what the store knows, at one moment. Nothing is written; ingesting decides again on what it finds then.</summary>
    /// <param name="items">What was found. One that was missing or deleted and is there again counts as <see cref="SourceChange.Changed"/>.</param>
    /// <param name="missingFrom">A connector: its sources that aren't among the items, and aren't deleted, get a line as <see cref="SourceChange.Missing"/> at the end.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A line for each item, in their order.</returns>
    public async ValueTask<IReadOnlyList<PlannedItem>> PlanAsync(IEnumerable<SourceItem> items, ConnectorId? missingFrom = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        var found = items.ToList(); // Before the snapshot: the caller may hash files while he yields, and a read mustn't grow old meanwhile.
        var snapshot = await Database.BeginSnapshotAsync(cancellationToken).ConfigureAwait(false);
        await using (snapshot.ConfigureAwait(false))
        {
            return await PlanReading.PlanAsync(snapshot, Id, found, missingFrom, cancellationToken).ConfigureAwait(false);
        }
    }
}
