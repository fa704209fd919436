using System.Text.Json;
using LineageAot.Cli.Folders;
using LineageAot.Lineage;

namespace LineageAot.Cli.Ingestion;

/// <summary>One ingest from start to end: a run, and in it a sync for each root.</summary>
internal sealed class Ingester(LineageStore store, string databasePath, IngestSettings settings, IngestProgress progress, Action<SourceProblem> report, TimeProvider time)
{
    public const string ConnectorKind = "folder";

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(20);

    private readonly FolderAccess access = FolderAccess.Current;

    public async Task<IngestResult> RunAsync(string workspaceName, IReadOnlyList<IngestRoot> roots, string? parameters, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var workspace = await store.GetOrAddWorkspaceAsync(workspaceName, CancellationToken.None);
        var resumed = await FindResumedAsync(workspace);
        var config = await store.GetOrAddChunkConfigAsync(settings.ChunkConfig, CancellationToken.None);
        await using var run = await workspace.StartRunAsync(
            new RunRequest("index")
            {
                Actor = Environment.UserName,
                Params = parameters,
                ParamsSignature = settings.ParamsSignature,
                ParentRunId = resumed?.Id,
                Attempt = (resumed?.Attempt ?? 0) + 1,
            },
            CancellationToken.None);
        var totals = new IngestResult { Run = run.Id, Resumed = resumed?.Id, Status = RunStatus.Running };
        using var finished = new CancellationTokenSource();
        var beats = BeatAsync(run, finished.Token);
        try
        {
            var refused = new List<string>();
            foreach (var root in roots)
            {
                if (!cancellationToken.IsCancellationRequested)
                {
                    refused.AddRange(await SyncAsync(run, root, config.Id, totals, cancellationToken));
                }
            }

            var result = totals with { Elapsed = time.GetElapsedTime(started), Message = refused.Count == 0 ? null : string.Join(' ', refused) };
            return await FinishAsync(run, result, cancellationToken.IsCancellationRequested);
        }
        catch (Exception error)
        {
            await TryFailAsync(run, error);
            throw;
        }
        finally
        {
            await finished.CancelAsync();
            await beats;
        }
    }

    /// <summary>Runs of this workspace that died: their committed work is known and isn't repeated; the newest with the same parameters is gone on from.</summary>
    private async Task<Run?> FindResumedAsync(Workspace workspace)
    {
        var dead = await store.AbandonDeadRunsAsync(CancellationToken.None);
        return dead.Where(run => run.WorkspaceId == workspace.Id && run.ParamsSignature == settings.ParamsSignature).MaxBy(run => run.CreatedAt);
    }

    /// <summary>Syncs one root; why its cleanup was refused, if it was.</summary>
    private async Task<IReadOnlyList<string>> SyncAsync(RunScope run, IngestRoot root, ChunkConfigId config, IngestResult totals, CancellationToken cancellationToken)
    {
        await using var sync = await run.BeginSyncAsync(root.Folder, settings.Cleanup, settings.MaxDeletePercent, ConnectorKind, cancellationToken: CancellationToken.None);
        var prefix = PrefixOf(sync.Connector);
        var walk = new FolderWalk(access, settings.Filter, new ProtectedFiles(access, databasePath, store.EventsDatabase.Path));
        var plan = new IngestPlan(settings.Filter, settings.ParamsSignature, prefix);
        var steps = plan.StepsAsync(root.Walk(walk, cancellationToken), Known(run.Workspace, root, prefix), cancellationToken);
        var pipeline = new IngestPipeline(() => new FileProcessor(access, settings, config, time), sync, settings, progress, report);
        var missing = await pipeline.RunAsync(steps, cancellationToken);
        try
        {
            if (!cancellationToken.IsCancellationRequested)
            {
                var cleaned = await sync.CompleteAsync(missing, cancellationToken: CancellationToken.None);
                totals.Missing += cleaned.Missing;
                totals.Deleted += cleaned.Deleted;
                totals.Superseded += cleaned.Superseded;
                totals.Returned += cleaned.Returned;
            }

            return [];
        }
        catch (CleanupRefusedException refused)
        {
            totals.Missing += missing.Count;
            return [refused.Message];
        }
        finally
        {
            Add(totals, sync.Figures);
        }
    }

    /// <summary>What the URIs of a folder's files start with: moving the folder changes its connector's row alone.</summary>
    public static string PrefixOf(ConnectorId connector) => $"{connector.Value:n}/";

    /// <summary>What the store knows below a root.</summary>
    public static KnownSources Known(Workspace workspace, IngestRoot root, string prefix)
    {
        if (root.OnlyFile is not null)
        {
            var uri = prefix + PathText.FromBytes(System.Text.Encoding.UTF8.GetBytes(root.OnlyFile));
            return new KnownSources(async after => after == prefix && await workspace.FindKnownSourceAsync(uri) is { } known ? [known] : [], prefix);
        }

        // All that start with the prefix: '0' is the character behind '/'.
        const int pageSize = 2048;
        var end = prefix[..^1] + '0';
        return new KnownSources(after => workspace.ListKnownSourcesAsync(after, end, pageSize), prefix);
    }

    private async Task<IngestResult> FinishAsync(RunScope run, IngestResult result, bool isCanceled)
    {
        // Batches that were on their way together have each told what they knew.
        await run.HeartbeatAsync(progress.Done, progress.Total, CancellationToken.None);
        if (isCanceled)
        {
            var canceled = result with { Status = RunStatus.Canceled, Message = "Stopped on request; what was read is stored, and the next ingest goes on from there." };
            await run.CancelAsync(Json(canceled), CancellationToken.None);
            return canceled;
        }

        if (result.Failed > 0 || result.Message is not null)
        {
            var partial = result with { Status = RunStatus.Partial, Message = result.Message ?? $"{result.Failed} files couldn't be read." };
            await run.PartialAsync(partial.Message!, Json(partial), CancellationToken.None);
            return partial;
        }

        var succeeded = result with { Status = RunStatus.Succeeded };
        await run.SucceedAsync(Json(succeeded), CancellationToken.None);
        return succeeded;
    }

    private static async Task TryFailAsync(RunScope run, Exception error)
    {
        try
        {
            await run.FailAsync(error.GetType().Name, error.Message, cancellationToken: CancellationToken.None);
        }
        catch (LineageException)
        {
            // The file itself fails: the first error is the one to tell, and the next ingest marks the run as abandoned.
        }
    }

    private async Task BeatAsync(RunScope run, CancellationToken finished)
    {
        try
        {
            using var timer = new PeriodicTimer(Heartbeat, time);
            while (await timer.WaitForNextTickAsync(finished))
            {
                await run.HeartbeatAsync(progress.Done, progress.Total, CancellationToken.None);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or LineageException)
        {
            // The work itself meets the same error, and tells it.
        }
    }

    private static string Json(IngestResult result) => JsonSerializer.Serialize(result.ToReport(), CliJson.Default.IngestReport);

    private static void Add(IngestResult totals, SyncFigures figures)
    {
        totals.Created += figures.Created;
        totals.Changed += figures.Changed;
        totals.Reverted += figures.Reverted;
        totals.Unchanged += figures.Unchanged;
        totals.Failed += figures.Failed;
        totals.Skipped += figures.Skipped;
        totals.Documents += figures.Documents;
        totals.Chunks += figures.Chunks;
        totals.Bytes += figures.Bytes;
    }
}
