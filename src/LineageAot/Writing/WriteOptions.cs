namespace LineageAot;

/// <summary>How one write differs from the database's defaults.</summary>
public readonly record struct WriteOptions
{
    /// <summary>Waits for the disk, or not; null for the database's own setting. A Normal write in a Full database is Full.</summary>
    public Durability? Durability { get; init; }
}

/// <summary>What a bulk write does with a row that conflicts with an existing one.</summary>
public enum OnConflict
{
    /// <summary>Stops with a <see cref="ConstraintException"/>; see <see cref="LineageException.RowNumber"/>.</summary>
    Fail,

    /// <summary>Leaves the existing row alone.</summary>
    Ignore,

    /// <summary>Updates the row with the same key.</summary>
    Update,
}

/// <summary>How a bulk write is done.</summary>
public sealed record BulkOptions
{
    /// <summary>What to do with conflicting rows.</summary>
    public OnConflict OnConflict { get; init; }

    /// <summary>Goes on after a row that breaks a rule, and collects it in <see cref="BulkReport.Rejected"/>.</summary>
    public bool CollectRejected { get; init; }

    /// <summary>Told after each segment how many rows are committed so far.</summary>
    public IProgress<long>? Progress { get; init; }

    /// <summary>Waits for the disk after each segment, or not; null for the database's own setting.</summary>
    public Durability? Durability { get; init; }
}

/// <summary>What a bulk write did.</summary>
/// <param name="Inserted">New rows.</param>
/// <param name="Updated">Rows that were changed.</param>
/// <param name="Ignored">Rows that were left alone: an existing row conflicts, or is equal.</param>
/// <param name="Rejected">The rows that broke a rule, where asked for.</param>
public sealed record BulkReport(long Inserted, long Updated, long Ignored, IReadOnlyList<RejectedRow> Rejected);

/// <summary>A row that a bulk write couldn't store.</summary>
/// <param name="RowNumber">Its number in the sequence, from 0.</param>
/// <param name="Error">Why.</param>
public sealed record RejectedRow(long RowNumber, LineageException Error);
