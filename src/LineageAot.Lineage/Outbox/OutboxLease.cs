namespace LineageAot.Lineage;

/// <summary>
/// Entries of the outbox lent to a worker. Report each with <see cref="CompleteAsync"/> or <see cref="FailAsync"/>; disposing gives the others back, and their try doesn't count. A report after the lease's end
/// is taken as long as nobody else has the entry. Safe to use from many threads.
/// </summary>
public sealed class OutboxLease : IAsyncDisposable
{
    private readonly LineageDatabase database;
    private readonly TimeProvider time;
    private readonly string owner;
    private readonly TimeSpan duration;
    private readonly OutboxBackoff backoff;
    private readonly Lock gate = new();
    private readonly Dictionary<long, OutboxRow> held;
    private readonly Dictionary<long, OutboxRow> lent;

    internal OutboxLease(LineageDatabase database, TimeProvider time, string owner, TimeSpan duration, OutboxBackoff backoff, IReadOnlyList<OutboxRow> items)
    {
        this.database = database;
        this.time = time;
        this.owner = owner;
        this.duration = duration;
        this.backoff = backoff;
        Items = items;
        held = items.ToDictionary(static item => item.Position);
        lent = items.ToDictionary(static item => item.Position);
    }

    /// <summary>The entries as they were lent; <see cref="OutboxRow.Attempts"/> says which try this is.</summary>
    public IReadOnlyList<OutboxRow> Items { get; }

    /// <summary>Entries were sent. The same report again changes nothing.</summary>
    /// <param name="items">Entries of this lease.</param>
    /// <param name="cancellationToken">Takes it out of the queue.</param>
    /// <exception cref="LeaseLostException">Somebody else has one of them by now. Nothing was written of any.</exception>
    /// <exception cref="ArgumentException">An entry isn't this lease's.</exception>
    public ValueTask CompleteAsync(IEnumerable<OutboxRow> items, CancellationToken cancellationToken = default)
        => ReportAsync(
            items,
            static row => row.DoneAt is not null,
            (unit, row, now) => unit.Complete(row.Position, row.Attempts, owner, now),
            cancellationToken);

    /// <summary>Entries couldn't be sent. Each waits before it's lent again, longer after each failure; after its last try, or if trying again can't help, it's a dead letter.</summary>
    /// <param name="items">Entries of this lease.</param>
    /// <param name="error">Why. It is stored, and shown by the tool: keep what is secret out of it.</param>
    /// <param name="isPermanent">Trying again can't help.</param>
    /// <param name="cancellationToken">Takes it out of the queue.</param>
    /// <exception cref="LeaseLostException">Somebody else has one of them by now. Nothing was written of any.</exception>
    /// <exception cref="ArgumentException">An entry isn't this lease's.</exception>
    public ValueTask FailAsync(IEnumerable<OutboxRow> items, string error, bool isPermanent = false, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(error);
        return ReportAsync(
            items,
            static row => row.LeaseOwner is null && row.DoneAt is null && row.LastError is not null,
            (unit, row, now) => unit.Fail(row.Position, row.Attempts, owner, now + backoff.After(row.Attempts), error, isPermanent || row.Attempts >= row.MaxAttempts ? now : null, now),
            cancellationToken);
    }

    /// <summary>Keeps what isn't reported yet for another duration from now.</summary>
    /// <exception cref="LeaseLostException">Somebody else has one of them by now. Nothing was renewed.</exception>
    public async ValueTask RenewAsync(CancellationToken cancellationToken = default)
    {
        var rest = Held();
        await database.WriteAsync(
            unit =>
            {
                var now = time.GetUtcNow();
                foreach (var row in rest)
                {
                    if (unit.Renew(row.Position, row.Attempts, owner, now + duration, now) == 0)
                    {
                        throw Lost(row);
                    }
                }
            },
            cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives back what wasn't reported. What somebody else has by now is left alone.</summary>
    public async ValueTask DisposeAsync()
    {
        var rest = Held();
        if (rest.Length == 0)
        {
            return;
        }

        await database.WriteAsync(unit =>
        {
            foreach (var row in rest)
            {
                unit.GiveBack(row.Position, row.Attempts, owner, time.GetUtcNow());
            }
        }).ConfigureAwait(false);
        Forget(rest);
    }

    private async ValueTask ReportAsync(IEnumerable<OutboxRow> items, Func<OutboxRow, bool> isReported, Func<WriteScope, OutboxRow, DateTimeOffset, int> report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(items);
        var own = items.Select(Own).ToArray();
        await database.WriteAsync(
            unit =>
            {
                var now = time.GetUtcNow();
                foreach (var row in own)
                {
                    if (report(unit, row, now) == 0 && !(unit.FindEntry(row.Position) is { } there && there.Attempts == row.Attempts && isReported(there)))
                    {
                        throw Lost(row);
                    }
                }
            },
            cancellationToken: cancellationToken).ConfigureAwait(false);
        Forget(own);
    }

    private OutboxRow Own(OutboxRow item)
        => item is not null && lent.TryGetValue(item.Position, out var row) ? row : throw new ArgumentException($"The entry {item?.Position} isn't one of this lease's Items.", nameof(item));

    private OutboxRow[] Held()
    {
        lock (gate)
        {
            return [.. held.Values];
        }
    }

    private void Forget(IEnumerable<OutboxRow> rows)
    {
        lock (gate)
        {
            foreach (var row in rows)
            {
                held.Remove(row.Position);
            }
        }
    }

    private static LeaseLostException Lost(OutboxRow row)
        => new($"The entry {row.Position} of the outbox isn't this lease's any more: its time was over, and somebody else has it by now or had it. Nothing was written: whoever is told of it must stand to hear it twice.");
}
