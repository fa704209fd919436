namespace LineageAot.Lineage;

public sealed partial class Workspace
{
    /// <summary>
    /// Starts a run. With an idempotency key that has been used it's that run again: a queued one is taken, a live one is joined (<see cref="RunScope.IsJoined"/>), and of one that has ended the scope is
    /// finished (<see cref="RunScope.IsFinished"/>), so that the caller can skip the work.
    /// </summary>
    /// <exception cref="LineageConflictException">The key has started a run of another type or with other parameters.</exception>
    /// <exception cref="LineageNotFoundException">The pipeline, collection or parent isn't this workspace's.</exception>
    /// <exception cref="ArgumentException">Something of the request can't be.</exception>
    public async ValueTask<RunScope> StartRunAsync(RunRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate();
        var now = Store.Now;
        var run = await Store.Journal.WriteAsync((unit, events) => RunWriting.Start(unit, events, Id, request, now), cancellationToken: cancellationToken).ConfigureAwait(false);
        return new RunScope(this, run, request.Lease);
    }

    /// <summary>Queues a run for whoever takes it with <see cref="StartQueuedRunAsync"/>. With an idempotency key that has been used it's that run again, however far it is.</summary>
    /// <inheritdoc cref="StartRunAsync"/>
    public async ValueTask<RunId> QueueRunAsync(RunRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate();
        var now = Store.Now;
        return (await Store.Journal.WriteAsync((unit, events) => RunWriting.Queue(unit, events, Id, request, now), cancellationToken: cancellationToken).ConfigureAwait(false)).Id;
    }

    /// <summary>Takes a queued run. Of two callers one gets it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="lease">How long it may be silent before it counts as dead; 2 minutes by default.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="LineageConflictException">Somebody else was first, or it has ended.</exception>
    /// <exception cref="LineageNotFoundException">This workspace has no such run.</exception>
    public async ValueTask<RunScope> StartQueuedRunAsync(RunId run, TimeSpan? lease = null, CancellationToken cancellationToken = default)
    {
        var length = lease ?? RunRequest.DefaultLease;
        RunArguments.RequireLease(length, nameof(lease));
        var now = Store.Now;
        var taken = await Store.Journal.WriteAsync(
            (unit, events) => RunWriting.Take(unit, events, unit.FindRun(Id, run) ?? throw new LineageNotFoundException("run", run.Value), length, now),
            cancellationToken: cancellationToken).ConfigureAwait(false);
        return new RunScope(this, new StartedRun(taken, IsJoined: false), length);
    }

    /// <summary>
    /// Cancels a run that waits or works, whosever it is. Its owner notices with its next write or heartbeat, which is a <see cref="LeaseLostException"/>. One that is canceled already stays so.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="message">Why.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="LineageConflictException">It has ended otherwise.</exception>
    /// <exception cref="LineageNotFoundException">This workspace has no such run.</exception>
    public async ValueTask CancelRunAsync(RunId run, string message = "Somebody asked it to stop.", CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(message);
        var now = Store.Now;
        await Store.Journal.WriteAsync(
            (unit, events) =>
            {
                var state = unit.FindState(Id, run) ?? throw new LineageNotFoundException("run", run.Value);
                if (state.Status != RunStatus.Canceled)
                {
                    RunWriting.Finish(unit, events, run, state.Status, new RunEnd(RunStatus.Canceled, null, "canceled", message), now);
                }
            },
            cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Goes on from a run that ended without success: a new run of the same type and parameters, whose parent is the old one and whose <see cref="Run.Attempt"/> is one higher. The items that the old run, and the runs
    /// that it went on from, left unfinished wait in the new one. Called again while the new run is live, it's the same run (<see cref="RunScope.IsJoined"/>).
    /// </summary>
    /// <remarks>The items are copied in units of some hundred. After a kill in between, resume the new run: it takes the rest from the whole chain.</remarks>
    /// <param name="run">A run that is abandoned, failed, canceled or partial.</param>
    /// <param name="lease">How long the new one may be silent before it counts as dead; 2 minutes by default.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="LineageConflictException">It succeeded or is live, or was resumed by a run that has ended as well: the message names that one.</exception>
    /// <exception cref="LineageNotFoundException">This workspace has no such run.</exception>
    public async ValueTask<RunScope> ResumeRunAsync(RunId run, TimeSpan? lease = null, CancellationToken cancellationToken = default)
    {
        var length = lease ?? RunRequest.DefaultLease;
        RunArguments.RequireLease(length, nameof(lease));
        var now = Store.Now;
        var started = await Store.Journal.WriteAsync((unit, events) => RunResuming.Begin(unit, events, Id, run, length, now), cancellationToken: cancellationToken).ConfigureAwait(false);
        var scope = new RunScope(this, started, length);
        await RunResuming.TakeOverAsync(scope, started.Row, cancellationToken).ConfigureAwait(false);
        return scope;
    }
}
