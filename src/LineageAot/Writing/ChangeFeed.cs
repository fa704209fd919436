using System.Threading.Channels;
using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Writing;

/// <summary>
/// Collects per batch which tables changed and tells the listeners after the commit. Collected on the writer's thread only, and only
/// while somebody listens. A listener that is slow gets several commits as one.
/// </summary>
internal sealed class ChangeFeed
{
    private readonly Dictionary<string, long> batch = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string[]> cascades;
    private readonly Lock gate = new();
    private volatile ChangeListener[] listeners = [];

    public ChangeFeed(DatabaseSchema schema) => cascades = CascadeMap.Of(schema);

    /// <summary>Notes rows written directly.</summary>
    public void Note(TableSchema table, long rows)
    {
        if (listeners.Length > 0 && rows > 0)
        {
            Add(table.Name, rows);
        }
    }

    /// <summary>Notes what a statement of the user wrote.</summary>
    public void Note(IReadOnlyList<string> tables, long rows)
    {
        if (listeners.Length > 0 && rows > 0)
        {
            foreach (var table in tables)
            {
                Add(table, rows);
            }
        }
    }

    /// <summary>After a commit: tells everybody.</summary>
    public void Publish()
    {
        if (batch.Count == 0)
        {
            return;
        }

        foreach (var reached in batch.Keys.SelectMany(table => cascades.GetValueOrDefault(table, [])).ToArray())
        {
            batch.TryAdd(reached, 0);
        }

        foreach (var listener in listeners)
        {
            listener.Merge(batch);
        }

        batch.Clear();
    }

    /// <summary>The batch was rolled back.</summary>
    public void Discard() => batch.Clear();

    /// <summary>Starts to listen; dispose to stop.</summary>
    public ChangeListener Listen()
    {
        var listener = new ChangeListener(this);
        lock (gate)
        {
            listeners = [.. listeners, listener];
        }

        return listener;
    }

    public void Remove(ChangeListener listener)
    {
        lock (gate)
        {
            listeners = [.. listeners.Where(other => other != listener)];
        }
    }

    /// <summary>No more changes will come.</summary>
    public void Close()
    {
        foreach (var listener in listeners)
        {
            listener.Close();
        }
    }

    private void Add(string table, long rows)
    {
        batch.TryGetValue(table, out var sum);
        batch[table] = sum + rows;
    }
}

/// <summary>What changed since a listener looked last.</summary>
internal sealed class ChangeListener(ChangeFeed feed) : IDisposable
{
    // A bell that holds one ring: many commits between two looks are one.
    private readonly Channel<bool> bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true, AllowSynchronousContinuations = false });
    private readonly Lock gate = new();
    private Dictionary<string, long> pending = new(StringComparer.OrdinalIgnoreCase);

    public void Merge(Dictionary<string, long> changes)
    {
        lock (gate)
        {
            foreach (var (table, rows) in changes)
            {
                pending.TryGetValue(table, out var sum);
                pending[table] = sum + rows;
            }
        }

        bell.Writer.TryWrite(true);
    }

    /// <summary>Waits for the next change; null after the database closed.</summary>
    public async ValueTask<IReadOnlyDictionary<string, long>?> NextAsync(CancellationToken cancellationToken)
    {
        while (await bell.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            bell.Reader.TryRead(out _);
            lock (gate)
            {
                if (pending.Count > 0)
                {
                    var changes = pending;
                    pending = new Dictionary<string, long>(StringComparer.OrdinalIgnoreCase);
                    return changes;
                }
            }
        }

        return null;
    }

    public void Close() => bell.Writer.TryComplete();

    public void Dispose() => feed.Remove(this);
}
