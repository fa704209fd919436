namespace LineageAot.Lineage;

/// <summary>What the store knew of a source at a moment.</summary>
/// <param name="SourceId">The source.</param>
/// <param name="Uri">Its name.</param>
/// <param name="State">Its state then: <see cref="SourceState.Current"/> and <see cref="SourceState.Returned"/> mean that it was there.</param>
/// <param name="StateSince">When that state was found out, UTC.</param>
/// <param name="StateRunId">The run that found it out.</param>
/// <param name="VersionId">Its newest version then; also of a source that was missing or deleted.</param>
/// <param name="VersionNo">That version's number, or null if the version has been purged since.</param>
/// <param name="ContentSha256">That version's content, or null if the version has been purged since.</param>
/// <param name="SizeBytes">That content's length in bytes.</param>
/// <param name="MimeType">What that content is, as far as known.</param>
/// <param name="IngestedAt">When that version was read, UTC.</param>
[Row]
public sealed partial record SourceAsOf(
    SourceId SourceId,
    string Uri,
    SourceState State,
    DateTimeOffset StateSince,
    RunId? StateRunId,
    SourceVersionId? VersionId,
    int? VersionNo,
    Sha256? ContentSha256,
    long? SizeBytes,
    string? MimeType,
    DateTimeOffset? IngestedAt)
{
    /// <summary>It was neither missing nor deleted.</summary>
    public bool IsPresent => State is SourceState.Current or SourceState.Returned;
}
