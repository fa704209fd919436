namespace LineageAot.Benchmarks.Running;

/// <summary>How a run of the program measures.</summary>
/// <param name="Quick">Fewer rows and rounds: shows the order of things, not figures to publish.</param>
/// <param name="Folder">Where databases are made; they are deleted after each run.</param>
internal sealed record RunSettings(bool Quick, string Folder)
{
    /// <summary>Counted rounds.</summary>
    public int Rounds { get; init; } = Quick ? 3 : 7;

    /// <summary>A count for this run.</summary>
    public int Count(int full, int quick) => Quick ? quick : full;
}
