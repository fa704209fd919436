namespace LineageAot.Lineage;

public sealed partial class RunScope
{
    /// <summary>Gives a sign of life. Writes made through the scope are signs of life as well: they renew the lease where less than half of it is left.</summary>
    /// <exception cref="LeaseLostException">The run was ended or taken away meanwhile.</exception>
    public async ValueTask HeartbeatAsync(CancellationToken cancellationToken = default)
    {
        var now = Workspace.Store.Now;
        await WriteFencedAsync(unit => unit.Renew(Id, now, now + fence.Lease), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives a sign of life, with how far the run is.</summary>
    /// <param name="progressDone">How many items are done, from 0.</param>
    /// <param name="progressTotal">How many there are, from 0; null where that isn't known. It may be smaller than what is done while it's still counted.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="LeaseLostException">The run was ended or taken away meanwhile.</exception>
    public async ValueTask HeartbeatAsync(long progressDone, long? progressTotal = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(progressDone);
        ArgumentOutOfRangeException.ThrowIfNegative(progressTotal ?? 0, nameof(progressTotal));
        var now = Workspace.Store.Now;
        await WriteFencedAsync(unit => WriteProgress(unit, progressDone, progressTotal, now), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends it well. Items may be unfinished: they stay as they are, and what workers hold is given back.</summary>
    /// <inheritdoc cref="FailAsync"/>
    public ValueTask SucceedAsync(string? stats = null, CancellationToken cancellationToken = default) => FinishAsync(new RunEnd(RunStatus.Succeeded, stats, null, null), cancellationToken);

    /// <summary>Ends it with some items failed.</summary>
    /// <inheritdoc cref="FailAsync"/>
    public ValueTask PartialAsync(string message, string? stats = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return FinishAsync(new RunEnd(RunStatus.Partial, stats, "partial", message), cancellationToken);
    }

    /// <summary>Ends it with an error.</summary>
    /// <exception cref="InvalidOperationException">It was ended through this scope, or before the scope was made.</exception>
    /// <exception cref="LineageConflictException">Somebody else ended it meanwhile; the message says how. Nothing was written.</exception>
    /// <exception cref="ArgumentException">The figures aren't JSON text.</exception>
    public ValueTask FailAsync(string errorType, string message, string? stats = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(errorType);
        ArgumentNullException.ThrowIfNull(message);
        return FinishAsync(new RunEnd(RunStatus.Failed, stats, errorType, message), cancellationToken);
    }

    /// <summary>Ends it because somebody asked.</summary>
    /// <inheritdoc cref="FailAsync"/>
    public ValueTask CancelAsync(string? stats = null, CancellationToken cancellationToken = default)
        => FinishAsync(new RunEnd(RunStatus.Canceled, stats, "canceled", "Somebody asked it to stop."), cancellationToken);

    /// <summary>Marks the run as failed if it wasn't ended by anybody. A joined scope leaves it as it is.</summary>
    public async ValueTask DisposeAsync()
    {
        if (IsJoined || Interlocked.Exchange(ref finished, 1) != 0)
        {
            return;
        }

        var now = Workspace.Store.Now;
        var end = new RunEnd(RunStatus.Failed, null, "unfinished", "The run was left before it was ended.");
        if (await Journal.WriteAsync((unit, events) => RunWriting.TryEnd(unit, events, fence, end, now, out _)).ConfigureAwait(false))
        {
            Volatile.Write(ref status, (int)RunStatus.Failed);
        }
    }

    internal int WriteProgress(WriteScope unit, long done, long? total, DateTimeOffset now) => unit.SetProgress(Id, done, total, now, now + fence.Lease);

    private async ValueTask FinishAsync(RunEnd end, CancellationToken cancellationToken)
    {
        RunArguments.RequireJson(end.Stats, "stats");
        if (Interlocked.Exchange(ref finished, 1) != 0)
        {
            throw Ended();
        }

        var now = Workspace.Store.Now;
        try
        {
            if (end.Status is RunStatus.Succeeded or RunStatus.Partial && isOwned)
            {
                await Journal.BeforeSuccessAsync(Id, now, fence.Lease, cancellationToken).ConfigureAwait(false);
            }

            await Journal.WriteAsync((unit, events) => RunWriting.End(unit, events, fence, end, now), cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not LineageConflictException)
        {
            // Nothing was written: it can be ended again, or is by being disposed.
            Volatile.Write(ref finished, 0);
            throw;
        }

        Volatile.Write(ref status, (int)end.Status);
    }

    private InvalidOperationException Ended()
        => new($"The run {Id.Value} has ended already ({RunTransitions.NameOf(Status)} as this scope last knew it): nothing more is written in its name. Look at IsFinished first, or start another run.");
}
