namespace LineageAot.Lineage;

/// <summary>How a database's events relate to the head file beside it.</summary>
public enum EventHeadState
{
    /// <summary>The events that it knows of are there.</summary>
    Matches,

    /// <summary>There was none when the database was opened, so nothing tells whether events are missing at the end. Opening for writing makes one: the next opening has something to compare with.</summary>
    Missing,

    /// <summary>Events that it knows of are missing, or others are in their place.</summary>
    Contradicts,

    /// <summary>It belongs to another log. It isn't touched, and this database has none.</summary>
    Foreign,

    /// <summary>It can't be read. It isn't touched, and this database has none.</summary>
    Unreadable,
}

/// <summary>What a comparison with the head file came to.</summary>
/// <param name="State">How they relate.</param>
/// <param name="Finding">What is wrong and what to do, in a sentence; null if nothing is.</param>
public sealed record EventHeadReport(EventHeadState State, string? Finding = null);
