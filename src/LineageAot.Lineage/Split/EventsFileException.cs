namespace LineageAot.Lineage;

/// <summary>The store's file and its events' file don't belong together, or one of them isn't there. Nothing was written.</summary>
/// <param name="message">What is wrong, and the way out.</param>
public sealed class EventsFileException(string message) : LineageException(message)
{
    /// <summary>The events' file.</summary>
    public string? EventsPath { get; init; }
}
