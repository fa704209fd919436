using System.Threading.Channels;
using LineageAot.Schema;

namespace LineageAot.Writing;

/// <summary>What changed since a listener looked last.</summary>
/// <param name="Rows">For each table the rows written directly.</param>
/// <param name="IsEverything">Tables that nobody knows by name may have changed too.</param>
internal sealed record PendingChanges(IReadOnlyDictionary<string, long> Rows, bool IsEverything);

/// <summary>One who is told of commits. A listener that is slow gets several commits as one.</summary>
internal sealed class ChangeListener(ChangeFeed feed) : IDisposable
{
    // A bell that holds one ring: many commits between two looks are one.
    private readonly Channel<bool> bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true, AllowSynchronousContinuations = false });
    private readonly Lock gate = new();
    private Dictionary<string, long> pending = new(SqlNameComparer.Instance);
    private bool isEverything;

    public void Merge(Dictionary<string, long> changes, bool areEverything)
    {
        lock (gate)
        {
            foreach (var (table, rows) in changes)
            {
                pending.TryGetValue(table, out var sum);
                pending[table] = sum + rows;
            }

            isEverything |= areEverything;
        }

        bell.Writer.TryWrite(true);
    }

    /// <summary>Waits for the next change; null after the database closed.</summary>
    public async ValueTask<PendingChanges?> NextAsync(CancellationToken cancellationToken)
    {
        while (await bell.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            bell.Reader.TryRead(out _);
            lock (gate)
            {
                if (pending.Count > 0 || isEverything)
                {
                    var changes = new PendingChanges(pending, isEverything);
                    pending = new Dictionary<string, long>(SqlNameComparer.Instance);
                    isEverything = false;
                    return changes;
                }
            }
        }

        return null;
    }

    public void Close() => bell.Writer.TryComplete();

    public void Dispose() => feed.Remove(this);
}
