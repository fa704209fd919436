namespace LineageAot.Lineage;

public sealed partial class RunScope
{
    private const int ItemSlice = 500;

    // Rows of one unit.
    private const int LargestLease = 10_000;

    /// <summary>Notes items that are to be done. Those that the run has already, however far they are, are left alone. Written in units of some hundred; a repeat goes on where it stopped.</summary>
    /// <param name="stage">What is to be done: a word of yours.</param>
    /// <param name="targetIds">The keys of the things.</param>
    /// <param name="targetType">The kind of thing.</param>
    /// <param name="cancellationToken">Ends the wait between two units.</param>
    /// <returns>How many are new.</returns>
    /// <exception cref="LeaseLostException">The run was ended or taken away meanwhile.</exception>
    public async ValueTask<long> PendAsync(string stage, IEnumerable<Guid> targetIds, string targetType = "chunk", CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(stage);
        ArgumentException.ThrowIfNullOrWhiteSpace(targetType);
        ArgumentNullException.ThrowIfNull(targetIds);
        var added = 0L;
        foreach (var slice in targetIds.Chunk(ItemSlice))
        {
            added += await WriteFencedAsync(
                unit => slice.Count(id => unit.TryInsert(new RunItem { RunId = Id, Stage = stage, TargetType = targetType, TargetId = id, Status = RunItemStatus.Pending })),
                cancellationToken).ConfigureAwait(false);
        }

        return added;
    }

    /// <summary>
    /// The items of a stage that are neither done nor given up: pending, running, or failed for a reason that may pass. A resumed run has taken over those of the runs before. For many, <see cref="ListUnfinishedAsync"/> or
    /// <see cref="LeaseItemsAsync"/>.
    /// </summary>
    public ValueTask<IReadOnlyList<RunItem>> UnfinishedAsync(string stage, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(stage);
        return Database.ListUnfinishedAsync(Id, stage, cancellationToken);
    }

    /// <summary>As <see cref="UnfinishedAsync"/>, in pages by kind and key: no item comes twice. It's a walk that passes over what is done.</summary>
    public async ValueTask<ListPage<RunItem>> ListUnfinishedAsync(string stage, PageRequest page, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(stage);
        ArgumentNullException.ThrowIfNull(page);
        var items = await Database.ListUnfinishedAsync(Id, stage, page.Size, page.After, cancellationToken).ConfigureAwait(false);
        return await items.OfRunAsync(page, () => Database.CountUnfinishedAsync(Id, stage, cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>
    /// Lends items of a stage to a worker: those that wait, then those whose lease has ended, then those that failed for a reason that may pass. Nobody else gets them until the lease ends. One that was tried
    /// <paramref name="maxAttempts"/> times isn't lent again; if its last worker never came back, it's marked as failed.
    /// </summary>
    /// <param name="stage">The stage.</param>
    /// <param name="owner">The worker's name.</param>
    /// <param name="max">At most so many, 1 to 10,000.</param>
    /// <param name="duration">How long, above zero, to 365 days.</param>
    /// <param name="maxAttempts">How often an item that failed or was left is tried, from 1.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="LeaseLostException">The run was ended or taken away meanwhile.</exception>
    public async ValueTask<ItemLease> LeaseItemsAsync(string stage, string owner, int max, TimeSpan duration, int maxAttempts = 5, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(stage);
        ArgumentException.ThrowIfNullOrWhiteSpace(owner);
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(max, LargestLease);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        RunArguments.RequireLease(duration, nameof(duration));
        ArgumentOutOfRangeException.ThrowIfLessThan(maxAttempts, 1);
        var items = await WriteFencedAsync(unit => ItemLeasing.Take(unit, Id, stage, owner, max, duration, maxAttempts, Workspace.Store.Now), cancellationToken).ConfigureAwait(false);
        return new ItemLease(this, owner, duration, items);
    }

    /// <summary>Starts a run whose parent is this one: a part of its work with a life of its own. It's a first attempt; ending this run doesn't end it.</summary>
    /// <exception cref="ArgumentException">The request names another parent, or a later attempt.</exception>
    /// <exception cref="LeaseLostException">This run was ended or taken away meanwhile.</exception>
    /// <inheritdoc cref="Workspace.StartRunAsync"/>
    public async ValueTask<RunScope> StartChildAsync(RunRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Attempt != 1 || (request.ParentRunId is { } parent && parent != Id))
        {
            throw new ArgumentException("A child is a first attempt, and its parent is this run. ResumeRunAsync makes later attempts.", nameof(request));
        }

        request.Validate();
        var child = request with { ParentRunId = Id };
        var now = Workspace.Store.Now;
        var run = await WriteFencedAsync((unit, events) => RunWriting.Start(unit, events, Workspace.Id, child, now), cancellationToken).ConfigureAwait(false);
        return new RunScope(Workspace, run, child.Lease);
    }

    /// <summary>The runs whose parent is this one, the newest first: its parts, and what went on from it.</summary>
    public ValueTask<ListPage<Run>> ListChildrenAsync(PageRequest page, CancellationToken cancellationToken = default) => Workspace.ListChildRunsAsync(Id, page, cancellationToken);

    internal DateTimeOffset Now => Workspace.Store.Now;

    /// <summary>Gives items back; of a run that has ended they've been given back.</summary>
    internal async ValueTask GiveBackAsync(IReadOnlyList<RunItem> items, string owner)
    {
        if (items.Count == 0 || IsFinished)
        {
            return;
        }

        await Database.WriteAsync(unit =>
        {
            if (unit.FindState(Workspace.Id, Id) is { Status: RunStatus.Running })
            {
                ItemLeasing.GiveBack(unit, items, owner, Workspace.Store.Now);
            }
        }).ConfigureAwait(false);
    }
}
