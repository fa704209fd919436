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
        return undone.Count == 0 && fold.Typed is { } typed && typed.Whole == fold.Apply
            ? await FoldTypedAsync(snapshot, stream, typed, folded, to, cancellationToken).ConfigureAwait(false)
            : await FoldWholeAsync(snapshot, stream, fold, undone, folded, to, cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask<Folded<TState>> FoldWholeAsync<TState>(
        ReadSnapshot snapshot, StreamName stream, EventFold<TState> fold, OrderedDictionary<EventKey, long> undone, Folded<TState> folded, long to, CancellationToken cancellationToken)
    {
        var (state, version) = folded;
        var pages = EventPages.ReadAsync(
            (from, max) => snapshot.ListStreamForwardAsync(stream.Type, stream.Id, from, max, cancellationToken), static row => row.StreamVersion, version + 1, to);
        await foreach (var page in pages.ConfigureAwait(false))
        {
            foreach (var row in page)
            {
                if (!EventTypes.IsMarker(row.EventType) && (undone.Count == 0 || !undone.ContainsKey(EventKey.Of(row))))
                {
                    state = fold.Apply(state, row);
                }

                version = row.StreamVersion;
            }
        }

        return new Folded<TState>(state, version);
    }

    // No more than a page behind the first event that nobody knows is read.
    private static async ValueTask<Folded<TState>> FoldTypedAsync<TState>(
        ReadSnapshot snapshot, StreamName stream, TypedApply<TState> apply, Folded<TState> folded, long to, CancellationToken cancellationToken)
    {
        var (state, version) = folded;
        var pages = EventPages.ReadAsync(
            (from, max) => snapshot.ListTypedForwardAsync(stream.Type, stream.Id, from, max, cancellationToken), static row => row.StreamVersion, version + 1, to);
        long? unknown = null;
        await foreach (var page in pages.ConfigureAwait(false))
        {
            foreach (var row in page)
            {
                if (!EventTypes.IsMarker(row.EventType) && !apply.Step(ref state, row.EventType, row.Payload))
                {
                    unknown = row.StreamVersion;
                    break;
                }

                version = row.StreamVersion;
            }

            if (unknown is not null)
            {
                break;
            }
        }

        if (unknown is { } at)
        {
            // The whole event says what is wrong with it.
            var rows = await snapshot.ListStreamForwardAsync(stream.Type, stream.Id, at, 1, cancellationToken).ConfigureAwait(false);
            apply.Whole(state, rows[0]);
        }

        return new Folded<TState>(state, version);
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
