namespace LineageAot.NativeAgent;

/// <summary>What the agent keeps.</summary>
[Table("measurements")]
internal sealed partial record Measurement
{
    [Key(Generated = true)] public long Id { get; init; }

    public required string Sensor { get; init; }

    public required double Value { get; init; }

    [CreatedAt] public DateTimeOffset CreatedAt { get; init; }
}

[Database]
internal sealed partial class AgentDatabase : LineageDatabase
{
    public partial Table<Measurement> Measurements { get; }
}
