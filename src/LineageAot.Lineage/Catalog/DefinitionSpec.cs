namespace LineageAot.Lineage;

/// <summary>What a version of a tool or a flow is to be.</summary>
/// <param name="Kind">A tool or a flow.</param>
/// <param name="Name">Its name; versions of one kind and name are counted from 1.</param>
/// <param name="Body">What it is, as JSON text.</param>
public sealed record DefinitionSpec(DefinitionKind Kind, string Name, string Body)
{
    /// <summary>A word of yours for what sort of tool or flow it is.</summary>
    public string? Type { get; init; }

    /// <summary>What it's for.</summary>
    public string? Description { get; init; }

    /// <summary>The schema of its arguments, as JSON text; a tool must have one.</summary>
    public string? Schema { get; init; }

    internal void Check()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Name);
        ArgumentNullException.ThrowIfNull(Body);
        JsonText.Require(Body, nameof(Body));
        JsonText.Require(Schema, nameof(Schema));
        if (Kind == DefinitionKind.Tool && Schema is null)
        {
            throw new ArgumentException("A tool needs the schema of its arguments: give Schema, {} for one without arguments.", nameof(Schema));
        }
    }

    internal bool Describes(Definition row) => row.Body == Body && row.Schema == Schema && row.Type == Type && row.Description == Description;
}
