using LineageAot.Cli.Rendering;
using LineageAot.Lineage;

namespace LineageAot.Cli.Embedding;

/// <summary>What an embed did.</summary>
internal sealed record EmbedResult
{
    public required RunId Run { get; init; }

    public required string SetName { get; init; }

    public required RunStatus Status { get; init; }

    public string? Message { get; init; }

    public long Done { get; init; }

    public long Failed { get; init; }

    public long Stale { get; init; }

    public bool IsPromoted { get; init; }

    public bool IsDeletion { get; init; }

    public TimeSpan Elapsed { get; init; }

    public int ExitCode => Status switch
    {
        RunStatus.Succeeded => ExitCodes.Done,
        RunStatus.Partial or RunStatus.Canceled => ExitCodes.Partial,
        _ => ExitCodes.Failed,
    };

    public EmbedReport ToReport() => new(
        "done", Run.Value.ToString(), SetName, Status.ToString().ToLowerInvariant(), Message, Done, Failed, Stale, IsPromoted, Math.Round(Elapsed.TotalSeconds, 3));

    public IEnumerable<string> Lines()
    {
        yield return $"{Sizes.Count(Done)} {(IsDeletion ? "vectors deleted" : "chunks embedded")} in {Sizes.Duration(Elapsed)}, failed {Sizes.Count(Failed)}"
            + (IsDeletion ? string.Empty : $", still stale {Sizes.Count(Stale)}");
        if (IsPromoted)
        {
            yield return $"the embedding set '{SetName}' is in use";
        }

        yield return $"run {Run.Value}: {IngestSummary.Name(Status)}";
        if (Message is not null)
        {
            yield return Message;
        }
    }
}
