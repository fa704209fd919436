namespace LineageAot.Lineage;

/// <summary>What became of a source at a moment.</summary>
public enum SourceState
{
    /// <summary>It has this version.</summary>
    Current,

    /// <summary>It isn't found any more.</summary>
    Missing,

    /// <summary>It's there again.</summary>
    Returned,

    /// <summary>It was given up.</summary>
    Deleted,
}

/// <summary>A change of a source's state. Written with each such change, so that past states stay readable.</summary>
[Table("source_history", WithoutRowId = true)]
[Immutable]
public sealed partial record SourceHistory
{
    /// <summary>The source.</summary>
    [Key(Order = 0)]
    [References(typeof(Source), OnDelete = ReferenceAction.Cascade)]
    public required SourceId SourceId { get; init; }

    /// <summary>The change's number, from 1.</summary>
    [Key(Order = 1)] public required int Seq { get; init; }

    /// <summary>The state from now on.</summary>
    public required SourceState State { get; init; }

    /// <summary>The version from now on.</summary>
    public SourceVersionId? SourceVersionId { get; init; }

    /// <summary>The run that found it out.</summary>
    public RunId? RunId { get; init; }

    /// <summary>When it was found out, UTC.</summary>
    [CreatedAt] public DateTimeOffset At { get; init; }
}
