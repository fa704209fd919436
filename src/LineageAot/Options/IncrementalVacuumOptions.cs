namespace LineageAot;

/// <summary>How an incremental vacuum goes on.</summary>
public sealed record IncrementalVacuumOptions
{
    /// <summary>Pages given back between two batches of writes, which wait that long: 1 to 1,000,000; 512.</summary>
    public int PagesPerSlice { get; init; } = 512;

    /// <summary>Pages given back in all: 1 or more. Null (the default): as many as hold nothing when it begins.</summary>
    public long? MaxPages { get; init; }

    /// <summary>Told after each slice, on any thread. What it throws ends the vacuum; what is given back stays so.</summary>
    public IProgress<VacuumProgress>? Progress { get; init; }
}
