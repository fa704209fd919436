using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace LineageAot.Lineage;

/// <summary>
/// Keeps the head of a database's events in a file beside it: after each commit of events, before it is acknowledged, so that the head is never ahead of the database, and the events that anybody was told of are never ahead of the head.
/// One a database, whatever number of stores is laid over it.
/// </summary>
internal sealed class EventHead : ICommitObserver
{
    private static readonly ConditionalWeakTable<LineageDatabase, EventHead> Heads = new();

    private readonly LineageDatabase database;
    private readonly ILogger logger;
    private readonly string path;
    private readonly bool isReadOnly;
    private readonly bool isFull;
    private readonly Lock gate = new();
    private EventHeadContent content;
    private EventHeadReport? known;
    private EventHeadFile? file;
    private EventLogEnd committing;
    private int releases;
    private volatile string? trouble;

    private EventHead(LineageDatabase database)
    {
        this.database = database;
        logger = database.Options.LoggerFactory.CreateLogger("LineageAot.Lineage.Events");
        path = EventHeadFile.PathOf(database.Path);
        isReadOnly = database.Options.Access == DatabaseAccess.ReadOnly;
        isFull = database.Options.Durability == Durability.Full;
    }

    public string? Concern => Volatile.Read(ref known)?.Finding is { } finding ? $"Of the events: {finding}" : trouble;

    private bool IsKept => !isReadOnly && known is { State: EventHeadState.Matches or EventHeadState.Missing or EventHeadState.Contradicts };

    /// <summary>The head of a database.</summary>
    public static EventHead Of(LineageDatabase database)
    {
        lock (Heads)
        {
            if (!Heads.TryGetValue(database, out var head))
            {
                head = new EventHead(database);
                Heads.Add(database, head);
                database.AddCommitObserver(head, "events");
            }

            return head;
        }
    }

    /// <summary>Compares; the first time since the file was opened it also brings the head up to date.</summary>
    public async ValueTask<EventHeadReport> CompareAsync(CancellationToken cancellationToken)
    {
        var before = Volatile.Read(ref releases);

        // The file first: what it says was committed by then, and the snapshot has it.
        var found = EventHeadContent.Read(path);
        var snapshot = await database.BeginSnapshotAsync(cancellationToken).ConfigureAwait(false);
        await using (snapshot.ConfigureAwait(false))
        {
            var view = new EventLogView(
                await snapshot.FindLogEndAsync(cancellationToken).ConfigureAwait(false),
                found.Newest is { } newest ? await snapshot.FindChecksumAtAsync(newest.Position, cancellationToken).ConfigureAwait(false) : null,
                found.Missed is { } missed ? await snapshot.FindChecksumAtAsync(missed.Position, cancellationToken).ConfigureAwait(false) : null);
            var comparison = EventHeadComparison.Of(path, isFull, found, view);
            lock (gate)
            {
                if (known is null && before == releases)
                {
                    Settle(found, comparison);
                    Write(view.End);
                }

                return AsSeenFromHere(comparison.Report);
            }
        }
    }

    /// <summary>As opening does it: a file that can't be asked, of an older version or damaged, is opened all the same.</summary>
    public async ValueTask CompareOnOpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await CompareAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (LineageException e)
        {
            EventHeadLog.NotCompared(logger, database.Path, e);
        }
    }

    /// <inheritdoc/>
    public void Committing(WriteScope unit)
    {
        committing = unit.FindLogEnd();
        if (Volatile.Read(ref known) is not null)
        {
            return;
        }

        // Nobody has compared yet. The transaction's own events change nothing about those that were there.
        var found = EventHeadContent.Read(path);
        var view = new EventLogView(
            committing,
            found.Newest is { } newest ? unit.FindChecksumAt(newest.Position) : null,
            found.Missed is { } missed ? unit.FindChecksumAt(missed.Position) : null);
        lock (gate)
        {
            if (known is null)
            {
                Settle(found, EventHeadComparison.Of(path, isFull, found, view));
            }
        }
    }

    /// <inheritdoc/>
    public void Committed()
    {
        lock (gate)
        {
            Write(committing);
        }
    }

    /// <inheritdoc/>
    public void Released()
    {
        lock (gate)
        {
            file?.Dispose();
            (file, known, content, trouble) = (null, null, default, null);
            releases++;
        }
    }

    private void Settle(in EventHeadContent found, in EventHeadComparison comparison)
    {
        (content, known) = (found, comparison.Report);
        if (known.Finding is { } finding)
        {
            EventHeadLog.Found(logger, database.Path, finding);
        }
        else if (known.State == EventHeadState.Missing)
        {
            EventHeadLog.WasMissing(logger, database.Path);
        }

        if (IsKept && comparison.Missed != found.Missed)
        {
            Try(comparison.Missed, static (kept, missed) => kept.WriteMissed(missed));
        }
    }

    private void Write(EventLogEnd end)
    {
        if (IsKept && end is { LogId: { } log, Positions: { } positions and > 0 })
        {
            var slot = new EventHeadSlot(0, log, positions, end.Removed ?? 0, end.Position ?? 0, end.Checksum ?? default);
            Try(slot, static (kept, written) => kept.Write(written));
        }
    }

    private void Try<T>(T written, Action<EventHeadFile, T> write)
    {
        try
        {
            file ??= EventHeadFile.Open(path, content);
            write(file, written);
            trouble = null;
        }
        catch (Exception e) when (EventHeadFile.IsFileError(e))
        {
            if (trouble is null)
            {
                EventHeadLog.WriteFailed(logger, database.Path, e);
            }

            trouble = $"The head file '{path}' can't be written: {e.Message} Until it can, nothing tells whether the newest events are cut off. Give the program the right to write it.";
        }
    }

    /// <summary>A file that this opening made has nothing to tell of what was before, and what it found at first counts as long as it's open.</summary>
    private EventHeadReport AsSeenFromHere(EventHeadReport report) => (known?.State, report.State) switch
    {
        (EventHeadState.Missing, EventHeadState.Matches) or (EventHeadState.Contradicts, EventHeadState.Contradicts) => known!,
        (EventHeadState.Matches, EventHeadState.Missing) when file is null || File.Exists(path) => known!,
        _ => report,
    };
}
