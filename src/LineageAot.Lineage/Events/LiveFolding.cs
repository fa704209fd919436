using System.Runtime.CompilerServices;

namespace LineageAot.Lineage;

/// <summary>The folding behind a live state, for one thread at a time.</summary>
internal sealed class LiveFolding<TState>(LineageDatabase database, TimeProvider time, string name, EventFold<TState> fold, string? streamType)
{
    private static readonly TimeSpan NoTimeout = TimeSpan.FromDays(1);
    private const int RowsOfPage = 1024;
    private readonly StreamName snapshots = SnapshotsOf(name);
    private long kept;

    public string Name => name;

    public TState State { get; private set; } = fold.Seed;

    public long Position { get; private set; }

    /// <summary>Reads the snapshot and catches up.</summary>
    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        if (fold.UsesSnapshots && await database.FindSnapshotAsync(snapshots.Type, snapshots.Id, fold.SchemaVersion, cancellationToken).ConfigureAwait(false) is { } snapshot)
        {
            (State, Position, kept) = (fold.Load!(snapshot.Data), snapshot.StreamVersion, snapshot.StreamVersion);
        }

        await CatchUpAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>After each commit; ends when the database is closed.</summary>
    public async IAsyncEnumerable<long> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var signal = new CommitSignal(database, time, "events");
        await using (signal.ConfigureAwait(false))
        {
            while (true)
            {
                signal.Listen();
                if (await CatchUpAsync(cancellationToken).ConfigureAwait(false))
                {
                    yield return Position;
                    if (fold is { UsesSnapshots: true, SnapshotEvery: > 0 } && Position - kept >= fold.SnapshotEvery)
                    {
                        await KeepAsync(cancellationToken).ConfigureAwait(false);
                    }
                }

                if (await signal.WaitAsync(NoTimeout, cancellationToken).ConfigureAwait(false) is null)
                {
                    yield break;
                }
            }
        }
    }

    public async ValueTask KeepAsync(CancellationToken cancellationToken)
    {
        if (!fold.UsesSnapshots || Position == kept)
        {
            return;
        }

        var data = fold.Save!(State);
        var position = Position;
        await database.WriteAsync(unit => unit.SaveSnapshot(snapshots, position, fold.SchemaVersion, data), cancellationToken: cancellationToken).ConfigureAwait(false);
        kept = position;
    }

    private async ValueTask<bool> CatchUpAsync(CancellationToken cancellationToken)
    {
        var from = Position;
        while (true)
        {
            var page = await database.ListAllForwardAsync(Position, RowsOfPage, cancellationToken).ConfigureAwait(false);
            if (page.Any(static row => EventTypes.IsMarker(row.EventType)))
            {
                await RebuildAsync(cancellationToken).ConfigureAwait(false);
            }
            else
            {
                Apply(page, undone: null);
            }

            if (page.Count < RowsOfPage)
            {
                return Position > from;
            }
        }
    }

    // An undo takes back what was folded long ago: all is folded anew.
    private async ValueTask RebuildAsync(CancellationToken cancellationToken)
    {
        var snapshot = await database.BeginSnapshotAsync(cancellationToken).ConfigureAwait(false);
        await using (snapshot.ConfigureAwait(false))
        {
            var undone = EventMarkers.Undone(await snapshot.ListAllMarkersAsync(cancellationToken).ConfigureAwait(false));
            (State, Position) = (fold.Seed, 0);
            int rows;
            do
            {
                var page = await snapshot.ListAllForwardAsync(Position, RowsOfPage, cancellationToken).ConfigureAwait(false);
                rows = page.Count;
                Apply(page, undone);
            }
            while (rows == RowsOfPage);
        }
    }

    private static StreamName SnapshotsOf(string name)
    {
        Span<byte> hash = stackalloc byte[Sha256.Size];
        Sha256.OfText(name).CopyTo(hash);
        return new StreamName("$live", new Guid(hash[..16], bigEndian: true));
    }

    private void Apply(IReadOnlyList<EventRow> page, OrderedDictionary<EventKey, long>? undone)
    {
        foreach (var row in page)
        {
            if ((streamType is null || row.StreamType == streamType) && !EventTypes.IsMarker(row.EventType) && undone?.ContainsKey(EventKey.Of(row)) is not true)
            {
                State = fold.Apply(State, row);
            }

            Position = row.Position;
        }
    }
}

public sealed partial class EventStore
{
    /// <summary>Opens a fold over all events that is kept current after each commit; done when it has caught up.</summary>
    /// <param name="name">Its name: its snapshot is kept under it.</param>
    /// <param name="fold">How events come to the state. An undo or a redo folds all of them anew.</param>
    /// <param name="streamType">Folds streams of this type only; null: all.</param>
    /// <param name="cancellationToken">Ends the catching up.</param>
    public ValueTask<LiveState<TState>> OpenLiveStateAsync<TState>(string name, EventFold<TState> fold, string? streamType = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(fold);
        fold.Require();
        return LiveState<TState>.OpenAsync(new LiveFolding<TState>(database, time, name, fold, streamType), cancellationToken);
    }
}
