namespace LineageAot.Lineage;

/// <summary>How a store is opened.</summary>
public sealed record LineageStoreOptions
{
    /// <summary>The store's file. Its clock and its logs are the events' too.</summary>
    public required DatabaseOptions Database { get; init; }

    /// <summary>
    /// Whether events, snapshots and the places of readers are in a file of their own, always written at <see cref="Durability.Full"/>: then a burst of chunks doesn't delay an event, and the two are backed up and kept by rules of their own. What happens to runs is in the events
    /// first, then in the store, and opening catches up with what a crash left between; no transaction spans both files. Null (the default): as the file is, a new one in one file. True on a file that has events in it, and false
    /// on a store whose events are apart, are refused: <see cref="LineageStore.SplitEventsAsync"/> and <see cref="LineageStore.JoinEventsAsync"/> move them.
    /// </summary>
    public bool? SplitEvents { get; init; }

    /// <summary>The events' file; a relative path counts from the store's folder. Null: what the store's file says, or <c>&lt;name&gt;.events&lt;extension&gt;</c> beside it.</summary>
    public string? EventsPath { get; init; }

    /// <summary>How the events' file is opened, where that differs from the store's (caches, readers, queue). It's handed the store's options with the events' path and <see cref="Durability.Full"/>; these two and the access stay. Null: just so.</summary>
    public Func<DatabaseOptions, DatabaseOptions>? ConfigureEvents { get; init; }
}
