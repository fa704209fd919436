using System.Globalization;
using System.Threading.Channels;

namespace LineageAot.Lineage;

/// <summary>Brings a buffer's entries into a database, batch by batch, each as one unit of work: they keep their order.</summary>
internal sealed class LogPump
{
    private const string Category = "LineageAot.Lineage.Logging";

    private readonly LogBuffer buffer;
    private readonly LineageDatabase database;
    private readonly LineageLogOptions options;
    private readonly Channel<bool> bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly CancellationTokenSource giveUp = new();
    private readonly Task loop;

    public LogPump(LogBuffer buffer, LineageDatabase database, LineageLogOptions options)
    {
        this.buffer = buffer;
        this.database = database;
        this.options = options;
        loop = RunAsync();

        // What was logged before there was a database.
        Ring();
    }

    /// <summary>There is something to store.</summary>
    public void Ring() => bell.Writer.TryWrite(true);

    /// <summary>Stores what is left, as long as the token allows.</summary>
    public async ValueTask StopAsync(CancellationToken cancellationToken)
    {
        bell.Writer.TryComplete();
        try
        {
            await loop.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Takes out what still waits in the write queue; what the writer has begun ends by itself.
            await giveUp.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task RunAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        while (await bell.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            bell.Reader.TryRead(out _);
            await StoreAsync().ConfigureAwait(false);
        }

        await StoreAsync().ConfigureAwait(false);
    }

    private async ValueTask StoreAsync()
    {
        while (!giveUp.IsCancellationRequested && buffer.Take(options.MaxBatchEntries) is var (entries, dropped) && (entries.Count > 0 || dropped > 0))
        {
            try
            {
                await database.WriteAsync(unit => Insert(unit, entries, dropped), cancellationToken: giveUp.Token).ConfigureAwait(false);
            }
            catch (Exception)
            {
                // A log has nobody to tell; the next entry that is stored says how many are missing. What can't be stored now isn't tried again and again.
                buffer.Lost(entries.Count + dropped);
                return;
            }
        }
    }

    private void Insert(WriteScope unit, IReadOnlyList<LogEntry> entries, long dropped)
    {
        if (dropped > 0)
        {
            unit.Insert(new LogEntry
            {
                At = options.TimeProvider.GetUtcNow(),
                Level = LogEntryLevel.Warning,
                Category = Category,
                Message = string.Create(CultureInfo.InvariantCulture, $"{dropped} older log entries were dropped: there were more than could be stored in time"),
                Properties = string.Create(CultureInfo.InvariantCulture, $$"""{"dropped":{{dropped}}}"""),
            });
        }

        foreach (var entry in entries)
        {
            unit.Insert(entry);
        }
    }
}
