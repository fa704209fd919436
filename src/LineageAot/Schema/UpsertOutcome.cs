namespace LineageAot;

/// <summary>What an upsert did.</summary>
public enum UpsertOutcome
{
    /// <summary>There was no such row.</summary>
    Inserted,

    /// <summary>The row was changed.</summary>
    Updated,

    /// <summary>An equal row (stamps and version aside) was left alone.</summary>
    Unchanged,
}
