using LineageAot.Lineage;

namespace LineageAot.Cli.Ingestion;

/// <summary>What an ingest did, or, in a dry run, would do.</summary>
internal sealed record IngestResult
{
    public RunId? Run { get; init; }

    public RunId? Resumed { get; init; }

    public required RunStatus Status { get; init; }

    public bool IsDryRun { get; init; }

    public string? Message { get; init; }

    public long Created { get; set; }

    public long Changed { get; set; }

    public long Reverted { get; set; }

    public long Unchanged { get; set; }

    public long Returned { get; set; }

    public long Missing { get; set; }

    public long Deleted { get; set; }

    public long Superseded { get; set; }

    public long Failed { get; set; }

    public long Skipped { get; set; }

    public long Documents { get; set; }

    public long Chunks { get; set; }

    public long Bytes { get; set; }

    public TimeSpan Elapsed { get; init; }

    public long Files => Created + Changed + Reverted + Unchanged;

    /// <summary>0 done, 1 failed, 3 partial: some files couldn't be read, the cleanup was refused, or somebody asked it to stop.</summary>
    public int ExitCode => Status switch
    {
        RunStatus.Succeeded => ExitCodes.Done,
        RunStatus.Partial or RunStatus.Canceled => ExitCodes.Partial,
        _ => ExitCodes.Failed,
    };
}
