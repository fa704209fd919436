namespace LineageAot.Lineage;

/// <summary>One call's append, from the queue to its outcome.</summary>
internal sealed class PendingAppend(StreamName stream, ExpectedVersion expected, IReadOnlyList<EventDraft> events) : TaskCompletionSource<AppendResult>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    private int begun;
    private CancellationTokenRegistration registration;
    private AppendResult result;
    private LineageException? refusal;

    /// <summary>Lets it be cancelled as long as it waits.</summary>
    public void CancelWith(CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled)
        {
            registration = cancellationToken.UnsafeRegister(
                static (state, token) =>
                {
                    var pending = (PendingAppend)state!;
                    if (pending.TryBegin())
                    {
                        pending.TrySetCanceled(token);
                    }
                },
                this);
        }
    }

    /// <summary>From here on its outcome is told. False: it was cancelled.</summary>
    public bool TryBegin() => Interlocked.Exchange(ref begun, 1) == 0;

    /// <summary>Appends, or is refused without having written anything. What else it throws undoes the unit.</summary>
    public void Run(WriteScope unit)
    {
        try
        {
            result = EventWriting.AppendChecked(unit, stream, expected, events);
            refusal = null;
        }
        catch (LineageException e) when (e is WrongExpectedVersionException or LineageConflictException)
        {
            refusal = e;
        }
    }

    /// <summary>The unit is committed.</summary>
    public void Tell()
    {
        registration.Dispose();
        if (refusal is { } error)
        {
            TrySetException(error);
        }
        else
        {
            TrySetResult(result);
        }
    }

    /// <summary>It isn't, or nobody knows.</summary>
    public void Fail(Exception error)
    {
        registration.Dispose();
        TrySetException(error);
    }
}
