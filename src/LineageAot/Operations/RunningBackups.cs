namespace LineageAot.Operations;

/// <summary>
/// The copies of one database's file that are being made, each on a connection of its own. Pausing and closing end them and wait until they are gone: who then takes the file must find nobody in it. Safe to use from many threads.
/// </summary>
internal sealed class RunningBackups(string path)
{
    private readonly Lock gate = new();
    private readonly List<Running> running = [];
    private State state;

    private enum State
    {
        Open,
        Paused,
        Closed,
    }

    /// <summary>Makes a copy, unless it's ended first.</summary>
    /// <param name="target">The copy, or its folder, for messages.</param>
    /// <param name="copy">Makes it, and leaves nothing behind where its token is cancelled; ends once its connections are closed.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <exception cref="BackupException">The database was paused or closed meanwhile.</exception>
    /// <exception cref="DatabaseBusyException">The database is paused.</exception>
    /// <exception cref="ObjectDisposedException">The database is closed.</exception>
    public async Task RunAsync(string target, Func<CancellationToken, Task> copy, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var own = Begin(cancellationToken);
        try
        {
            await copy(own.Stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(e.Message, e, cancellationToken);
        }
        catch (OperationCanceledException e)
        {
            throw Ended(target, e);
        }
        finally
        {
            End(own);
        }
    }

    /// <summary>Ends what runs and refuses more until <see cref="Reopen"/>; done when the last copy has let go of the file.</summary>
    public Task PauseAsync() => CloseAsync(State.Paused);

    /// <summary>As <see cref="PauseAsync"/>, for good.</summary>
    public Task CloseAsync() => CloseAsync(State.Closed);

    /// <summary>Allows copies again.</summary>
    public void Reopen()
    {
        lock (gate)
        {
            state = state == State.Paused ? State.Open : state;
        }
    }

    private Task CloseAsync(State next)
    {
        lock (gate)
        {
            state = state == State.Closed ? State.Closed : next;
            foreach (var one in running)
            {
                one.Stop.Cancel();
            }

            return Task.WhenAll(running.ConvertAll(static one => one.Ended.Task));
        }
    }

    private Running Begin(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (state != State.Open)
            {
                throw state == State.Closed
                    ? new ObjectDisposedException(nameof(LineageDatabase), "The database was disposed; it can't be copied any more.")
                    : new DatabaseBusyException($"'{path}' is paused and its connections are closed. Call ResumeAsync before copying it.") { Operation = "backup" };
            }

            var own = new Running(cancellationToken);
            running.Add(own);
            return own;
        }
    }

    private void End(Running own)
    {
        lock (gate)
        {
            running.Remove(own);
        }

        own.Ended.SetResult();
    }

    private BackupException Ended(string target, OperationCanceledException e)
    {
        lock (gate)
        {
            // It may have been resumed since.
            var (cause, wayOut) = state == State.Closed ? ("disposed", "Await it before the database is disposed.") : ("paused", "Make it again after ResumeAsync.");
            return new BackupException($"The copy of '{path}' to '{target}' was ended because the database was {cause}; nothing is left of it. {wayOut}", e) { Operation = "backup", WasEndedByPause = state != State.Closed };
        }
    }

    private sealed class Running(CancellationToken cancellationToken) : IDisposable
    {
        public CancellationTokenSource Stop { get; } = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Dispose() => Stop.Dispose();
    }
}
