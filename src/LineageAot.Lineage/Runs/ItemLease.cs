namespace LineageAot.Lineage;

/// <summary>
/// Run items lent to a worker. Report each with <see cref="CompleteAsync"/>, <see cref="FailAsync"/> or <see cref="SkipAsync"/>; disposing gives the others back. A report that comes after the lease's end is taken
/// as long as nobody else has the item. Safe to use from many threads.
/// </summary>
public sealed class ItemLease : IAsyncDisposable
{
    private readonly RunScope run;
    private readonly TimeSpan duration;
    private readonly Lock gate = new();
    private readonly Dictionary<(string Type, Guid Id), RunItem> held;
    private readonly HashSet<RunItem> lent;

    internal ItemLease(RunScope run, string owner, TimeSpan duration, IReadOnlyList<RunItem> items)
    {
        this.run = run;
        this.duration = duration;
        Items = items;
        lent = [.. items];
        Owner = owner;
        held = items.ToDictionary(static item => (item.TargetType, item.TargetId));
    }

    /// <summary>The worker.</summary>
    public string Owner { get; }

    /// <summary>The items as they were lent; <see cref="RunItem.Attempts"/> says which try this is.</summary>
    public IReadOnlyList<RunItem> Items { get; }

    /// <summary>Items are done. The same report again changes nothing.</summary>
    /// <param name="items">Items of this lease.</param>
    /// <param name="metrics">Figures of each, as JSON text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="LeaseLostException">The run has ended, or somebody else has one of the items. Nothing was written of any.</exception>
    /// <exception cref="ArgumentException">An item isn't this lease's, or the figures aren't JSON text.</exception>
    public ValueTask CompleteAsync(IEnumerable<RunItem> items, string? metrics = null, CancellationToken cancellationToken = default)
    {
        RunArguments.RequireJson(metrics, nameof(metrics));
        return ReportAsync(items, new ItemReport(RunItemStatus.Succeeded, null, null, null, metrics), cancellationToken);
    }

    /// <summary>Items failed. Those that failed for good (<see cref="ErrorCategory.Permanent"/>) aren't lent again. The same report again changes nothing.</summary>
    /// <param name="items">Items of this lease.</param>
    /// <param name="category">Whether trying again may help.</param>
    /// <param name="message">Why.</param>
    /// <param name="detailUri">Where more can be read.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <inheritdoc cref="CompleteAsync"/>
    public ValueTask FailAsync(IEnumerable<RunItem> items, ErrorCategory category, string message, string? detailUri = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(message);
        return ReportAsync(items, new ItemReport(RunItemStatus.Failed, category, message, detailUri, null), cancellationToken);
    }

    /// <summary>Items are left out. The same report again changes nothing.</summary>
    /// <param name="items">Items of this lease.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <inheritdoc cref="CompleteAsync"/>
    public ValueTask SkipAsync(IEnumerable<RunItem> items, string reason, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return ReportAsync(items, new ItemReport(RunItemStatus.Skipped, null, reason, null, null), cancellationToken);
    }

    /// <summary>Keeps what isn't reported yet for another duration from now.</summary>
    /// <exception cref="LeaseLostException">The run has ended, or somebody else has one of the items. Nothing was renewed.</exception>
    public async ValueTask RenewAsync(CancellationToken cancellationToken = default)
    {
        var rest = Held();
        await run.WriteFencedAsync(
            unit =>
            {
                var now = run.Now;
                ItemLeasing.Renew(unit, rest, Owner, now + duration, now);
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives back what wasn't reported: it waits again. What somebody else has by now is left alone.</summary>
    public ValueTask DisposeAsync()
    {
        RunItem[] rest;
        lock (gate)
        {
            rest = [.. held.Values];
            held.Clear();
        }

        return run.GiveBackAsync(rest, Owner);
    }

    private async ValueTask ReportAsync(IEnumerable<RunItem> reported, ItemReport report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reported);
        var own = reported.ToArray();
        foreach (var item in own)
        {
            if (!lent.Contains(item))
            {
                throw new ArgumentException($"The item {item.TargetType} {item.TargetId} isn't one of this lease's Items.", nameof(reported));
            }
        }

        await run.WriteFencedAsync(unit => ItemLeasing.Report(unit, own, Owner, report, run.Now), cancellationToken).ConfigureAwait(false);
        lock (gate)
        {
            foreach (var item in own)
            {
                held.Remove((item.TargetType, item.TargetId));
            }
        }
    }

    private RunItem[] Held()
    {
        lock (gate)
        {
            return [.. held.Values];
        }
    }
}
