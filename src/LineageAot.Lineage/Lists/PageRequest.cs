namespace LineageAot.Lineage;

/// <summary>Which page of a list is asked for.</summary>
/// <param name="Size">At most so many, 1 to 100,000.</param>
public sealed record PageRequest(int Size)
{
    /// <summary>Where the page before ended (<see cref="ListPage{T}.Next"/>); null for the first page. As a string it survives a restart: <c>Cursor.Parse</c>.</summary>
    public Cursor? After { get; init; }

    /// <summary>Count the whole list as well. It costs a walk over an index, so ask with the first page only.</summary>
    public bool WithTotal { get; init; }
}

/// <summary>A page of a list.</summary>
/// <param name="Items">Its items.</param>
/// <param name="Next">Where the next page starts, or null after the last one.</param>
/// <param name="Total">How many items the whole list has, if <see cref="PageRequest.WithTotal"/> asked for it.</param>
/// <typeparam name="T">The item.</typeparam>
public sealed record ListPage<T>(IReadOnlyList<T> Items, Cursor? Next, long? Total);

/// <summary>In which order a list comes.</summary>
public enum ListOrder
{
    /// <summary>What was made last comes first.</summary>
    NewestFirst,

    /// <summary>What was changed last comes first.</summary>
    LastChangedFirst,
}

/// <summary>Puts a page and the list's total together.</summary>
internal static class ListReading
{
    /// <summary>The page, and the total where it's asked for. The two are read one after the other: a row that comes in between is in one of them alone.</summary>
    public static async ValueTask<ListPage<T>> WithTotalAsync<T>(this ValueTask<Page<T>> page, PageRequest request, Func<ValueTask<long>> count)
    {
        var rows = await page.ConfigureAwait(false);
        return new ListPage<T>(rows.Items, rows.Next, request.WithTotal ? await count().ConfigureAwait(false) : null);
    }
}
