namespace LineageAot;

/// <summary>What a check of the whole file found.</summary>
/// <param name="Findings">Each damage or broken reference in a sentence; empty where the file is sound. No user data is in them.</param>
/// <param name="IsComplete">False where the check stopped at its limit of findings, or left tables out.</param>
public sealed record IntegrityReport(IReadOnlyList<string> Findings, bool IsComplete)
{
    /// <summary>Nothing was found. Of tables that are <see cref="Unchecked"/> that says nothing.</summary>
    public bool IsSound => Findings.Count == 0;

    /// <summary>Tables whose check took longer than <see cref="DatabaseOptions.MaxReadAge"/> and was ended, so that the write-ahead log stays bounded. <see cref="IsComplete"/> is false then.</summary>
    public IReadOnlyList<string> Unchecked { get; init; } = [];
}
