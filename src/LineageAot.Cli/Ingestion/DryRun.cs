using LineageAot.Cli.Folders;
using LineageAot.Lineage;

namespace LineageAot.Cli.Ingestion;

/// <summary>Tells what an ingest would do. It reads files where size and time don't decide, and writes nothing.</summary>
internal sealed class DryRun(LineageStore? store, string databasePath, IngestSettings settings, IngestProgress progress, Action<SourceProblem> report, TimeProvider time)
{
    private readonly FolderAccess access = FolderAccess.Current;

    public async Task<IngestResult> RunAsync(string workspaceName, IReadOnlyList<IngestRoot> roots, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var totals = new IngestResult { Status = RunStatus.Succeeded, IsDryRun = true };
        var workspace = store is null ? null : await store.FindWorkspaceAsync(workspaceName, cancellationToken);
        foreach (var root in roots)
        {
            await PlanAsync(workspace, root, totals, cancellationToken);
        }

        return totals with
        {
            Elapsed = time.GetElapsedTime(started),
            Status = cancellationToken.IsCancellationRequested ? RunStatus.Canceled : totals.Failed > 0 ? RunStatus.Partial : RunStatus.Succeeded,
        };
    }

    private async Task PlanAsync(Workspace? workspace, IngestRoot root, IngestResult totals, CancellationToken cancellationToken)
    {
        var connector = workspace is null ? null : await workspace.FindConnectorAsync(Ingester.ConnectorKind, root.Folder, cancellationToken);
        var prefix = Ingester.PrefixOf(connector?.Id ?? default);
        var known = workspace is null || connector is null ? new KnownSources(_ => new ValueTask<IReadOnlyList<KnownSource>>([]), prefix) : Ingester.Known(workspace, root, prefix);
        var walk = new FolderWalk(access, settings.Filter, new ProtectedFiles(access, databasePath, store?.EventsDatabase.Path));
        var reader = new FileReader(access, maxBytesKept: 0, time);
        var plan = new IngestPlan(settings.Filter, settings.ParamsSignature, prefix);
        await foreach (var step in plan.StepsAsync(root.Walk(walk, cancellationToken), known, cancellationToken))
        {
            switch (step.Action)
            {
                case PlanAction.Unchanged:
                    totals.Unchanged++;
                    progress.AddUnchanged(1);
                    break;
                case PlanAction.Missing:
                    totals.Missing++;
                    totals.Deleted += settings.Cleanup == CleanupMode.Full ? 1 : 0;
                    break;
                case PlanAction.Report:
                    Report(step.Problem!, totals);
                    break;
                default:
                    await CompareAsync(workspace, reader, step, totals, cancellationToken);
                    break;
            }
        }
    }

    private async Task CompareAsync(Workspace? workspace, FileReader reader, PlanStep step, IngestResult totals, CancellationToken cancellationToken)
    {
        var item = step.Item!;
        totals.Bytes += item.Facts.SizeBytes;
        if (step.Known is null)
        {
            totals.Created++;
            progress.AddDelivered(item.Facts.SizeBytes, 0, isSkipped: false);
            return;
        }

        try
        {
            var content = reader.Read(item, cancellationToken);
            var isSame = await workspace!.FindContentAsync(step.Uri, cancellationToken) == content.Sha256;
            totals.Unchanged += isSame ? 1 : 0;
            totals.Changed += isSame ? 0 : 1;
            totals.Returned += step.Known.IsPresent ? 0 : 1;
            progress.AddDelivered(content.SizeBytes, 0, isSkipped: false);
        }
        catch (FileSystemException error)
        {
            Report(FileProcessor.ProblemOf(error, step.Uri, step.Known), totals);
        }
    }

    private void Report(SourceProblem problem, IngestResult totals)
    {
        var isFailure = problem.Status == RunItemStatus.Failed;
        totals.Failed += isFailure ? 1 : 0;
        totals.Skipped += isFailure ? 0 : 1;
        progress.AddProblem(isFailure);
        report(problem);
    }
}
