namespace LineageAot;

/// <summary>How a file is checked table by table.</summary>
public sealed record IntegrityCheckOptions
{
    /// <summary>Leaves out that each index holds what its table holds.</summary>
    public bool IsQuick { get; init; }

    /// <summary>Findings after which it stops: 1 to 1,000,000; 100.</summary>
    public int MaxFindings { get; init; } = 100;

    /// <summary>Told after each table, on any thread. What it throws ends the check.</summary>
    public IProgress<IntegrityProgress>? Progress { get; init; }
}
