namespace LineageAot.Lineage;

/// <summary>Reads the events of a stream in pages, each while the one before is worked on.</summary>
internal static class EventPages
{
    private const int RowsOfPage = 1024;

    /// <summary>The pages, in the order of the events' numbers.</summary>
    /// <param name="read">Reads at most so many from a number on.</param>
    /// <param name="versionOf">An event's number.</param>
    /// <param name="from">The first event's.</param>
    /// <param name="to">The last event's.</param>
    public static async IAsyncEnumerable<IReadOnlyList<T>> ReadAsync<T>(Func<long, int, ValueTask<IReadOnlyList<T>>> read, Func<T, long> versionOf, long from, long to)
    {
        var next = Next(from);
        try
        {
            while (next is not null)
            {
                var page = await next.ConfigureAwait(false);
                next = page.Count == RowsOfPage ? Next(versionOf(page[^1]) + 1) : null;
                yield return page;
            }
        }
        finally
        {
            if (next is not null)
            {
                // The work failed: the snapshot isn't given back while somebody reads from it.
                await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        Task<IReadOnlyList<T>>? Next(long first) => first > to ? null : read(first, (int)Math.Min(RowsOfPage, to - first + 1)).AsTask();
    }
}
