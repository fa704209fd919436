namespace LineageAot.Lineage;

/// <summary>The words that the store uses itself.</summary>
internal static class EventTypes
{
    /// <summary>The type of the streams that tell what became of runs.</summary>
    public const string RunStream = "run";

    /// <summary>A run was removed; its stream follows.</summary>
    public const string RunRemoved = "run.removed";

    /// <summary>An event is undone: folding skips it.</summary>
    public const string Undo = "$undo";

    /// <summary>An undone event counts again.</summary>
    public const string Redo = "$redo";

    /// <summary>Undo and redo tell about other events, and change no state themselves.</summary>
    public static bool IsMarker(string eventType) => eventType is Undo or Redo;
}
