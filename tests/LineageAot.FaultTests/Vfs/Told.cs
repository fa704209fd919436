namespace LineageAot.FaultTests.Vfs;

/// <summary>What the caller of a write was told.</summary>
internal enum Outcome
{
    Committed,
    Rejected,
    Indeterminate,
}

/// <summary>A request, and what its caller was told.</summary>
/// <param name="Request">The request's number.</param>
/// <param name="Outcome">What was told.</param>
/// <param name="Rows">Rows from the first that were called committed: all, none, or those of a bulk write before it stopped.</param>
internal sealed record Told(int Request, Outcome Outcome, int Rows);

/// <summary>A write that was asked for. It is there as a whole or not at all, save a bulk write outside a unit, which is there up to a row.</summary>
/// <param name="Number">From 1; no two of a workload have the same.</param>
/// <param name="Rows">How many rows it inserts.</param>
internal sealed record Request(int Number, int Rows)
{
    /// <summary>Acknowledged only when the disk has it.</summary>
    public bool IsFull { get; init; }

    /// <summary>A unit: it has a row in <c>units</c> besides.</summary>
    public bool IsUnit { get; init; }

    /// <summary>A bulk write outside a unit.</summary>
    public bool IsBulk { get; init; }
}
