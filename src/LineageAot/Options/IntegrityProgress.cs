namespace LineageAot;

/// <summary>How far a check is.</summary>
/// <param name="Table">The table that was checked last.</param>
/// <param name="Checked">Tables that were checked so far.</param>
/// <param name="Tables">Tables in all, SQLite's own among them.</param>
public sealed record IntegrityProgress(string Table, int Checked, int Tables);
