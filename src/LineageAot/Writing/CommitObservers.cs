using LineageAot.Diagnostics;
using Microsoft.Extensions.Logging;

namespace LineageAot.Writing;

/// <summary>Those who see the commits of a database. Told on the writer's thread, added from any.</summary>
internal sealed class CommitObservers
{
    private readonly Lock gate = new();
    private volatile Entry[] entries = [];

    /// <summary>Why some of them are concerned.</summary>
    public IEnumerable<string> Concerns => entries.Select(static entry => entry.Observer.Concern).OfType<string>();

    public void Add(ICommitObserver observer, string table)
    {
        lock (gate)
        {
            entries = [.. entries, new Entry(observer, table)];
        }
    }

    /// <summary>Before the commit: what they read, nobody else's work depends on.</summary>
    public void Committing(WriterContext context, WriteQueue queue, WriterSettings settings)
    {
        foreach (var entry in entries)
        {
            entry.IsPending = false;
            if (!context.Changes.HasWritten(entry.Table))
            {
                continue;
            }

            var unit = new WriteScope(context);
            try
            {
                using (UnitMarker.Enter(queue))
                {
                    entry.Observer.Committing(unit);
                }

                entry.IsPending = true;
            }
            catch (Exception e)
            {
                LogMessages.CommitObserverFailed(settings.Logger, settings.Path, e);
            }
            finally
            {
                unit.Publish();
                unit.End();
            }
        }
    }

    /// <summary>After the commit.</summary>
    public void Committed(WriteQueue queue, WriterSettings settings)
    {
        foreach (var entry in entries)
        {
            if (entry.IsPending)
            {
                entry.IsPending = false;
                Tell(queue, settings, entry, static observer => observer.Committed());
            }
        }
    }

    /// <summary>The file is let go of.</summary>
    public void Released(WriteQueue queue, WriterSettings settings)
    {
        foreach (var entry in entries)
        {
            entry.IsPending = false;
            Tell(queue, settings, entry, static observer => observer.Released());
        }
    }

    private static void Tell(WriteQueue queue, WriterSettings settings, Entry entry, Action<ICommitObserver> tell)
    {
        try
        {
            using (UnitMarker.Enter(queue))
            {
                tell(entry.Observer);
            }
        }
        catch (Exception e)
        {
            LogMessages.CommitObserverFailed(settings.Logger, settings.Path, e);
        }
    }

    private sealed class Entry(ICommitObserver observer, string table)
    {
        public ICommitObserver Observer => observer;

        public string Table => table;

        /// <summary>It has read of the transaction that is being committed.</summary>
        public bool IsPending { get; set; }
    }
}
