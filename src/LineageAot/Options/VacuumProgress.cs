namespace LineageAot;

/// <summary>How far an incremental vacuum is. Told after each slice.</summary>
/// <param name="FreedPages">Pages given back so far.</param>
/// <param name="LeftPages">Pages that are still to be given back.</param>
public sealed record VacuumProgress(long FreedPages, long LeftPages);
