namespace LineageAot.Lineage;

/// <summary>A file that was made of something and is kept elsewhere.</summary>
/// <param name="OwnerType">The kind of thing that it was made of.</param>
/// <param name="OwnerId">That thing's key.</param>
/// <param name="Kind">What it is: <c>picture</c>, <c>markdown</c>, or a word of yours.</param>
/// <param name="Uri">Where it's kept.</param>
public sealed record ArtifactSpec(EntityType OwnerType, Guid OwnerId, string Kind, string Uri)
{
    /// <summary>The hash of its bytes.</summary>
    public Sha256? Sha256 { get; init; }

    /// <summary>Its length in bytes, 0 or more.</summary>
    public long? SizeBytes { get; init; }

    /// <summary>What its bytes are.</summary>
    public string? MimeType { get; init; }

    internal void Check()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Kind);
        ArgumentException.ThrowIfNullOrWhiteSpace(Uri);
        if (SizeBytes is { } size)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(size, nameof(SizeBytes));
        }

        if (OwnerId == Guid.Empty)
        {
            throw new ArgumentException("An artifact has an owner: give its key.", nameof(OwnerId));
        }
    }
}
