namespace LineageAot.Lineage;

/// <summary>Which sources a list is about.</summary>
public enum SourceStatus
{
    /// <summary>All that weren't given up: present and missing ones.</summary>
    NotDeleted,

    /// <summary>Found when their connector last looked.</summary>
    Present,

    /// <summary>Not found when their connector last looked, and not given up.</summary>
    Missing,

    /// <summary>Given up: with a tombstone.</summary>
    Deleted,

    /// <summary>All.</summary>
    Any,
}

/// <summary>Which sources a list holds, and in which order.</summary>
public sealed record SourceListFilter
{
    /// <summary>In which state they are.</summary>
    public SourceStatus Status { get; init; } = SourceStatus.NotDeleted;

    /// <summary>Found by this connector; null for all. The others are walked over, so a page of a connector with few of many sources takes its time.</summary>
    public ConnectorId? ConnectorId { get; init; }

    /// <summary>The order. Missing and deleted ones alone always come with the one that went last first.</summary>
    public ListOrder Order { get; init; } = ListOrder.NewestFirst;
}
