namespace LineageAot;

/// <summary>
/// Sees the commits that wrote a table, between the commit and its acknowledgement: for what must be kept outside the database and never run ahead of it. Its calls come one after another on the writer's thread, and every
/// write waits for them: they take microseconds, wait for nothing and use the database only through the unit. What they throw is logged and harms no write.
/// </summary>
public interface ICommitObserver
{
    /// <summary>Why the database's health is Degraded, in a sentence; null: it isn't on this account. Asked from any thread.</summary>
    string? Concern { get; }

    /// <summary>Behind the last unit of a transaction that wrote the table: reads what <see cref="Committed"/> will need. It may still be rolled back.</summary>
    /// <param name="unit">The transaction. What is written through it is committed too.</param>
    void Committing(WriteScope unit);

    /// <summary>That transaction is committed, and nobody has been told yet. Not called where <see cref="Committing"/> threw.</summary>
    void Committed();

    /// <summary>The database let go of its file, paused or closed: it may be another file afterwards.</summary>
    void Released();
}
