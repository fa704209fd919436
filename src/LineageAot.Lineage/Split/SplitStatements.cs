namespace LineageAot.Lineage;

/// <summary>The SQL about events in a file of their own.</summary>
internal static partial class SplitStatements
{
    [Query("select * from event_split where id = 1")]
    public static partial EventSplit? FindSplit(this WriteScope unit);

    [Query("select * from event_split where id = 1")]
    public static partial ValueTask<EventSplit?> FindSplitAsync(this ReadSource source, CancellationToken cancellationToken = default);

    [Query("select exists (select 1 from sqlite_schema where type = 'table' and name = 'event_split')", AllowScan = true)]
    public static partial ValueTask<bool> HasSplitTableAsync(this ReadSource source, CancellationToken cancellationToken = default);

    [Command("update event_split set applied_position = @position, updated_at = @at where id = 1")]
    public static partial int SetApplied(this WriteScope unit, long position, DateTimeOffset at);

    [Command("delete from event_split where id = 1")]
    public static partial int DeleteSplit(this WriteScope unit);

    /// <summary>The last position that was given, whether or not its event is still there.</summary>
    [Query("select coalesce((select seq from sqlite_sequence where name = 'events'), 0)", AllowScan = true)]
    public static partial ValueTask<long> FindLastGivenPositionAsync(this ReadSource source, CancellationToken cancellationToken = default);

    [Query("select coalesce((select seq from sqlite_sequence where name = 'events'), 0)", AllowScan = true)]
    public static partial long FindLastGivenPosition(this WriteScope unit);

    [Query("select exists (select 1 from events) or exists (select 1 from event_streams) or exists (select 1 from snapshots) or exists (select 1 from checkpoints)")]
    public static partial ValueTask<bool> HasEventsAsync(this ReadSource source, CancellationToken cancellationToken = default);

    [Query("select * from events where position > @after and stream_type = 'run' order by position limit @max")]
    public static partial ValueTask<IReadOnlyList<EventRow>> ListRunEventsAsync(this ReadSource source, long after, int max, CancellationToken cancellationToken = default);

    [Query("select count(*) from events where position > @after and stream_type = 'run'", AllowScan = true)]
    public static partial ValueTask<long> CountRunEventsAsync(this ReadSource source, long after, CancellationToken cancellationToken = default);

    /// <summary>Runs that were removed and whose events may not have been yet.</summary>
    [Query("select stream_id from events where event_type = 'run.removed'")]
    public static partial ValueTask<IReadOnlyList<Guid>> ListRemovedRunsAsync(this ReadSource source, CancellationToken cancellationToken = default);

    [Query("select exists (select 1 from workspaces where id = @id)")]
    public static partial bool HasWorkspace(this WriteScope unit, WorkspaceId id);

    [Query("select exists (select 1 from pipelines where id = @id)")]
    public static partial bool HasPipeline(this WriteScope unit, PipelineId id);

    [Query("select exists (select 1 from collections where id = @id)")]
    public static partial bool HasCollection(this WriteScope unit, CollectionId id);

    [Query("select exists (select 1 from runs where id = @id)")]
    public static partial bool HasRun(this WriteScope unit, RunId id);
}
