namespace LineageAot.Operations;

/// <summary>The one maintenance of a database that may run. Safe to use from many threads.</summary>
internal sealed class MaintenanceSlot : IAsyncDisposable
{
    private readonly Lock gate = new();
    private Running? running;
    private TaskCompletionSource? pause;
    private bool isClosed;

    /// <param name="start">Starts it.</param>
    /// <param name="stopped">Called once it has stopped.</param>
    /// <returns>Stops it when disposed.</returns>
    /// <exception cref="InvalidOperationException">One runs already.</exception>
    /// <exception cref="ObjectDisposedException">The database is closed.</exception>
    public IAsyncDisposable Start(Func<MaintenanceRunner> start, Action stopped)
    {
        lock (gate)
        {
            if (isClosed)
            {
                throw new ObjectDisposedException("LineageDatabase", "The database was disposed; it has no maintenance any more.");
            }

            return running is null
                ? running = new Running(this, start(), stopped)
                : throw new InvalidOperationException("The database's maintenance runs already. Dispose what StartMaintenance returned before it is started anew.");
        }
    }

    /// <summary>Has the maintenance wait behind the job that runs, as the database lets go of its file.</summary>
    public void Pause()
    {
        lock (gate)
        {
            pause ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Lets the maintenance go on.</summary>
    public void Resume()
    {
        lock (gate)
        {
            pause?.SetResult();
            pause = null;
        }
    }

    /// <summary>Waits while the database is paused.</summary>
    public Task WaitWhilePausedAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return pause?.Task.WaitAsync(cancellationToken) ?? Task.CompletedTask;
        }
    }

    /// <summary>Stops what runs, and starts no other.</summary>
    public async ValueTask DisposeAsync()
    {
        Running? last;
        lock (gate)
        {
            isClosed = true;
            last = running;
        }

        if (last is not null)
        {
            await last.DisposeAsync().ConfigureAwait(false);
        }
    }

    private sealed class Running(MaintenanceSlot slot, MaintenanceRunner runner, Action stopped) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await runner.DisposeAsync().ConfigureAwait(false);
            lock (slot.gate)
            {
                if (slot.running == this)
                {
                    slot.running = null;
                    stopped();
                }
            }
        }
    }
}
