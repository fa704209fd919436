namespace LineageAot.Lineage;

/// <summary>The SQL about run items. A condition on the three unfinished statuses is the partial index's own.</summary>
internal static partial class RunItemStatements
{
    [Query("""
        select * from run_items
        where run_id = @run and stage = @stage and status in ('pending', 'running', 'failed') and error_category is not 'permanent'
        order by status, target_id, target_type
        """)]
    public static partial ValueTask<IReadOnlyList<RunItem>> ListUnfinishedAsync(this ReadSource source, RunId run, string stage, CancellationToken cancellationToken = default);

    // Along the key, which doesn't change: by status an item would move between pages, and SQLite would begin each page at the first status again.
    [Query("""
        select i.* from run_items i
        where i.run_id = @run and i.stage = @stage and +i.status in ('pending', 'running', 'failed') and i.error_category is not 'permanent'
        order by i.target_type, i.target_id
        """)]
    public static partial ValueTask<Page<ItemOfRun>> ListUnfinishedAsync(this ReadSource source, RunId run, string stage, int size, Cursor? after = null, CancellationToken cancellationToken = default);

    [Query("""
        select count(*) from run_items
        where run_id = @run and stage = @stage and status in ('pending', 'running', 'failed') and error_category is not 'permanent'
        """)]
    public static partial ValueTask<long> CountUnfinishedAsync(this ReadSource source, RunId run, string stage, CancellationToken cancellationToken = default);

    /// <summary>What a run left unfinished, unless a newer one has the item.</summary>
    [Query("""
        select i.* from run_items i
        where i.run_id = @run and i.status in ('pending', 'running', 'failed') and i.error_category is not 'permanent'
            and not exists (
                select 1 from run_items n
                where n.run_id in (@newer) and n.stage = i.stage and n.target_type = i.target_type and n.target_id = i.target_id)
        order by i.stage, i.status, i.target_id, i.target_type
        """)]
    public static partial ValueTask<Page<ItemOfRun>> ListLeftAsync(this ReadSource source, RunId run, IReadOnlyList<RunId> newer, int size, Cursor? after = null, CancellationToken cancellationToken = default);

    [Query("""
        select * from run_items
        where run_id = @run and stage = @stage and status in ('pending', 'running', 'failed') and status = 'pending'
        order by target_id, target_type limit @limit
        """)]
    public static partial IReadOnlyList<RunItem> ListPending(this WriteScope unit, RunId run, string stage, int limit);

    [Query("""
        select * from run_items
        where run_id = @run and stage = @stage and status in ('pending', 'running', 'failed') and status = 'running' and (lease_until is null or lease_until <= @now)
            and attempts < @maxAttempts
        order by target_id, target_type limit @limit
        """)]
    public static partial IReadOnlyList<RunItem> ListExpired(this WriteScope unit, RunId run, string stage, DateTimeOffset now, int maxAttempts, int limit);

    [Query("""
        select * from run_items
        where run_id = @run and stage = @stage and status in ('pending', 'running', 'failed') and status = 'running' and (lease_until is null or lease_until <= @now)
            and attempts >= @maxAttempts
        order by target_id, target_type limit @limit
        """)]
    public static partial IReadOnlyList<RunItem> ListExhausted(this WriteScope unit, RunId run, string stage, DateTimeOffset now, int maxAttempts, int limit);

    [Query("""
        select * from run_items
        where run_id = @run and stage = @stage and status in ('pending', 'running', 'failed') and status = 'failed'
            and error_category is not 'permanent' and attempts < @maxAttempts
        order by target_id, target_type limit @limit
        """)]
    public static partial IReadOnlyList<RunItem> ListRetryable(this WriteScope unit, RunId run, string stage, int maxAttempts, int limit);

    [Command("""
        update run_items set status = @status, attempts = attempts + 1, error_category = @category, error = @error, detail_uri = coalesce(@detail, detail_uri), updated_at = @at
        where run_id = @run and stage = @stage and target_type = @type and target_id = @id and status in ('pending', 'failed')
        """)]
    public static partial int SettleItem(
        this WriteScope unit, RunId run, string stage, string type, Guid id, RunItemStatus status, ErrorCategory? category, string? error, string? detail, DateTimeOffset at);

    [Command("""
        update run_items set status = 'running', attempts = attempts + 1, lease_owner = @owner, lease_until = @until, updated_at = @at
        where run_id = @run and stage = @stage and target_type = @type and target_id = @id
        """)]
    public static partial int Lease(this WriteScope unit, RunId run, string stage, string type, Guid id, string owner, DateTimeOffset until, DateTimeOffset at);

    /// <summary>Reports an item that a lease holds: the number of its attempt is the token.</summary>
    [Command("""
        update run_items set status = @status, error_category = @category, error = @error, detail_uri = coalesce(@detail, detail_uri), metrics = coalesce(@metrics, metrics),
            lease_owner = null, lease_until = null, updated_at = @at
        where run_id = @run and stage = @stage and target_type = @type and target_id = @id and status = 'running' and attempts = @attempts and lease_owner = @owner
        """)]
    public static partial int Report(
        this WriteScope unit, RunId run, string stage, string type, Guid id, int attempts, string owner,
        RunItemStatus status, ErrorCategory? category, string? error, string? detail, string? metrics, DateTimeOffset at);

    [Command("""
        update run_items set lease_until = @until, updated_at = @at
        where run_id = @run and stage = @stage and target_type = @type and target_id = @id and status = 'running' and attempts = @attempts and lease_owner = @owner
        """)]
    public static partial int RenewItem(this WriteScope unit, RunId run, string stage, string type, Guid id, int attempts, string owner, DateTimeOffset until, DateTimeOffset at);

    [Command("""
        update run_items set status = 'pending', lease_owner = null, lease_until = null, updated_at = @at
        where run_id = @run and stage = @stage and target_type = @type and target_id = @id and status = 'running' and attempts = @attempts and lease_owner = @owner
        """)]
    public static partial int GiveBackItem(this WriteScope unit, RunId run, string stage, string type, Guid id, int attempts, string owner, DateTimeOffset at);
}
