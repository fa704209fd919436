namespace LineageAot;

/// <summary>A migration that was applied or undone, or would be.</summary>
/// <param name="Component">The component: the <c>[Database]</c> class's full name.</param>
/// <param name="Version">The migration's number.</param>
/// <param name="FileName">The migration's file name.</param>
/// <param name="IsDestructive">It may lose rows or values: its header says so, or it drops a table or a column.</param>
/// <param name="Duration">How long its schema part took.</param>
public sealed record MigrationReport(string Component, int Version, string FileName, bool IsDestructive, TimeSpan Duration);
