namespace LineageAot.Lineage;

/// <summary>How many entries of a kind there are.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Waiting">That wait for somebody, or for their time.</param>
/// <param name="Leased">That somebody works on.</param>
/// <param name="Done">That were sent.</param>
/// <param name="Dead">That were given up.</param>
/// <param name="OldestWaiting">Since when the oldest of those that wait has been ready to be sent, UTC.</param>
[Row]
public sealed partial record OutboxFigures(string Kind, long Waiting, long Leased, long Done, long Dead, DateTimeOffset? OldestWaiting);

/// <summary>The SQL about the outbox. Whoever has an entry names it with its attempt, which is the lease's fencing token.</summary>
internal static partial class OutboxStatements
{
    /// <summary>Under way, told or dead.</summary>
    [Query("select exists (select 1 from outbox where kind = @kind and dedupe_key = @key)", AllowScan = true)]
    public static partial bool HasLetter(this WriteScope unit, string kind, string key);

    [Query("select exists (select 1 from outbox where kind = @kind and dedupe_key = @key and done_at is null and dead_at is null)")]
    public static partial bool IsUnderWay(this WriteScope unit, string kind, string key);

    [Query("select * from outbox where position = @position")]
    public static partial OutboxRow? FindEntry(this WriteScope unit, long position);

    [Query("select * from outbox where position = @position")]
    public static partial ValueTask<OutboxRow?> FindEntryAsync(this ReadSource source, long position, CancellationToken cancellationToken = default);

    // A lease moves an entry's time to the lease's end: so the next is found at the index's front, and a lease that ends gives its entry back by itself.
    [Query("select * from outbox where kind = @kind and available_at <= @now and done_at is null and dead_at is null order by available_at limit @max")]
    public static partial IReadOnlyList<OutboxRow> ListReady(this WriteScope unit, string kind, DateTimeOffset now, int max);

    [Query("select min(available_at) from outbox where kind = @kind and done_at is null and dead_at is null")]
    public static partial ValueTask<DateTimeOffset?> FindNextTimeAsync(this ReadSource source, string kind, CancellationToken cancellationToken = default);

    [Command("update outbox set attempts = attempts + 1, lease_owner = @owner, lease_until = @until, available_at = @until, updated_at = @at where position = @position")]
    public static partial int Lease(this WriteScope unit, long position, string owner, DateTimeOffset until, DateTimeOffset at);

    [Command("update outbox set dead_at = @at, lease_owner = null, lease_until = null, last_error = coalesce(last_error, @error), updated_at = @at where position = @position")]
    public static partial int GiveUp(this WriteScope unit, long position, string error, DateTimeOffset at);

    [Command("update outbox set lease_until = @until, available_at = @until, updated_at = @at where position = @position and attempts = @attempt and lease_owner = @owner and done_at is null and dead_at is null")]
    public static partial int Renew(this WriteScope unit, long position, int attempt, string owner, DateTimeOffset until, DateTimeOffset at);

    [Command("update outbox set done_at = @at, lease_owner = null, lease_until = null, last_error = null, updated_at = @at where position = @position and attempts = @attempt and lease_owner = @owner and done_at is null and dead_at is null")]
    public static partial int Complete(this WriteScope unit, long position, int attempt, string owner, DateTimeOffset at);

    [Command("update outbox set lease_owner = null, lease_until = null, available_at = @available, last_error = @error, dead_at = @dead, updated_at = @at where position = @position and attempts = @attempt and lease_owner = @owner and done_at is null and dead_at is null")]
    public static partial int Fail(this WriteScope unit, long position, int attempt, string owner, DateTimeOffset available, string error, DateTimeOffset? dead, DateTimeOffset at);

    [Command("update outbox set attempts = attempts - 1, lease_owner = null, lease_until = null, available_at = @at, updated_at = @at where position = @position and attempts = @attempt and lease_owner = @owner and done_at is null and dead_at is null")]
    public static partial int GiveBack(this WriteScope unit, long position, int attempt, string owner, DateTimeOffset at);

    [Command("update outbox set dead_at = null, attempts = 0, available_at = @at, updated_at = @at where position = @position and dead_at is not null")]
    public static partial int Revive(this WriteScope unit, long position, DateTimeOffset at);

    [Command("delete from outbox where position in (select position from outbox where done_at < @before or (@dead and dead_at < @before) order by position limit @max)", AllowScan = true)]
    public static partial int DeleteEnded(this WriteScope unit, DateTimeOffset before, bool dead, int max);

    [Command("delete from outbox where position in (select position from outbox where dead_at < @before order by position limit @max)", AllowScan = true)]
    public static partial int DeleteDead(this WriteScope unit, DateTimeOffset before, int max);

    [Query("""
        select kind, sum(done_at is null and dead_at is null and lease_owner is null) as waiting, sum(lease_owner is not null) as leased, sum(done_at is not null) as done, sum(dead_at is not null) as dead,
            min(case when done_at is null and dead_at is null and lease_owner is null then available_at end) as oldest_waiting
        from outbox group by kind order by kind
        """, AllowScan = true)]
    public static partial ValueTask<IReadOnlyList<OutboxFigures>> CountOutboxAsync(this ReadSource source, CancellationToken cancellationToken = default);

    [Query("""
        select * from outbox
        where (@kind is null or kind = @kind) and (@state is null or @state = case when done_at is not null then 'done' when dead_at is not null then 'dead' when lease_owner is not null then 'leased' else 'waiting' end)
        order by position desc
        """, AllowScan = true)]
    public static partial ValueTask<Page<OutboxRow>> ListOutboxAsync(this ReadSource source, string? kind, OutboxState? state, int size, Cursor? after, CancellationToken cancellationToken = default);
}
