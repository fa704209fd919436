namespace LineageAot.Lineage;

/// <summary>What the events of a stream come to at one of its versions, so that reading needn't begin at the first.</summary>
#pragma warning disable LIN1503 // Few rows, each read by its whole key and replaced rarely; what is in users' files isn't laid out anew for them.
[Table("snapshots", WithoutRowId = true)]
#pragma warning restore LIN1503
[Check("stream_version >= 1 and schema_version >= 1")]
public sealed partial record EventSnapshot
{
    /// <summary>The kind of thing.</summary>
    [Key(Order = 0)] public required string StreamType { get; init; }

    /// <summary>The thing.</summary>
    [Key(Order = 1)] public required Guid StreamId { get; init; }

    /// <summary>The number of the last event that is in it.</summary>
    [Key(Order = 2)] public required long StreamVersion { get; init; }

    /// <summary>The version of the data's form, from 1.</summary>
    public required int SchemaVersion { get; init; }

    /// <summary>The state, in the form of whoever wrote it.</summary>
    public required ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>When it was made, UTC.</summary>
    [CreatedAt] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last written, UTC.</summary>
    [UpdatedAt] public DateTimeOffset UpdatedAt { get; init; }
}
