namespace LineageAot;

/// <summary>How far a migration is. Told before each of its steps, and after each batch of a backfill; never with values of rows.</summary>
/// <param name="Component">The component: the <c>[Database]</c> class's full name.</param>
/// <param name="Migration">The migration's file name.</param>
/// <param name="Step">The step that runs, from 1: plain SQL, a rebuild, a redefinition or a backfill.</param>
/// <param name="Steps">How many steps the migration has.</param>
public sealed record MigrationProgress(string Component, string Migration, int Step, int Steps)
{
    /// <summary>Rows that a backfill has gone over, finished batches only; null for other steps.</summary>
    public long? Rows { get; init; }

    /// <summary>Rows that the table had when the backfill began; null for other steps.</summary>
    public long? TotalRows { get; init; }
}
