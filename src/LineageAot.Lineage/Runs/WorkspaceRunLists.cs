namespace LineageAot.Lineage;

public sealed partial class Workspace
{
    /// <summary>The runs of this workspace.</summary>
    /// <param name="page">Which page.</param>
    /// <param name="status">Only those of a status. Together with <see cref="ListOrder.LastChangedFirst"/> it's a walk along the order that passes over the others.</param>
    /// <param name="order">In which order.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<ListPage<Run>> ListRunsAsync(PageRequest page, RunStatus? status = null, ListOrder order = ListOrder.NewestFirst, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        var rows = (order, status) switch
        {
            (ListOrder.NewestFirst, null) => Database.ListRunsAsync(Id, page.Size, page.After, cancellationToken),
            (ListOrder.NewestFirst, { } only) => Database.ListRunsAsync(Id, only, page.Size, page.After, cancellationToken),
            (ListOrder.LastChangedFirst, null) => Database.ListChangedRunsAsync(Id, page.Size, page.After, cancellationToken),
            (ListOrder.LastChangedFirst, { } only) => Database.ListChangedRunsAsync(Id, only, page.Size, page.After, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(order), order, "There is no such order."),
        };
        return await (await rows.ConfigureAwait(false)).OfRunsAsync(
            page, () => status is { } only ? Database.CountRunsAsync(Id, only, cancellationToken) : Database.CountRunsAsync(Id, cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>The runs whose parent is a run of this workspace, the newest first: its parts, and what went on from it.</summary>
    public async ValueTask<ListPage<Run>> ListChildRunsAsync(RunId run, PageRequest page, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        var rows = await Database.ListChildRunsAsync(Id, run, page.Size, page.After, cancellationToken).ConfigureAwait(false);
        return await rows.OfRunsAsync(page, () => Database.CountChildRunsAsync(Id, run, cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>What a run of this workspace did with each thing, by stage, kind and key.</summary>
    /// <param name="run">The run.</param>
    /// <param name="page">Which page.</param>
    /// <param name="status">Only those of a status: a walk that passes over the others.</param>
    /// <param name="stage">Only those of a stage.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<ListPage<RunItem>> ListItemsAsync(RunId run, PageRequest page, RunItemStatus? status = null, string? stage = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        var rows = await (stage is null
            ? Database.ListItemsAsync(Id, run, status, page.Size, page.After, cancellationToken)
            : Database.ListItemsAsync(Id, run, stage, status, page.Size, page.After, cancellationToken)).ConfigureAwait(false);
        return await rows.OfRunAsync(
            page, () => stage is null ? Database.CountItemsAsync(Id, run, status, cancellationToken) : Database.CountItemsAsync(Id, run, stage, status, cancellationToken)).ConfigureAwait(false);
    }
}

/// <summary>Takes runs and items out of the rows of a page.</summary>
internal static class RunPages
{
    public static async ValueTask<ListPage<Run>> OfRunsAsync(this Page<RunOfList> page, PageRequest request, Func<ValueTask<long>> count)
        => new([.. page.Items.Select(static row => row.Run)], page.Next, request.WithTotal ? await count().ConfigureAwait(false) : null);

    public static async ValueTask<ListPage<RunItem>> OfRunAsync(this Page<ItemOfRun> page, PageRequest request, Func<ValueTask<long>> count)
        => new([.. page.Items.Select(static row => row.Item)], page.Next, request.WithTotal ? await count().ConfigureAwait(false) : null);
}
