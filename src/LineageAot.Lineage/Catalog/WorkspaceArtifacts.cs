namespace LineageAot.Lineage;

public sealed partial class Workspace
{
    /// <summary>The artifact of an owner, a kind and a place; made where it's missing, brought up to date where its bytes are others by now.</summary>
    /// <exception cref="ArgumentException">The kind, the place or the owner's key is empty, or the size is negative.</exception>
    /// <exception cref="LineageNotFoundException">The owner isn't this workspace's (<see cref="EntityType.Custom"/> isn't looked up).</exception>
    public ValueTask<Artifact> AddArtifactAsync(ArtifactSpec spec, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        spec.Check();
        var now = Store.Now;
        return Database.WriteAsync(
            unit =>
            {
                unit.GetUsableWorkspace(Id);
                return unit.AddArtifact(Id, spec, null, now);
            },
            cancellationToken: cancellationToken);
    }

    /// <summary>What was made of a thing, by kind and place.</summary>
    public ValueTask<IReadOnlyList<Artifact>> ListArtifactsAsync(EntityType ownerType, Guid ownerId, CancellationToken cancellationToken = default)
        => Database.ListArtifactsAsync(Id, ownerType, ownerId, cancellationToken);

    /// <summary>Forgets an artifact. The file itself is the caller's; edges of runs stay, as history.</summary>
    /// <returns>False if this workspace has no such artifact.</returns>
    public ValueTask<bool> DeleteArtifactAsync(ArtifactId artifact, CancellationToken cancellationToken = default)
        => Database.WriteAsync(unit => unit.DeleteArtifact(Id, artifact) > 0, cancellationToken: cancellationToken);
}

public sealed partial class RunScope
{
    /// <summary>As <see cref="Workspace.AddArtifactAsync"/>, made by this run: the artifact carries the run's key, and the edge of lineage is left in the same transaction.</summary>
    /// <exception cref="ArgumentException">The kind, the place or the owner's key is empty, or the size is negative.</exception>
    /// <exception cref="LineageNotFoundException">The owner isn't this workspace's (<see cref="EntityType.Custom"/> isn't looked up).</exception>
    public ValueTask<Artifact> AddArtifactAsync(ArtifactSpec spec, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        spec.Check();
        var context = Context;
        return WriteFencedAsync(
            unit =>
            {
                var artifact = unit.AddArtifact(context.Workspace, spec, context.Run, context.Now);
                unit.AddEdge(context, IoDirection.Out, EntityType.Artifact, artifact.Id.Value, "artifact");
                return artifact;
            },
            cancellationToken);
    }
}
