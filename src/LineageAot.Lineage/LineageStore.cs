namespace LineageAot.Lineage;

/// <summary>
/// The lineage store: what was read, which version, what was made of it, in which run. Opened by itself, or laid over a database of yours that includes
/// <see cref="LineageSchema"/>. Safe to use from many threads.
/// </summary>
public sealed partial class LineageStore : IAsyncDisposable
{
    private readonly bool ownsDatabases;
    private readonly TimeProvider time;
    private readonly MaintenanceJournal journal;

    private LineageStore(LineageDatabase database, LineageDatabase? events, TimeProvider time, bool ownsDatabases)
    {
        Database = database;
        EventsDatabase = events ?? database;
        this.time = time;
        this.ownsDatabases = ownsDatabases;
        clocks = new ClockGap(time);
        journal = new MaintenanceJournal(database);
        Events = new EventStore(EventsDatabase, time, database);
        Outbox = new Outbox(database, time);
        Journal = events is null ? new OneFileJournal(database) : new SplitJournal(database, events);
    }

    /// <summary>
    /// Lays the store over a database whose <c>[Database]</c> includes <see cref="LineageSchema"/>; disposing the store leaves it open. For one whose events are in a file of their own:
    /// <see cref="AttachAsync"/>.
    /// </summary>
    public LineageStore(LineageDatabase database, TimeProvider? time = null)
        : this(database ?? throw new ArgumentNullException(nameof(database)), null, time ?? TimeProvider.System, ownsDatabases: false)
    {
    }

    /// <summary>The database.</summary>
    public LineageDatabase Database { get; }

    /// <summary>The database that holds the events: <see cref="Database"/>, or that of their own file.</summary>
    public LineageDatabase EventsDatabase { get; }

    /// <summary>Whether the events are in a file of their own.</summary>
    public bool IsSplit => EventsDatabase != Database;

    /// <summary>Streams of events.</summary>
    public EventStore Events { get; }

    /// <summary>What others are to be told.</summary>
    public Outbox Outbox { get; }

    /// <summary>Writes units in which runs change.</summary>
    internal RunJournal Journal { get; }

    // Whole microseconds, as times are stored.
    internal DateTimeOffset Now
    {
        get
        {
            var now = time.GetUtcNow();
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        }
    }

    /// <summary>The workspace of a name; made where it's missing.</summary>
    /// <exception cref="LineageConflictException">It's being deleted: let <c>DeleteWorkspaceAsync</c> end first.</exception>
    public async ValueTask<Workspace> GetOrAddWorkspaceAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var now = Now;
        var row = await Database.WriteAsync(
            unit => unit.FindWorkspace(name) ?? unit.Insert(new WorkspaceRow { Id = new WorkspaceId(Guid.CreateVersion7(now)), Name = name }),
            cancellationToken: cancellationToken).ConfigureAwait(false);
        return row.Status != WorkspaceStatus.Deleting
            ? new Workspace(this, row.Id, row.Name)
            : throw new LineageConflictException("The workspace of this name is being deleted, and its deletion hasn't ended. Call DeleteWorkspaceAsync again, which goes on with it; then the name is free.");
    }

    /// <summary>The workspace of a name, or null. Nothing is written.</summary>
    public async ValueTask<Workspace?> FindWorkspaceAsync(string name, CancellationToken cancellationToken = default)
        => await Database.FindWorkspaceAsync(name, cancellationToken).ConfigureAwait(false) is { } row ? new Workspace(this, row.Id, row.Name) : null;

    /// <summary>All workspaces by name.</summary>
    public ValueTask<IReadOnlyList<WorkspaceRow>> ListWorkspacesAsync(CancellationToken cancellationToken = default) => Database.ListWorkspacesAsync(cancellationToken);

    /// <summary>The row of a way to split; made where it's missing.</summary>
    public ValueTask<ChunkConfig> GetOrAddChunkConfigAsync(ChunkConfigSpec spec, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var now = Now;
        return Database.WriteAsync(
            unit => unit.FindChunkConfig(spec.Signature) ?? unit.Insert(new ChunkConfig
            {
                Id = new ChunkConfigId(Guid.CreateVersion7(now)),
                Splitter = spec.Splitter,
                SplitterVersion = spec.Version,
                ChunkSize = spec.ChunkSize,
                ChunkOverlap = spec.ChunkOverlap,
                Params = spec.Params,
                Signature = spec.Signature,
            }),
            cancellationToken: cancellationToken);
    }

    /// <summary>A workspace's figures.</summary>
    public async ValueTask<WorkspaceFigures> ReadFiguresAsync(WorkspaceId workspace, CancellationToken cancellationToken = default)
    {
        var figures = await Database.ReadFiguresAsync(workspace, cancellationToken).ConfigureAwait(false);
        return IsSplit ? figures with { Events = (await EventsDatabase.CountEventsAsync(cancellationToken).ConfigureAwait(false)).Events } : figures;
    }

    /// <summary>Closes what the store opened.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!ownsDatabases)
        {
            return;
        }

        // The store's units wait for the events' writer, never the other way round.
        try
        {
            await Database.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            // Of one database the second time does nothing.
            await EventsDatabase.DisposeAsync().ConfigureAwait(false);
        }
    }
}
