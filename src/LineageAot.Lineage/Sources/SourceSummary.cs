namespace LineageAot.Lineage;

/// <summary>What a list shows of a source.</summary>
public sealed record SourceSummary
{
    /// <summary>The key.</summary>
    public required SourceId Id { get; init; }

    /// <summary>Its name, unique in the workspace.</summary>
    public required string Uri { get; init; }

    /// <summary>What stands behind the URI's last <c>/</c>.</summary>
    public string FileName => Uri[(Uri.LastIndexOf('/') + 1)..];

    /// <summary>What people call it.</summary>
    public string? Title { get; init; }

    /// <summary>The connector that found it.</summary>
    public ConnectorId? ConnectorId { get; init; }

    /// <summary>What its newest content is, as far as known.</summary>
    public string? MimeType { get; init; }

    /// <summary>Its size as last seen, in bytes.</summary>
    public long? SizeBytes { get; init; }

    /// <summary><see cref="SourceStatus.Present"/>, <see cref="SourceStatus.Missing"/> or <see cref="SourceStatus.Deleted"/>.</summary>
    public required SourceStatus Status { get; init; }

    /// <summary>Since when it isn't found any more, UTC.</summary>
    public DateTimeOffset? MissingSince { get; init; }

    /// <summary>When it was given up, UTC.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>The newest version.</summary>
    public SourceVersionId? CurrentVersionId { get; init; }

    /// <summary>The newest version's number, from 1; null if it was never read.</summary>
    public int? VersionNo { get; init; }

    /// <summary>The chunks of the newest version's chunk sets that are ready.</summary>
    public required long ChunkCount { get; init; }

    /// <summary>The error of the newest run that failed with it, however long ago; null if none did.</summary>
    public string? LastError { get; init; }

    /// <summary>When it was first written, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its content or state last changed, UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>A summary as it's read. The order's time comes apart: a page can only be ordered by a column that is never null.</summary>
[Row]
internal sealed partial record SourceSummaryRow(
    SourceId Id,
    DateTimeOffset OrderedAt,
    string Uri,
    string? Title,
    ConnectorId? ConnectorId,
    string? MimeType,
    long? SizeBytes,
    DateTimeOffset? MissingSince,
    DateTimeOffset? DeletedAt,
    SourceVersionId? CurrentVersionId,
    int? VersionNo,
    long? ChunkCount,
    string? LastError,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    public SourceSummary ToSummary() => new()
    {
        Id = Id,
        Uri = Uri,
        Title = Title,
        ConnectorId = ConnectorId,
        MimeType = MimeType,
        SizeBytes = SizeBytes,
        Status = DeletedAt is not null ? SourceStatus.Deleted : MissingSince is not null ? SourceStatus.Missing : SourceStatus.Present,
        MissingSince = MissingSince,
        DeletedAt = DeletedAt,
        CurrentVersionId = CurrentVersionId,
        VersionNo = VersionNo,
        ChunkCount = ChunkCount ?? 0,
        LastError = LastError,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
    };
}
