namespace LineageAot.Lineage;

/// <summary>
/// The lineage store: what was read, which version, what was made of it, in which run. Opened by itself, or laid over a database of yours that includes
/// <see cref="LineageSchema"/>. Safe to use from many threads.
/// </summary>
public sealed partial class LineageStore : IAsyncDisposable
{
    private readonly bool ownsDatabase;
    private readonly TimeProvider time;

    private LineageStore(LineageDatabase database, TimeProvider time, bool ownsDatabase)
    {
        Database = database;
        this.time = time;
        this.ownsDatabase = ownsDatabase;
        clocks = new ClockGap(time);
        Events = new EventStore(database, time);
        Outbox = new Outbox(database, time);
    }

    /// <summary>Lays the store over a database whose <c>[Database]</c> includes <see cref="LineageSchema"/>; disposing the store leaves it open.</summary>
    public LineageStore(LineageDatabase database, TimeProvider? time = null)
        : this(database ?? throw new ArgumentNullException(nameof(database)), time ?? TimeProvider.System, ownsDatabase: false)
    {
    }

    /// <summary>The database.</summary>
    public LineageDatabase Database { get; }

    /// <summary>Streams of events.</summary>
    public EventStore Events { get; }

    /// <summary>What others are to be told.</summary>
    public Outbox Outbox { get; }

    // Whole microseconds, as times are stored.
    internal DateTimeOffset Now
    {
        get
        {
            var now = time.GetUtcNow();
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        }
    }

    /// <summary>Opens a store's file; an empty one gets the tables.</summary>
    public static ValueTask<LineageStore> OpenAsync(string path, CancellationToken cancellationToken = default) => OpenAsync(new DatabaseOptions { Path = path }, cancellationToken);

    /// <summary>Opens a store's file as the options say.</summary>
    public static async ValueTask<LineageStore> OpenAsync(DatabaseOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var database = await LineageSchema.OpenAsync(options, cancellationToken).ConfigureAwait(false);
        try
        {
            if (options.Access != DatabaseAccess.ReadOnly && await database.FindEventLogAsync(cancellationToken).ConfigureAwait(false) is null)
            {
                // A file that an earlier version wrote: what its retention took away is counted once.
                await database.WriteAsync(static unit => unit.EnsureEventLog(), cancellationToken: cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            // Nobody has it yet who could close it.
            await database.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return new LineageStore(database, options.TimeProvider, ownsDatabase: true);
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
    public ValueTask<WorkspaceFigures> ReadFiguresAsync(WorkspaceId workspace, CancellationToken cancellationToken = default) => Database.ReadFiguresAsync(workspace, cancellationToken);

    /// <summary>Closes the database if the store opened it.</summary>
    public ValueTask DisposeAsync() => ownsDatabase ? Database.DisposeAsync() : ValueTask.CompletedTask;
}
