using LineageAot.Cli.Ingestion;
using LineageAot.Lineage;

namespace LineageAot.Cli.Rendering;

/// <summary>An ingest's result in a few lines for people.</summary>
internal static class IngestSummary
{
    public static IEnumerable<string> Lines(IngestResult result)
    {
        if (result.Resumed is { } resumed)
        {
            yield return $"goes on from run {resumed.Value}, which was abandoned";
        }

        var would = result.IsDryRun ? "would be " : string.Empty;
        var rate = result.Elapsed > TimeSpan.Zero ? (result.Files + result.Failed) / result.Elapsed.TotalSeconds : 0;
        yield return $"{Sizes.Count(result.Files)} files in {Sizes.Duration(result.Elapsed)} ({Sizes.Count((long)rate)} files/s, {Sizes.Bytes(result.Bytes)} read)";
        yield return $"{would}new {Sizes.Count(result.Created)}, changed {Sizes.Count(result.Changed)}, reverted {Sizes.Count(result.Reverted)}, unchanged {Sizes.Count(result.Unchanged)}, "
            + $"missing {Sizes.Count(result.Missing)}, deleted {Sizes.Count(result.Deleted)}";
        if (!result.IsDryRun)
        {
            yield return $"{Sizes.Count(result.Documents)} documents, {Sizes.Count(result.Chunks)} chunks; without text {Sizes.Count(result.Skipped)}, failed {Sizes.Count(result.Failed)}";
        }
        else if (result.Skipped + result.Failed > 0)
        {
            yield return $"skipped {Sizes.Count(result.Skipped)}, unreadable {Sizes.Count(result.Failed)}";
        }

        yield return result.Run is { } run ? $"run {run.Value}: {Name(result.Status)}" : $"dry run: nothing was written";
        if (result.Message is { } message)
        {
            yield return message;
        }
    }

    public static string Name(RunStatus status) => status.ToString().ToLowerInvariant();
}
