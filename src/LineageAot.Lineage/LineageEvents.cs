namespace LineageAot.Lineage;

/// <summary>The store's events in a file of their own: see <see cref="LineageStoreOptions.SplitEvents"/>.</summary>
[Database(Migrations = "events")]
public sealed partial class LineageEvents : LineageDatabase
{
    /// <summary>Event streams.</summary>
    public partial Table<EventStream> EventStreams { get; }

    /// <summary>Events.</summary>
    public partial Table<EventRow> Events { get; }

    /// <summary>All events together.</summary>
    public partial Table<EventLog> EventLog { get; }

    /// <summary>Always empty: only the store's file says that its events are apart.</summary>
    public partial Table<EventSplit> EventSplit { get; }

    /// <summary>What the events of a stream come to.</summary>
    public partial Table<EventSnapshot> Snapshots { get; }

    /// <summary>How far readers of the events are.</summary>
    public partial Table<ProcessorCheckpoint> Checkpoints { get; }
}
