namespace LineageAot.Lineage;

/// <summary>A source as it was just found, with its content's hash.</summary>
/// <param name="Uri">Its name, unique in the workspace.</param>
public sealed record SourceItem(string Uri)
{
    /// <summary>The hash of its content.</summary>
    public required Sha256 ContentSha256 { get; init; }

    /// <summary>Its content's length in bytes.</summary>
    public long SizeBytes { get; init; }

    /// <summary>When it was last changed, UTC; null where that mustn't be trusted.</summary>
    public DateTimeOffset? ModifiedAt { get; init; }

    /// <summary>What it is: <c>file</c>, or a word of yours.</summary>
    public string SourceType { get; init; } = "item";

    /// <summary>What its content is, as far as known.</summary>
    public string? MimeType { get; init; }

    /// <summary>Where its content is kept, if somebody keeps it.</summary>
    public string? StorageUri { get; init; }

    /// <summary>What people call it.</summary>
    public string? Title { get; init; }

    /// <summary>Under which licence it may be used.</summary>
    public string? License { get; init; }

    /// <summary>Anything else about the source, as JSON text.</summary>
    public string? Meta { get; init; }

    /// <summary>Anything else about this version of it, as JSON text.</summary>
    public string? VersionMeta { get; init; }
}

/// <summary>How a source differs from what the store knows.</summary>
public enum SourceChange
{
    /// <summary>The store doesn't know it.</summary>
    New,

    /// <summary>Its content is another.</summary>
    Changed,

    /// <summary>Its content is the same.</summary>
    Unchanged,

    /// <summary>The store knows it, and it isn't among what was found.</summary>
    Missing,
}

/// <summary>One line of a plan.</summary>
/// <param name="Source">The source.</param>
/// <param name="Change">How it differs.</param>
public sealed record PlannedItem(SourceItem Source, SourceChange Change);

/// <summary>What was done with a source's content.</summary>
public enum IngestOutcome
{
    /// <summary>It's a new version.</summary>
    Created,

    /// <summary>It's the current version already.</summary>
    Unchanged,

    /// <summary>It came back: a new version with an earlier content.</summary>
    Reverted,
}

/// <summary>A source's version after it was ingested.</summary>
/// <param name="Id">The version.</param>
/// <param name="SourceId">The source.</param>
/// <param name="Outcome">What was done.</param>
/// <param name="IsNewSource">The source wasn't known.</param>
/// <param name="Returned">The source was missing or deleted.</param>
public readonly record struct IngestedVersion(SourceVersionId Id, SourceId SourceId, IngestOutcome Outcome, bool IsNewSource, bool Returned);
