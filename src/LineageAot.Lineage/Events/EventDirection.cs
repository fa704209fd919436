namespace LineageAot.Lineage;

/// <summary>Which way events are read.</summary>
public enum EventDirection
{
    /// <summary>In the order in which they were appended.</summary>
    Forward,

    /// <summary>The last one first.</summary>
    Backward,
}
