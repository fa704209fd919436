using System.Text.Json;
using LineageAot.Lineage;

namespace LineageAot.Cli.Embedding;

/// <summary>One embed, or one deletion of vectors, from start to end: a run.</summary>
internal sealed class Embedder(LineageStore store, EmbedSettings settings, TimeProvider time)
{
    private static readonly TimeSpan LongestRenewal = TimeSpan.FromSeconds(20);

    private readonly long started = time.GetTimestamp();

    /// <summary>The set; made where it's missing, and never to delete from.</summary>
    public async Task<EmbeddingSet> FindSetAsync(Workspace workspace)
    {
        var known = await workspace.FindEmbeddingSetAsync(settings.SetName);
        if (settings.Delete)
        {
            return known ?? throw new UsageException($"There is no embedding set '{settings.SetName}' in this workspace.");
        }

        var set = await workspace.GetOrAddEmbeddingSetAsync(settings.SpecFor(known));
        return set.Status != EmbeddingSetStatus.Retired ? set : throw new UsageException(
            $"The embedding set '{set.Name}' is retired: its vectors are given up. Make a new one, with another name and vector collection, or delete its vectors with --delete.");
    }

    public async Task<EmbedResult> RunAsync(Workspace workspace, EmbeddingSet set, EmbedProgress progress, CancellationToken cancellationToken)
    {
        await store.AbandonDeadRunsAsync(CancellationToken.None);
        await using var run = await workspace.StartRunAsync(new RunRequest(settings.Delete ? "delete" : "embed") { Actor = Environment.UserName }, CancellationToken.None);
        var result = new EmbedResult { Run = run.Id, SetName = set.Name, Status = RunStatus.Running, IsDeletion = settings.Delete };
        try
        {
            var problem = await FeedAsync(run, set, progress, cancellationToken);
            result = result with { Done = progress.Done, Failed = progress.Failed, Stale = await workspace.CountStaleAsync(set.Id, CancellationToken.None), Elapsed = time.GetElapsedTime(started) };
            await run.HeartbeatAsync(progress.Done + progress.Failed, Math.Max(progress.Total, progress.Done + progress.Failed), CancellationToken.None);
            return await FinishAsync(run, set, result, problem, cancellationToken.IsCancellationRequested);
        }
        catch (Exception error)
        {
            await TryFailAsync(run, error);
            throw;
        }
    }

    /// <summary>Feeds the program; what it did wrong, if it did. What it left unanswered is given back.</summary>
    private async Task<ProgramException?> FeedAsync(RunScope run, EmbeddingSet set, EmbedProgress progress, CancellationToken cancellationToken)
    {
        await using IVectorWork work = settings.Delete ? new DeletionWork(run.Workspace, set.Id, settings.Lease) : new EmbedWork(run, set.Id, settings.Lease, settings.MaxAttempts);
        try
        {
            await using var program = UserProgram.Start(settings.Program);
            var renewal = TimeSpan.FromTicks(Math.Min(LongestRenewal.Ticks, settings.Lease.Ticks / 3));
            await new ProgramFeed(work, program, settings.Batch, settings.Timeout, renewal, progress, () => run.HeartbeatAsync(progress.Done + progress.Failed, progress.Total, CancellationToken.None).AsTask())
                .RunAsync(cancellationToken);
            return null;
        }
        catch (ProgramException problem)
        {
            return problem;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<EmbedResult> FinishAsync(RunScope run, EmbeddingSet set, EmbedResult result, ProgramException? problem, bool isCanceled)
    {
        if (isCanceled)
        {
            result = result with { Status = RunStatus.Canceled, Message = "Stopped on request; what was answered is recorded, and the next embed goes on from there." };
            await run.CancelAsync(Json(result), CancellationToken.None);
            return result;
        }

        if (problem is not null)
        {
            result = result with { Status = result.Done > 0 ? RunStatus.Partial : RunStatus.Failed, Message = $"{problem.Message} What was answered before is recorded, the rest was given back: call it again." };
            await (result.Status == RunStatus.Partial ? run.PartialAsync(result.Message, Json(result), CancellationToken.None) : run.FailAsync(nameof(ProgramException), result.Message, Json(result), CancellationToken.None));
            return result;
        }

        result = await PromoteAsync(run.Workspace, set, result);
        if (result.Message is null && (result.Failed > 0 || (!result.IsDeletion && result.Stale > 0)))
        {
            result = result with
            {
                Message = result.IsDeletion
                    ? $"{result.Failed} vectors couldn't be deleted: call it again."
                    : $"{result.Stale} chunks are stale still: they failed, wait to be tried again, or are leased to a worker. Call it again later; --retry-failed gives those another chance that failed for good.",
            };
        }

        result = result with { Status = result.Message is null ? RunStatus.Succeeded : RunStatus.Partial };
        await (result.Message is null ? run.SucceedAsync(Json(result), CancellationToken.None) : run.PartialAsync(result.Message, Json(result), CancellationToken.None));
        return result;
    }

    private async Task<EmbedResult> PromoteAsync(Workspace workspace, EmbeddingSet set, EmbedResult result)
    {
        if (settings.Promote is not { } coverage)
        {
            return result;
        }

        try
        {
            await workspace.PromoteEmbeddingSetAsync(set.Id, coverage, cancellationToken: CancellationToken.None);
            return result with { IsPromoted = true };
        }
        catch (LineageConflictException refused)
        {
            return result with { Message = refused.Message };
        }
    }

    private static async Task TryFailAsync(RunScope run, Exception error)
    {
        try
        {
            await run.FailAsync(error.GetType().Name, error.Message, cancellationToken: CancellationToken.None);
        }
        catch (Exception again) when (again is LineageException or InvalidOperationException)
        {
            // The first error is the one to tell; a run that isn't ended is marked as abandoned by the next one.
        }
    }

    private static string Json(EmbedResult result) => JsonSerializer.Serialize(result.ToReport(), EmbedJson.Default.EmbedReport);
}
