using System.Runtime.CompilerServices;

namespace LineageAot.Lineage;

public sealed partial class EventStore
{
    /// <summary>Folds the events of a stream, without those that are undone, from its newest snapshot on if the fold uses them.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="fold">How.</param>
    /// <param name="to">The number of the last event to fold: the state of then, with the undos of then. Left out: the last there is.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async ValueTask<Folded<TState>> FoldAsync<TState>(StreamName stream, EventFold<TState> fold, long? to = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fold);
        stream.Require();
        fold.Require();
        var folded = new Folded<TState>(fold.Seed, 0);
        var beforeSnapshot = 0L;
        var snapshot = await database.BeginSnapshotAsync(cancellationToken).ConfigureAwait(false);
        await using (snapshot.ConfigureAwait(false))
        {
            if (fold.UsesSnapshots && to is null && await snapshot.FindSnapshotAsync(stream.Type, stream.Id, fold.SchemaVersion, cancellationToken).ConfigureAwait(false) is { } kept)
            {
                folded = new Folded<TState>(fold.Load!(kept.Data), kept.StreamVersion);
                beforeSnapshot = kept.StreamVersion;
            }

            folded = await FoldAsync(snapshot, stream, fold, folded, to ?? long.MaxValue, cancellationToken).ConfigureAwait(false);
        }

        if (fold.UsesSnapshots && to is null && fold.SnapshotEvery > 0 && folded.Version - beforeSnapshot >= fold.SnapshotEvery)
        {
            await KeepAsync(stream, fold, folded, cancellationToken).ConfigureAwait(false);
        }

        return folded;
    }

    private static async ValueTask<Folded<TState>> FoldAsync<TState>(ReadSnapshot snapshot, StreamName stream, EventFold<TState> fold, Folded<TState> folded, long to, CancellationToken cancellationToken)
    {
        // Markers come after what they mark, so all of them are read before the first event.
        var markers = await snapshot.ListMarkersAsync(stream.Type, stream.Id, cancellationToken).ConfigureAwait(false);
        var limit = markers.Count > 0 && to < long.MaxValue && await snapshot.FindPositionAsync(stream.Type, stream.Id, to, cancellationToken).ConfigureAwait(false) is { } position ? position : long.MaxValue;
        var undone = EventMarkers.Undone(markers, limit);
        var (state, version) = folded;
        await foreach (var page in PagesAsync(snapshot, stream, version + 1, to, cancellationToken).ConfigureAwait(false))
        {
            foreach (var row in page)
            {
                if (row.StreamVersion > to)
                {
                    break;
                }

                if (!EventTypes.IsMarker(row.EventType) && (undone.Count == 0 || !undone.ContainsKey(EventKey.Of(row))))
                {
                    state = fold.Apply(state, row);
                }

                version = row.StreamVersion;
            }
        }

        return new Folded<TState>(state, version);
    }

    // The next page is read while this one is folded.
    private static async IAsyncEnumerable<IReadOnlyList<EventRow>> PagesAsync(ReadSnapshot snapshot, StreamName stream, long from, long to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var next = from <= to ? ReadAsync(from) : null;
        try
        {
            while (next is not null)
            {
                var page = await next.ConfigureAwait(false);
                next = page.Count == RowsOfPage && page[^1].StreamVersion < to ? ReadAsync(page[^1].StreamVersion + 1) : null;
                yield return page;
            }
        }
        finally
        {
            if (next is not null)
            {
                // The fold failed: the snapshot isn't given back while somebody reads from it.
                await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        Task<IReadOnlyList<EventRow>> ReadAsync(long version) => snapshot.ListStreamForwardAsync(stream.Type, stream.Id, version, RowsOfPage, cancellationToken).AsTask();
    }

    // An undo between the reading and now names an event that is in the state: then this is a snapshot of the past, and isn't kept.
    private ValueTask KeepAsync<TState>(StreamName stream, EventFold<TState> fold, Folded<TState> folded, CancellationToken cancellationToken)
    {
        var data = fold.Save!(folded.State);
        return database.WriteAsync(
            unit =>
            {
                if (unit.FindStreamHead(stream.Type, stream.Id)?.Version == folded.Version)
                {
                    unit.SaveSnapshot(stream, folded.Version, fold.SchemaVersion, data);
                }
            },
            cancellationToken: cancellationToken);
    }
}
