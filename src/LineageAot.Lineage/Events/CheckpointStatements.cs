namespace LineageAot.Lineage;

/// <summary>The SQL about the places of readers. A write counts only with the token of the newest lease.</summary>
internal static partial class CheckpointStatements
{
    [Query("select * from checkpoints where processor = @processor and shard = @shard")]
    public static partial ProcessorCheckpoint? FindCheckpoint(this WriteScope unit, string processor, int shard);

    [Query("select * from checkpoints order by processor, shard")]
    public static partial ValueTask<IReadOnlyList<ProcessorCheckpoint>> ListCheckpointsAsync(this ReadSource source, CancellationToken cancellationToken = default);

    [Command("update checkpoints set lease_owner = @owner, lease_until = @until, token = token + 1, updated_at = @at where processor = @processor and shard = @shard")]
    public static partial int LeaseCheckpoint(this WriteScope unit, string processor, int shard, string owner, DateTimeOffset until, DateTimeOffset at);

    [Command("update checkpoints set position = @position, attempts = 0, last_error = null, lease_until = @until, updated_at = @at where processor = @processor and shard = @shard and token = @token and lease_owner is not null")]
    public static partial int MoveCheckpoint(this WriteScope unit, string processor, int shard, long token, long position, DateTimeOffset until, DateTimeOffset at);

    [Command("update checkpoints set lease_until = @until, updated_at = @at where processor = @processor and shard = @shard and token = @token and lease_owner is not null")]
    public static partial int RenewCheckpoint(this WriteScope unit, string processor, int shard, long token, DateTimeOffset until, DateTimeOffset at);

    [Command("update checkpoints set attempts = attempts + 1, last_error = @error, lease_until = @until, updated_at = @at where processor = @processor and shard = @shard and token = @token and lease_owner is not null")]
    public static partial int FailCheckpoint(this WriteScope unit, string processor, int shard, long token, string error, DateTimeOffset until, DateTimeOffset at);

    [Command("update checkpoints set lease_owner = null, lease_until = null, updated_at = @at where processor = @processor and shard = @shard and token = @token")]
    public static partial int GiveBackCheckpoint(this WriteScope unit, string processor, int shard, long token, DateTimeOffset at);

    [Command("delete from checkpoints where processor = @processor and (lease_until is null or lease_until <= @now)")]
    public static partial int DeleteCheckpoints(this WriteScope unit, string processor, DateTimeOffset now);
}
