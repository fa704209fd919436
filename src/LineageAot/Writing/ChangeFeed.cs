using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Writing;

/// <summary>
/// Collects per batch which tables changed and tells the listeners after the commit. Collected on the writer's thread only, also while nobody
/// listens: who begins to listen in the middle of a batch may read before its commit, and must be told of the whole of it.
/// </summary>
internal sealed class ChangeFeed
{
    private readonly Dictionary<string, long> batch = new(SqlNameComparer.Instance);
    private readonly HashSet<string> reached = new(SqlNameComparer.Instance);
    private readonly Dictionary<string, string[]> cascades;
    private readonly string[] tables;
    private readonly HashSet<string> hidden;
    private readonly Lock gate = new();
    private volatile ChangeListener[] listeners = [];
    private TableSchema? last;
    private long lastRows;
    private bool isClosed;

    public ChangeFeed(DatabaseSchema schema)
    {
        cascades = CascadeMap.Of(schema);
        tables = [.. schema.AllTables().Select(static table => table.Name)];

        // A full-text index changes with its table: that is the one to tell.
        hidden = schema.AllTables().Where(FullTextSchema.HasFullText).SelectMany(static table => FullTextNames.Tables(table.Name)).ToHashSet(SqlNameComparer.Instance);
    }

    /// <summary>Notes rows written directly; 0 where a statement ran and changed none: its triggers may have.</summary>
    public void Note(TableSchema table, long rows)
    {
        // Most batches write one table again and again.
        if (!ReferenceEquals(table, last))
        {
            AddLast();
            last = table;
        }

        lastRows += rows;
    }

    /// <summary>Notes what a statement of the user wrote.</summary>
    /// <param name="written">The table that it names, then those that it reaches besides. None: nothing was changed.</param>
    /// <param name="rows">Rows of the first.</param>
    public void Note(IReadOnlyList<string> written, long rows)
    {
        for (var i = 0; i < written.Count; i++)
        {
            if (i == 0)
            {
                Add(written[i], rows);
            }
            else
            {
                reached.Add(written[i]);
            }
        }
    }

    /// <summary>True if the batch has written rows of a table, or ran a statement that would have.</summary>
    public bool HasWritten(string table) => SqlNameComparer.Instance.Equals(last?.Name, table) || batch.ContainsKey(table) || reached.Contains(table);

    /// <summary>After a commit: tells everybody.</summary>
    /// <param name="session">What wrote it, and knows what its statements reach besides their tables.</param>
    public void Publish(SqliteSession session)
    {
        AddLast();
        var late = session.TakeReachedLate();
        if (listeners.Length > 0)
        {
            var changes = Changes(session, late ?? []);
            if (changes.Count > 0)
            {
                Tell(changes, isEverything: false);
            }
        }

        Discard();
    }

    /// <summary>The file may be another one than before.</summary>
    public void PublishEverything() => Tell(tables.ToDictionary(static table => table, static _ => 0L, SqlNameComparer.Instance), isEverything: true);

    /// <summary>The batch was rolled back.</summary>
    public void Discard()
    {
        batch.Clear();
        reached.Clear();
        last = null;
        lastRows = 0;
    }

    /// <summary>Starts to listen; dispose to stop.</summary>
    public ChangeListener Listen()
    {
        var listener = new ChangeListener(this);
        lock (gate)
        {
            if (isClosed)
            {
                listener.Close();
            }
            else
            {
                listeners = [.. listeners, listener];
            }
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
        lock (gate)
        {
            isClosed = true;
            foreach (var listener in listeners)
            {
                listener.Close();
            }
        }
    }

    private Dictionary<string, long> Changes(SqliteSession session, HashSet<string> late)
    {
        var changes = new Dictionary<string, long>(SqlNameComparer.Instance);
        foreach (var (table, rows) in batch)
        {
            if (rows > 0)
            {
                changes[table] = rows;
            }

            reached.UnionWith(session.Reach.From(table, hasChanged: rows > 0));
        }

        reached.UnionWith(late);
        foreach (var table in changes.Keys.Concat(reached).ToArray())
        {
            changes.TryAdd(table, 0);
            foreach (var child in cascades.GetValueOrDefault(table, []))
            {
                changes.TryAdd(child, 0);
            }
        }

        foreach (var table in hidden)
        {
            changes.Remove(table);
        }

        return changes;
    }

    private void Tell(Dictionary<string, long> changes, bool isEverything)
    {
        foreach (var listener in listeners)
        {
            listener.Merge(changes, isEverything);
        }
    }

    private void AddLast()
    {
        if (last is not null)
        {
            Add(last.Name, lastRows);
            last = null;
            lastRows = 0;
        }
    }

    private void Add(string table, long rows)
    {
        batch.TryGetValue(table, out var sum);
        batch[table] = sum + rows;
    }
}
