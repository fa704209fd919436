namespace LineageAot.Lineage;

/// <summary>The SQL about the edges that runs left, for traces in both directions.</summary>
internal static partial class RunEdgeStatements
{
    // The runs that read or made things: by the index over the thing.
    [Query("""
        select i.run_id, i.entity_type, i.entity_id, i.role from run_io i cross join runs r on r.id = i.run_id
        where i.entity_type = @type and i.entity_id in (@ids) and i.direction = @direction and r.workspace_id = @workspace limit @limit
        """)]
    public static partial ValueTask<IReadOnlyList<RunEdge>> ReadRunsOfAsync(
        this ReadSource source, WorkspaceId workspace, EntityType type, IReadOnlyList<Guid> ids, IoDirection direction, int limit, CancellationToken cancellationToken);

    // What runs read or made: by the key, a seek for each run and kind, so that a run's thousands of other edges cost nothing.
    [Query("""
        select i.run_id, i.entity_type, i.entity_id, i.role from runs r cross join run_io i on i.run_id = r.id
        where r.id in (@runs) and r.workspace_id = @workspace and i.direction = @direction and i.entity_type in (@types) limit @limit
        """)]
    public static partial ValueTask<IReadOnlyList<RunEdge>> ReadEdgesOfRunsAsync(
        this ReadSource source, WorkspaceId workspace, IReadOnlyList<Guid> runs, IoDirection direction, IReadOnlyList<EntityType> types, int limit, CancellationToken cancellationToken);

    [Query("""
        select i.run_id, i.entity_type, i.entity_id, i.role from runs r cross join run_io i on i.run_id = r.id
        where r.id in (@runs) and r.workspace_id = @workspace and i.direction = @direction limit @limit
        """)]
    public static partial ValueTask<IReadOnlyList<RunEdge>> ReadAllEdgesOfRunsAsync(
        this ReadSource source, WorkspaceId workspace, IReadOnlyList<Guid> runs, IoDirection direction, int limit, CancellationToken cancellationToken);

    /// <summary>The edges by which runs are followed.</summary>
    public static ValueTask<IReadOnlyList<RunEdge>> FollowAsync(
        this ReadSource source, WorkspaceId workspace, IReadOnlyList<Guid> runs, RunReach reach, IoDirection direction, int limit, CancellationToken cancellationToken)
    {
        // Without kinds to choose it's one walk over a run's edges instead of a seek for each kind.
        if (reach is { Place: LineageOrder.None, FollowedBefore: null })
        {
            return source.ReadAllEdgesOfRunsAsync(workspace, runs, direction, limit, cancellationToken);
        }

        var types = LineageOrder.Followed(direction, reach.Place);
        if (reach.FollowedBefore is { } before)
        {
            types = [.. types.Except(LineageOrder.Followed(direction, before))];
        }

        return source.ReadEdgesOfRunsAsync(workspace, runs, direction, types, limit, cancellationToken);
    }
}
