using LineageAot.Diagnostics;
using Microsoft.Extensions.Logging;

namespace LineageAot.Operations;

/// <summary>What a runner works with.</summary>
internal sealed record MaintenancePlan
{
    public required MaintenanceOptions Options { get; init; }

    /// <summary>All jobs; those that are due at one moment run in this order.</summary>
    public required IReadOnlyList<MaintenanceJob> Jobs { get; init; }

    /// <summary>When a job last ran; null where nobody knows.</summary>
    public required Func<string, CancellationToken, ValueTask<DateTimeOffset?>> FindLastRun { get; init; }

    /// <summary>Waits while the database is paused; it's cancelled where the maintenance stops.</summary>
    public required Func<CancellationToken, Task> WaitWhilePausedAsync { get; init; }

    public required TimeProvider Clock { get; init; }

    public required ILogger Logger { get; init; }

    /// <summary>The database's file, for messages.</summary>
    public required string Path { get; init; }
}

/// <summary>
/// Runs jobs when they are due, one after another, until it's disposed. All waiting is by timestamps, which go on whatever is done to the time of day.
/// </summary>
internal sealed class MaintenanceRunner : IAsyncDisposable
{
    /// <summary>A timer takes less than 50 days.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    /// <summary>How long a record may take that is written while stopping.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly MaintenancePlan plan;
    private readonly long startedAt;
    private readonly CancellationTokenSource stop = new(), giveUp = new();
    private readonly Task loop;

    private MaintenanceRunner(MaintenancePlan plan)
    {
        this.plan = plan;
        startedAt = plan.Clock.GetTimestamp();
        loop = RunAsync();
    }

    private TimeSpan Elapsed => plan.Clock.GetElapsedTime(startedAt);

    public static MaintenanceRunner Start(MaintenancePlan plan) => new(plan);

    /// <summary>Stops: what runs is told so and waited for. Safe to call twice; not from inside a job.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        try
        {
            await loop.WaitAsync(Patience, plan.Clock).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            await giveUp.CancelAsync().ConfigureAwait(false);
            await loop.ConfigureAwait(false);
        }
    }

    private async Task RunAsync()
    {
        // Jobs that are due at once don't run on the thread of whoever starts it.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await plan.WaitWhilePausedAsync(stop.Token).ConfigureAwait(false);
            var due = await FirstDuesAsync().ConfigureAwait(false);
            while (due.Length > 0)
            {
                var next = Array.IndexOf(due, due.Min());
                await WaitUntilAsync(due[next]).ConfigureAwait(false);
                await plan.WaitWhilePausedAsync(stop.Token).ConfigureAwait(false);

                // From start to start: one that takes long isn't later each time.
                due[next] = Elapsed + Spread(plan.Jobs[next].Interval);
                if (await RunAsync(plan.Jobs[next]).ConfigureAwait(false) is BackupException { WasEndedByPause: true })
                {
                    due[next] = Elapsed;
                }

                stop.Token.ThrowIfCancellationRequested();
            }
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // That is how it ends; what a question about a last run threw meanwhile is of no use to anybody.
        }
    }

    private async ValueTask<TimeSpan[]> FirstDuesAsync()
    {
        var due = new TimeSpan[plan.Jobs.Count];
        for (var i = 0; i < due.Length; i++)
        {
            due[i] = await FirstDueAsync(plan.Jobs[i]).ConfigureAwait(false);
        }

        return due;
    }

    private async ValueTask<TimeSpan> FirstDueAsync(MaintenanceJob job)
    {
        var first = plan.Options.FirstRunDelay;
        try
        {
            if (await plan.FindLastRun(job.Name, stop.Token).ConfigureAwait(false) is { } last)
            {
                // A last run in the future was written before the clock was set back: an interval from now on is the longest that makes sense.
                var left = job.Interval - (plan.Clock.GetUtcNow() - last);
                return left <= first ? Spread(first) : Spread(left < job.Interval ? left : job.Interval);
            }
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            LogMessages.MaintenanceFailed(plan.Logger, plan.Path, job.Name, "its last run couldn't be found", e);
        }

        return Spread(first);
    }

    private TimeSpan Spread(TimeSpan interval) => interval * (1 + (plan.Options.Jitter * ((Random.Shared.NextDouble() * 2) - 1)));

    private async ValueTask WaitUntilAsync(TimeSpan due)
    {
        while (Elapsed is var at && at < due)
        {
            // A timer counts whole milliseconds: rounded up, so that it doesn't come a moment too early and spin.
            var wait = due - at < LongestWait ? TimeSpan.FromMilliseconds(Math.Ceiling((due - at).TotalMilliseconds)) : LongestWait;
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
            var timer = Task.Delay(wait, plan.Clock, waiting.Token);

            // Time that went by before the timer was there (the machine slept) isn't waited for again.
            if (Elapsed - at < wait)
            {
                await timer.ConfigureAwait(false);
            }
            else
            {
                await waiting.CancelAsync().ConfigureAwait(false);
            }
        }

        stop.Token.ThrowIfCancellationRequested();
    }

    /// <returns>What it failed with.</returns>
    private async ValueTask<Exception?> RunAsync(MaintenanceJob job)
    {
        var begunAt = plan.Clock.GetUtcNow();
        var timestamp = plan.Clock.GetTimestamp();
        string? detail;
        Exception? error = null;
        await TellAsync(job.Name, plan.Options.OnStarted is { } begun ? token => begun(job.Name, begunAt, token) : null).ConfigureAwait(false);
        try
        {
            stop.Token.ThrowIfCancellationRequested();
            detail = await job.RunAsync(stop.Token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            error = e;
            detail = e is OperationCanceledException && stop.IsCancellationRequested ? "it was stopped" : e.Message;
        }

        var took = plan.Clock.GetElapsedTime(timestamp);
        if (error is null)
        {
            LogMessages.MaintenanceDone(plan.Logger, plan.Path, job.Name, took.TotalSeconds, detail);
        }
        else if (!stop.IsCancellationRequested)
        {
            LogMessages.MaintenanceFailed(plan.Logger, plan.Path, job.Name, detail, error);
        }

        // Who is told mostly stores it in this database.
        await plan.WaitWhilePausedAsync(stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var record = new MaintenanceRecord(job.Name, begunAt, begunAt + took, error is null, detail);
        await TellAsync(job.Name, plan.Options.OnFinished is { } finished ? token => finished(record, token) : null).ConfigureAwait(false);
        return error;
    }

    private async ValueTask TellAsync(string kind, Func<CancellationToken, ValueTask>? tell)
    {
        if (tell is null)
        {
            return;
        }

        try
        {
            await tell(giveUp.Token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            LogMessages.MaintenanceNotRecorded(plan.Logger, plan.Path, kind, e);
        }
    }
}
