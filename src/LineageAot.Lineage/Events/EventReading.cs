using System.Runtime.CompilerServices;

namespace LineageAot.Lineage;

public sealed partial class EventStore
{
    private const int RowsOfPage = 1024;

    /// <summary>The events of a stream, in pages: events that are appended meanwhile are read too.</summary>
    /// <param name="stream">The stream; one without events yields nothing.</param>
    /// <param name="from">The number of the first event to read; left out: the first, backward the last.</param>
    /// <param name="direction">Which way.</param>
    /// <param name="max">At most so many; left out: all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<EventRow> ReadStreamAsync(StreamName stream, long? from = null, EventDirection direction = EventDirection.Forward, long? max = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        stream.Require();
        var isForward = direction == EventDirection.Forward;
        var next = from ?? (isForward ? 1 : long.MaxValue);
        var left = Require(max);
        while (left > 0)
        {
            var size = (int)Math.Min(left, RowsOfPage);
            var page = isForward
                ? await database.ListStreamForwardAsync(stream.Type, stream.Id, next, size, cancellationToken).ConfigureAwait(false)
                : await database.ListStreamBackwardAsync(stream.Type, stream.Id, next, size, cancellationToken).ConfigureAwait(false);
            foreach (var row in page)
            {
                yield return row;
            }

            if (page.Count < size)
            {
                yield break;
            }

            left -= size;
            next = page[^1].StreamVersion + (isForward ? 1 : -1);
        }
    }

    /// <summary>The events of all streams by position, in pages: events that are appended meanwhile are read too. Positions grow in the order of the commits, so nothing comes in behind the reader.</summary>
    /// <param name="after">Reads what comes after this position; backward: before it. Left out: from the first, backward from the last.</param>
    /// <param name="direction">Which way.</param>
    /// <param name="max">At most so many; left out: all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<EventRow> ReadAllAsync(long? after = null, EventDirection direction = EventDirection.Forward, long? max = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var isForward = direction == EventDirection.Forward;
        var next = after ?? (isForward ? 0 : long.MaxValue);
        var left = Require(max);
        while (left > 0)
        {
            var size = (int)Math.Min(left, RowsOfPage);
            var page = isForward
                ? await database.ListAllForwardAsync(next, size, cancellationToken).ConfigureAwait(false)
                : await database.ListAllBackwardAsync(next, size, cancellationToken).ConfigureAwait(false);
            foreach (var row in page)
            {
                yield return row;
            }

            if (page.Count < size)
            {
                yield break;
            }

            left -= size;
            next = page[^1].Position;
        }
    }

    private static long Require(long? max)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(max ?? 0, nameof(max));
        return max ?? long.MaxValue;
    }
}
