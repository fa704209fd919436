namespace LineageAot;

/// <summary>What a check of the whole file found.</summary>
/// <param name="Findings">Each damage or broken reference in a sentence; empty where the file is sound. No user data is in them.</param>
/// <param name="IsComplete">False where the check stopped at its limit of findings.</param>
public sealed record IntegrityReport(IReadOnlyList<string> Findings, bool IsComplete)
{
    /// <summary>Nothing was found.</summary>
    public bool IsSound => Findings.Count == 0;
}
