namespace LineageAot.Lineage;

/// <summary>The SQL about the edges that runs left, for traces in both directions.</summary>
internal static partial class RunEdgeStatements
{
    // The lists are joined: see TraceKeys. The select with a limit of 1 is asked first, so that things of a kind that no run has named aren't sought one by one.
    // The runs that read things: by the index over the thing. A run is joined for its workspace anyway, so its label comes along; a statement of its own would seek each run again.
    [Query("""
        select j.key as place, i.run_id, i.role, case r.run_type when 'custom' then coalesce(r.trigger, 'custom') else r.run_type end as label
        from (select 1 from run_io where entity_type = @type limit 1) cross join json_each(@ids) j
            cross join run_io i on i.entity_type = @type and i.entity_id = unhex(j.value) cross join runs r on r.id = i.run_id
        where i.direction = 'in' and r.workspace_id = @workspace limit @limit
        """)]
    private static partial ValueTask<IReadOnlyList<RunReader>> ReadReadersAsync(
        this ReadSource source, WorkspaceId workspace, EntityType type, string ids, int limit, CancellationToken cancellationToken);

    // The runs that made things. A thing is mostly made by one run, so a run's label and parent come along.
    [Query("""
        select j.key as place, i.run_id, i.role, p.id as parent_id, case r.run_type when 'custom' then coalesce(r.trigger, 'custom') else r.run_type end as label
        from (select 1 from run_io where entity_type = @type limit 1) cross join json_each(@ids) j
            cross join run_io i on i.entity_type = @type and i.entity_id = unhex(j.value) cross join runs r on r.id = i.run_id
            left join runs p on p.id = r.parent_run_id and p.workspace_id = @workspace
        where i.direction = 'out' and +r.workspace_id = @workspace limit @limit
        """)]
    private static partial ValueTask<IReadOnlyList<RunMaker>> ReadMakersAsync(
        this ReadSource source, WorkspaceId workspace, EntityType type, string ids, int limit, CancellationToken cancellationToken);

    // What runs read or made: by the key, a seek for each run and kind, so that a run's thousands of other edges cost nothing.
    [Query("""
        select j.key as place, i.entity_type, i.entity_id, i.role from json_each(@runs) j cross join runs r on r.id = unhex(j.value) cross join run_io i on i.run_id = r.id
        where r.workspace_id = @workspace and i.direction = @direction and i.entity_type in (@types) limit @limit
        """)]
    private static partial ValueTask<IReadOnlyList<RunEdge>> ReadEdgesOfRunsAsync(
        this ReadSource source, WorkspaceId workspace, string runs, IoDirection direction, IReadOnlyList<EntityType> types, int limit, CancellationToken cancellationToken);

    [Query("""
        select j.key as place, i.entity_type, i.entity_id, i.role from json_each(@runs) j cross join runs r on r.id = unhex(j.value) cross join run_io i on i.run_id = r.id
        where r.workspace_id = @workspace and i.direction = @direction limit @limit
        """)]
    private static partial ValueTask<IReadOnlyList<RunEdge>> ReadAllEdgesOfRunsAsync(this ReadSource source, WorkspaceId workspace, string runs, IoDirection direction, int limit, CancellationToken cancellationToken);

    /// <summary>The runs of a workspace that read things.</summary>
    public static ValueTask<IReadOnlyList<RunReader>> ReadReadersAsync(
        this ReadSource source, WorkspaceId workspace, EntityType type, IReadOnlyList<Guid> ids, int limit, CancellationToken cancellationToken)
        => source.ReadReadersAsync(workspace, type, TraceKeys.ToJson(ids), limit, cancellationToken);

    /// <summary>The runs of a workspace that made things.</summary>
    public static ValueTask<IReadOnlyList<RunMaker>> ReadMakersAsync(
        this ReadSource source, WorkspaceId workspace, EntityType type, IReadOnlyList<Guid> ids, int limit, CancellationToken cancellationToken)
        => source.ReadMakersAsync(workspace, type, TraceKeys.ToJson(ids), limit, cancellationToken);

    /// <summary>The edges by which runs are followed.</summary>
    public static ValueTask<IReadOnlyList<RunEdge>> FollowAsync(
        this ReadSource source, WorkspaceId workspace, IReadOnlyList<Guid> runs, RunReach reach, IoDirection direction, int limit, CancellationToken cancellationToken)
    {
        // Without kinds to choose it's one walk over a run's edges instead of a seek for each kind.
        if (reach is { Place: LineageOrder.None, FollowedBefore: null })
        {
            return source.ReadAllEdgesOfRunsAsync(workspace, TraceKeys.ToJson(runs), direction, limit, cancellationToken);
        }

        var types = LineageOrder.Followed(direction, reach.Place);
        if (reach.FollowedBefore is { } before)
        {
            types = [.. types.Except(LineageOrder.Followed(direction, before))];
        }

        return source.ReadEdgesOfRunsAsync(workspace, TraceKeys.ToJson(runs), direction, types, limit, cancellationToken);
    }
}
