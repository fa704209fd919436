using System.Runtime.CompilerServices;
using LineageAot.Cli.Folders;
using LineageAot.Lineage;

namespace LineageAot.Cli.Ingestion;

/// <summary>What is to be done with something that was found, or wasn't.</summary>
internal enum PlanAction
{
    /// <summary>Read it: it's new, or may have changed.</summary>
    Read,

    /// <summary>Nothing: size and time are those that are known.</summary>
    Unchanged,

    /// <summary>Report it: it isn't a file, or can't be seen.</summary>
    Report,

    /// <summary>It's known and wasn't found.</summary>
    Missing,
}

/// <summary>One step of a plan.</summary>
internal readonly record struct PlanStep(PlanAction Action, string Uri, FoundItem? Item, KnownSource? Known, SourceProblem? Problem = null);

/// <summary>Walks a tree and what is known of it side by side, both in the order of URIs.</summary>
internal sealed class IngestPlan(PathFilter filter, Sha256 parameters, string prefix)
{
    /// <summary>The steps, in the order of URIs. After cancelling it ends early and calls nothing missing that it hasn't looked for.</summary>
    public async IAsyncEnumerable<PlanStep> StepsAsync(IEnumerable<FoundItem> found, KnownSources known, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var item in found)
        {
            var uri = prefix + item.RelativePath;
            var place = item.HidesMore ? uri + "/" : uri;
            while (await known.PeekAsync() is { } earlier && UriOrder.Compare(earlier.Uri, place) < 0)
            {
                known.Take();
                if (MissingStep(earlier) is { } step)
                {
                    yield return step;
                }
            }

            if (item.HidesMore)
            {
                // What is known below a folder that can't be read is neither there nor missing.
                while (await known.PeekAsync() is { } hidden && hidden.Uri.StartsWith(place, StringComparison.Ordinal))
                {
                    known.Take();
                }
            }

            yield return StepFor(item, uri, await known.TakeIfAsync(uri));
        }

        while (!cancellationToken.IsCancellationRequested && await known.PeekAsync() is { } rest)
        {
            known.Take();
            if (MissingStep(rest) is { } step)
            {
                yield return step;
            }
        }
    }

    private PlanStep StepFor(FoundItem item, string uri, KnownSource? known)
    {
        if (item.Problem is { } problem)
        {
            return new PlanStep(PlanAction.Report, uri, item, known, FileProcessor.ProblemOf(problem, uri, known));
        }

        if (item.Facts.Kind != EntryKind.File)
        {
            return new PlanStep(PlanAction.Report, uri, item, known, new SourceProblem(uri, RunItemStatus.Skipped, ReasonFor(item.Facts.Kind)) { Known = known });
        }

        var isCurrent = known is not null && known.IsCurrent(item.Facts.SizeBytes, item.Facts.ModifiedAt, parameters);
        return new PlanStep(isCurrent ? PlanAction.Unchanged : PlanAction.Read, uri, item, known);
    }

    // What the filter leaves out wasn't looked for.
    private PlanStep? MissingStep(KnownSource known)
        => known.DeletedAt is null && (filter.TakesAll || filter.Takes(known.Uri[prefix.Length..])) ? new PlanStep(PlanAction.Missing, known.Uri, null, known) : null;

    private static string ReasonFor(EntryKind kind) => kind switch
    {
        EntryKind.Link => "a link: not followed",
        EntryKind.Pipe => "a pipe: not read",
        EntryKind.Socket => "a socket: not read",
        EntryKind.Device => "a device: not read",
        _ => "not a file",
    };
}
