using LineageAot.Lineage;

namespace LineageAot.Cli.Events;

/// <summary>Looks for new events twice a second, whichever process appends them.</summary>
internal sealed class EventFollower(LineageStore store, EventSelection selection, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>Tells each event behind a position, until it's stopped.</summary>
    public async Task RunAsync(long position, Action<EventRow> tell, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await foreach (var (looked, row) in selection.ReadBehindAsync(store.Events, position, cancellationToken))
                {
                    position = looked;
                    if (row is not null)
                    {
                        tell(row);
                    }
                }

                await Task.Delay(Interval, time, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // That is how following ends.
                return;
            }
        }
    }
}
