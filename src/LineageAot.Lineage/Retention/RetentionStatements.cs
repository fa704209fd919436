namespace LineageAot.Lineage;

/// <summary>The SQL that takes rows away for good. What is asked for is always bounded.</summary>
internal static partial class RetentionStatements
{
    [Query("select id from chunk_sets where workspace_id = @workspace limit @limit")]
    public static partial IReadOnlyList<ChunkSetId> ListSets(this WriteScope unit, WorkspaceId workspace, int limit);

    [Query("""
        select t.id from source_versions v join documents d on d.source_version_id = v.id join chunk_sets t on t.document_id = d.id
        where v.source_id in (@sources) limit @limit
        """)]
    public static partial IReadOnlyList<ChunkSetId> ListSetsOfSources(this WriteScope unit, IReadOnlyList<SourceId> sources, int limit);

    [Query("""
        select t.id from documents d join chunk_sets t on t.document_id = d.id
        where d.source_version_id in (@versions) limit @limit
        """)]
    public static partial IReadOnlyList<ChunkSetId> ListSetsOfVersions(this WriteScope unit, IReadOnlyList<SourceVersionId> versions, int limit);

    // Its time of change stays: it's no less useless than before.
    [Command("update chunk_sets set status = 'building' where id = @set")]
    public static partial int SetUnfinished(this WriteScope unit, ChunkSetId set);

    // One that came back since it was listed keeps its chunks.
    [Query("select id from sources where id in (@sources) and workspace_id = @workspace and deleted_at < @before")]
    public static partial IReadOnlyList<SourceId> ListStillDeleted(this WriteScope unit, WorkspaceId workspace, IReadOnlyList<SourceId> sources, DateTimeOffset before);

    [Command("delete from sources where id in (select id from sources where workspace_id = @workspace limit @limit)")]
    public static partial int DeleteSources(this WriteScope unit, WorkspaceId workspace, int limit);

    // Asked again in the unit that deletes: one that came back meanwhile stays.
    [Command("delete from sources where id in (@sources) and workspace_id = @workspace and deleted_at < @before")]
    public static partial int DeleteTombstones(this WriteScope unit, WorkspaceId workspace, IReadOnlyList<SourceId> sources, DateTimeOffset before);

    [Query("""
        select id from sources where workspace_id = @workspace and deleted_at is not null and deleted_at < @before and (deleted_at, id) > (@afterTime, @after)
        order by deleted_at, id limit @limit
        """)]
    public static partial ValueTask<IReadOnlyList<SourceId>> ListTombstonesAsync(
        this ReadSource source, WorkspaceId workspace, DateTimeOffset before, DateTimeOffset afterTime, SourceId after, int limit, CancellationToken cancellationToken = default);

    [Query("select count(*) from sources where workspace_id = @workspace and deleted_at is not null and deleted_at < @before")]
    public static partial ValueTask<long> CountTombstonesAsync(this ReadSource source, WorkspaceId workspace, DateTimeOffset before, CancellationToken cancellationToken = default);

    [Query("select id from sources where workspace_id = @workspace and id > @after order by id limit @limit")]
    public static partial ValueTask<IReadOnlyList<SourceId>> ListSourceIdsAsync(this ReadSource source, WorkspaceId workspace, SourceId after, int limit, CancellationToken cancellationToken = default);

    [Query("""
        select v.id from sources s join source_versions c on c.id = s.current_version_id join source_versions v on v.source_id = s.id
        where s.id in (@sources) and v.version_no <= c.version_no - @keep
        """)]
    public static partial ValueTask<IReadOnlyList<SourceVersionId>> ListOldVersionsAsync(this ReadSource source, IReadOnlyList<SourceId> sources, int keep, CancellationToken cancellationToken = default);

    [Command("delete from source_versions where id in (@versions)")]
    public static partial int DeleteVersions(this WriteScope unit, IReadOnlyList<SourceVersionId> versions);

    [Query("select id from chunk_sets where workspace_id = @workspace and id > @after order by id limit @limit")]
    public static partial ValueTask<IReadOnlyList<ChunkSetId>> ListSetIdsAsync(this ReadSource source, WorkspaceId workspace, ChunkSetId after, int limit, CancellationToken cancellationToken = default);

    // Superseded long ago; or begun long ago by a run that is over, and never whole.
    [Query("""
        select t.id from chunk_sets t
        where t.id in (@sets) and t.updated_at < @before
            and (t.status = 'superseded' or (t.status = 'building' and not exists (select 1 from runs r where r.id = t.run_id and r.status in ('queued', 'running'))))
        """)]
    public static partial IReadOnlyList<ChunkSetId> ListUselessSets(this WriteScope unit, IReadOnlyList<ChunkSetId> sets, DateTimeOffset before);

    [Query("""
        select r.id from runs r
        where r.workspace_id = @workspace and r.id > @after and r.id < @end and r.finished_at < @before
            and not exists (select 1 from connectors k join sources s on s.connector_id = k.id and s.last_seen_run_id = r.id where k.workspace_id = @workspace)
            and not exists (select 1 from sources s where s.connector_id is null and s.last_seen_run_id = r.id)
        order by r.id limit @limit
        """)]
    public static partial ValueTask<IReadOnlyList<RunId>> ListOldRunsAsync(
        this ReadSource source, WorkspaceId workspace, RunId after, RunId end, DateTimeOffset before, int limit, CancellationToken cancellationToken = default);

    [Query("select id from runs where workspace_id = @workspace order by id limit @limit")]
    public static partial ValueTask<IReadOnlyList<RunId>> ListRunIdsAsync(this ReadSource source, WorkspaceId workspace, int limit, CancellationToken cancellationToken = default);

    [Command("delete from run_items where (run_id, stage, target_type, target_id) in (select run_id, stage, target_type, target_id from run_items where run_id = @run limit @limit)")]
    public static partial int DeleteItems(this WriteScope unit, RunId run, int limit);

    [Command("""
        delete from run_io where (run_id, direction, entity_type, entity_id, role) in
            (select run_id, direction, entity_type, entity_id, role from run_io where run_id = @run limit @limit)
        """)]
    public static partial int DeleteEdges(this WriteScope unit, RunId run, int limit);

    [Command("delete from events where stream_type = 'run' and stream_id = @run")]
    public static partial int DeleteEvents(this WriteScope unit, Guid run);

    [Command("delete from event_streams where stream_type = 'run' and stream_id = @run")]
    public static partial int DeleteStream(this WriteScope unit, Guid run);

    [Command("delete from queries where id in (select id from queries where workspace_id = @workspace and at < @before order by at limit @limit)")]
    public static partial int DeleteQueries(this WriteScope unit, WorkspaceId workspace, DateTimeOffset before, int limit);

    [Query("select count(*) from queries where workspace_id = @workspace and at < @before")]
    public static partial ValueTask<long> CountQueriesAsync(this ReadSource source, WorkspaceId workspace, DateTimeOffset before, CancellationToken cancellationToken = default);

    [Query("select * from runs where workspace_id = @workspace and status in ('queued', 'running')")]
    public static partial IReadOnlyList<Run> ListLiveRuns(this WriteScope unit, WorkspaceId workspace);

    [Command("update workspaces set status = 'deleting', updated_at = @at where id = @workspace")]
    public static partial int SetDeleting(this WriteScope unit, WorkspaceId workspace, DateTimeOffset at);
}
