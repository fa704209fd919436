namespace LineageAot;

/// <summary>How a database is opened.</summary>
public sealed record DatabaseOptions
{
    /// <summary>The file's path. There is no default.</summary>
    public required string Path { get; init; }
}
