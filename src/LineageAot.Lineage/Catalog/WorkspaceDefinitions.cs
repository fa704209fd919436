namespace LineageAot.Lineage;

public sealed partial class Workspace
{
    /// <summary>Adds a version of a tool or a flow, enabled; where the newest version of that kind and name is exactly this (JSON compared as text), it's that one again, enabled or not.</summary>
    /// <exception cref="ArgumentException">The name is empty, a text isn't JSON, or a tool has no schema.</exception>
    public ValueTask<Definition> AddDefinitionAsync(DefinitionSpec spec, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        spec.Check();
        var now = Store.Now;
        return Database.WriteAsync(
            unit =>
            {
                unit.GetUsableWorkspace(Id);
                var newest = unit.FindNewestDefinition(Id, spec.Kind, spec.Name);
                if (newest is not null && spec.Describes(newest))
                {
                    return newest;
                }

                return unit.Insert(new Definition
                {
                    Id = new DefinitionId(Guid.CreateVersion7(now)),
                    WorkspaceId = Id,
                    Kind = spec.Kind,
                    Name = spec.Name,
                    Version = (newest?.Version ?? 0) + 1,
                    Type = spec.Type,
                    Description = spec.Description,
                    Body = spec.Body,
                    Schema = spec.Schema,
                });
            },
            cancellationToken: cancellationToken);
    }

    /// <summary>A version of a tool or a flow, or null. Without a version: the newest enabled one, else the newest, which then says that it isn't enabled.</summary>
    /// <param name="kind">A tool or a flow.</param>
    /// <param name="name">Its name.</param>
    /// <param name="version">From 1, or null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask<Definition?> FindDefinitionAsync(DefinitionKind kind, string name, int? version = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (version is not { } number)
        {
            return Database.FindCurrentDefinitionAsync(Id, kind, name, cancellationToken);
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1, nameof(version));
        return Database.FindDefinitionAsync(Id, kind, name, number, cancellationToken);
    }

    /// <summary>All versions of all tools and flows, or of one kind, by kind, name and version.</summary>
    public ValueTask<ListPage<Definition>> ListDefinitionsAsync(PageRequest page, DefinitionKind? kind = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        return Database.ListDefinitionsAsync(Id, kind, page.Size, page.After, cancellationToken)
            .WithTotalAsync(page, () => Database.CountDefinitionsAsync(Id, kind, cancellationToken));
    }

    /// <summary>Says whether a version may be used. The same again changes nothing.</summary>
    /// <exception cref="LineageNotFoundException">The definition isn't this workspace's.</exception>
    public ValueTask<Definition> SetDefinitionEnabledAsync(DefinitionId definition, bool enabled, CancellationToken cancellationToken = default)
    {
        var now = Store.Now;
        return Database.WriteAsync(
            unit =>
            {
                unit.SetEnabled(Id, definition, enabled, now);
                return unit.FindDefinition(Id, definition) ?? throw new LineageNotFoundException("definition", definition.Value);
            },
            cancellationToken: cancellationToken);
    }
}
