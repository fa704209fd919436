namespace LineageAot.Lineage;

/// <summary>A unit of work in a run's name. Usable only inside the function that received it, on its thread.</summary>
public sealed class RunUnit
{
    private readonly SyncContext context;

    internal RunUnit(WriteScope scope, in SyncContext context)
    {
        Scope = scope;
        this.context = context;
    }

    /// <summary>The unit: its tables, statements and rows.</summary>
    public WriteScope Scope { get; }

    /// <summary>The run, for rows that carry its key.</summary>
    public RunId RunId => context.Run;

    /// <summary>Leaves the edge that the run read something. The same edge again changes nothing.</summary>
    /// <param name="type">The kind of thing; <see cref="EntityType.Custom"/> for keys of your own.</param>
    /// <param name="id">Its key.</param>
    /// <param name="role">What it was to the run.</param>
    /// <exception cref="LineageNotFoundException">This workspace has no such thing.</exception>
    public void AddInput(EntityType type, Guid id, string role = "input") => Add(IoDirection.In, type, id, role);

    /// <summary>Leaves the edge that the run made something. The same edge again changes nothing.</summary>
    /// <inheritdoc cref="AddInput"/>
    public void AddOutput(EntityType type, Guid id, string role = "output") => Add(IoDirection.Out, type, id, role);

    private void Add(IoDirection direction, EntityType type, Guid id, string role)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(role);
        Scope.RequireEntity(context.Workspace, type, id);
        Scope.AddEdge(context, direction, type, id, role);
    }
}
