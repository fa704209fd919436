namespace LineageAot.Lineage;

/// <summary>What a second run must know of a source to leave it alone.</summary>
/// <param name="Id">The source.</param>
/// <param name="Uri">Its name.</param>
/// <param name="SizeBytes">Its size as last seen.</param>
/// <param name="ModifiedAt">Its time of change as last seen; null where it mustn't be trusted.</param>
/// <param name="CurrentVersionId">Its newest version, or null if it was never read.</param>
/// <param name="MissingSince">Since when it isn't found.</param>
/// <param name="DeletedAt">When it was given up.</param>
/// <param name="ParamsSignature">With which parameters the run that saw it last worked; null also where that run didn't come to its end and left it without a whole chunk set.</param>
[Row]
public sealed partial record KnownSource(
    SourceId Id,
    string Uri,
    long? SizeBytes,
    DateTimeOffset? ModifiedAt,
    SourceVersionId? CurrentVersionId,
    DateTimeOffset? MissingSince,
    DateTimeOffset? DeletedAt,
    Sha256? ParamsSignature)
{
    /// <summary>It's neither missing nor deleted.</summary>
    public bool IsPresent => MissingSince is null && DeletedAt is null;

    /// <summary>Whether nothing needs to be read: it was read whole, with the same parameters, and size and time are the same.</summary>
    public bool IsCurrent(long sizeBytes, DateTimeOffset modifiedAt, in Sha256 parameters)
        => IsPresent && CurrentVersionId is not null && SizeBytes == sizeBytes && ModifiedAt == modifiedAt && ParamsSignature == parameters;
}
