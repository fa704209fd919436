namespace LineageAot.Lineage;

public sealed partial class EventSubscription
{
    /// <summary>
    /// Hands the events to a handler, batch by batch, and completes each; without an end. A handler that throws gets the batch again after a while, then its events one by one, until it's known
    /// which one it fails on and that it does so as often as it may.
    /// </summary>
    /// <param name="handle">Handles events. It may get the same ones again.</param>
    /// <param name="poison">How failures are met; left out: as <see cref="PoisonOptions"/> says.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="PoisonedEventException">The handler failed on an event as often as it may.</exception>
    /// <exception cref="LeaseLostException">Somebody else reads by now.</exception>
    public async ValueTask HandleAsync(Func<IReadOnlyList<EventRow>, CancellationToken, ValueTask> handle, PoisonOptions? poison = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(handle);
        poison ??= new PoisonOptions();
        poison.Require();

        // Up to here events are handed over one by one: one of them made its batch fail, or its handler's process end.
        var singlyTo = Attempts == 0 ? 0 : Position + 1;
        var isOpen = true;
        while (isOpen)
        {
            isOpen = false;
            var isSingly = Position < singlyTo;
            await foreach (var batch in ReadAsync(isLive: true, isSingly ? 1 : options.BatchSize, cancellationToken).ConfigureAwait(false))
            {
                var isDone = await TryAsync(batch, handle, poison, cancellationToken).ConfigureAwait(false);
                if (!isDone)
                {
                    singlyTo = Math.Max(singlyTo, batch.Position);
                }

                // A failed batch is read again from the kept place on.
                if (!isDone || (isSingly && batch.Position >= singlyTo))
                {
                    isOpen = true;
                    break;
                }
            }
        }
    }

    private async ValueTask<bool> TryAsync(EventBatch batch, Func<IReadOnlyList<EventRow>, CancellationToken, ValueTask> handle, PoisonOptions poison, CancellationToken cancellationToken)
    {
        try
        {
            await handle(batch.Events, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            await FailAsync(e.GetType().Name, cancellationToken).ConfigureAwait(false);
            if (Attempts < poison.MaxAttempts || batch.Events.Count > 1)
            {
                await Task.Delay(poison.WaitAfter(Attempts), time, cancellationToken).ConfigureAwait(false);
                return false;
            }

            if (poison.Action == PoisonAction.Stop)
            {
                throw new PoisonedEventException(options.Processor, batch.Events[0], Attempts, e);
            }

            await lease.SetAsideAsync(batch, e.GetType().Name, cancellationToken).ConfigureAwait(false);
            return true;
        }

        await batch.CompleteAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }
}
