namespace LineageAot.Lineage;

/// <summary>The SQL about the edges that runs left, for traces in both directions.</summary>
internal static partial class RunEdgeStatements
{
    // Here and below: the select with a limit of 1 is asked first, so that things of a kind that no run has named cost neither a list nor a seek each.
    // The runs that read things: by the index over the thing.
    [Query("""
        select i.run_id, i.entity_id, i.role
        from (select 1 from run_io where entity_type = @type limit 1) cross join run_io i cross join runs r on r.id = i.run_id
        where i.entity_type = @type and i.entity_id in (@ids) and i.direction = 'in' and r.workspace_id = @workspace limit @limit
        """)]
    public static partial ValueTask<IReadOnlyList<RunReader>> ReadReadersAsync(
        this ReadSource source, WorkspaceId workspace, EntityType type, IReadOnlyList<Guid> ids, int limit, CancellationToken cancellationToken);

    // The runs that made things. A thing is mostly made by one run, so a run's label and parent come along; a statement of their own would seek each run again.
    [Query("""
        select i.run_id, i.entity_id, i.role, p.id as parent_id, case r.run_type when 'custom' then coalesce(r.trigger, 'custom') else r.run_type end as label
        from (select 1 from run_io where entity_type = @type limit 1) cross join run_io i cross join runs r on r.id = i.run_id
            left join runs p on p.id = r.parent_run_id and p.workspace_id = @workspace
        where i.entity_type = @type and i.entity_id in (@ids) and i.direction = 'out' and +r.workspace_id = @workspace limit @limit
        """)]
    public static partial ValueTask<IReadOnlyList<RunMaker>> ReadMakersAsync(
        this ReadSource source, WorkspaceId workspace, EntityType type, IReadOnlyList<Guid> ids, int limit, CancellationToken cancellationToken);

    // What runs read or made: by the key, a seek for each run and kind, so that a run's thousands of other edges cost nothing.
    [Query("select run_id, entity_type, entity_id, role from run_io where run_id in (@runs) and direction = @direction and entity_type in (@types) limit @limit")]
    private static partial ValueTask<IReadOnlyList<RunEdge>> ReadEdgesOfRunsAsync(
        this ReadSource source, IReadOnlyList<Guid> runs, IoDirection direction, IReadOnlyList<EntityType> types, int limit, CancellationToken cancellationToken);

    [Query("select run_id, entity_type, entity_id, role from run_io where run_id in (@runs) and direction = @direction limit @limit")]
    private static partial ValueTask<IReadOnlyList<RunEdge>> ReadAllEdgesOfRunsAsync(
        this ReadSource source, IReadOnlyList<Guid> runs, IoDirection direction, int limit, CancellationToken cancellationToken);

    /// <summary>The edges by which runs are followed. There is no wall in it: the runs must have been found in the workspace before, in the same snapshot.</summary>
    public static ValueTask<IReadOnlyList<RunEdge>> FollowAsync(
        this ReadSource source, IReadOnlyList<Guid> runs, RunReach reach, IoDirection direction, int limit, CancellationToken cancellationToken)
    {
        // Without kinds to choose it's one walk over a run's edges instead of a seek for each kind.
        if (reach is { Place: LineageOrder.None, FollowedBefore: null })
        {
            return source.ReadAllEdgesOfRunsAsync(runs, direction, limit, cancellationToken);
        }

        var types = LineageOrder.Followed(direction, reach.Place);
        if (reach.FollowedBefore is { } before)
        {
            types = [.. types.Except(LineageOrder.Followed(direction, before))];
        }

        return source.ReadEdgesOfRunsAsync(runs, direction, types, limit, cancellationToken);
    }
}
