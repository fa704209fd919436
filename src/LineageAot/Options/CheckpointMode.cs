namespace LineageAot;

/// <summary>How far a checkpoint goes (https://sqlite.org/pragma.html#pragma_wal_checkpoint).</summary>
public enum CheckpointMode
{
    /// <summary>Brings home what no reader needs any more; the log keeps its size and is used again.</summary>
    Passive,

    /// <summary>Brings everything home and cuts the log to nothing; where somebody reads it does what Passive does.</summary>
    Truncate,
}
