namespace LineageAot.Lineage;

/// <summary>Bytes that were seen, known by their hash. Owned by nobody: two workspaces may hold the same bytes.</summary>
[Table("contents", WithoutRowId = true)]
[Check("size_bytes >= 0")]
public sealed partial record Content
{
    /// <summary>The hash of the bytes.</summary>
    [Key] public required Sha256 Sha256 { get; init; }

    /// <summary>How many there are.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>What they are, as far as known.</summary>
    public string? MimeType { get; init; }

    /// <summary>Where the bytes can be had, if somebody keeps them.</summary>
    public string? StorageUri { get; init; }

    /// <summary>When they were first seen, UTC.</summary>
    [CreatedAt] public DateTimeOffset FirstSeenAt { get; init; }

    /// <summary>When the row was last written, UTC.</summary>
    [UpdatedAt] public DateTimeOffset UpdatedAt { get; init; }
}
