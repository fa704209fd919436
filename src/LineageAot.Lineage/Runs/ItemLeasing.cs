namespace LineageAot.Lineage;

/// <summary>What is said of items of a lease.</summary>
internal readonly record struct ItemReport(RunItemStatus Status, ErrorCategory? Category, string? Error, string? DetailUri, string? Metrics);

/// <summary>Lends items and takes reports, inside a unit that has looked at the run.</summary>
internal static class ItemLeasing
{
    public static List<RunItem> Take(WriteScope unit, RunId run, string stage, string owner, int max, TimeSpan duration, int maxAttempts, DateTimeOffset now)
    {
        GiveUp(unit, run, stage, maxAttempts, now, max);
        var items = new List<RunItem>(unit.ListPending(run, stage, max));
        if (items.Count < max)
        {
            items.AddRange(unit.ListExpired(run, stage, now, maxAttempts, max - items.Count));
        }

        if (items.Count < max)
        {
            items.AddRange(unit.ListRetryable(run, stage, maxAttempts, max - items.Count));
        }

        var until = now + duration;
        for (var i = 0; i < items.Count; i++)
        {
            var item = items[i];
            unit.Lease(run, stage, item.TargetType, item.TargetId, owner, until, now);
            items[i] = item with { Status = RunItemStatus.Running, Attempts = item.Attempts + 1, LeaseOwner = owner, LeaseUntil = until, UpdatedAt = now };
        }

        return items;
    }

    /// <summary>Writes a report; a repeat of the same one changes nothing.</summary>
    /// <exception cref="LeaseLostException">Somebody else has one of the items, or something else was reported of it. The unit is undone.</exception>
    public static void Report(WriteScope unit, IReadOnlyList<RunItem> items, string owner, in ItemReport report, DateTimeOffset now)
    {
        foreach (var item in items)
        {
            if (unit.Report(item.RunId, item.Stage, item.TargetType, item.TargetId, item.Attempts, owner, report.Status, report.Category, report.Error, report.DetailUri, report.Metrics, now) == 0)
            {
                var present = unit.Table<RunItem>().Find(item.RunId, item.Stage, item.TargetType, item.TargetId);
                if (present is null || present.Attempts != item.Attempts || present.Status != report.Status)
                {
                    throw Lost(item);
                }
            }
        }
    }

    public static void Renew(WriteScope unit, IReadOnlyList<RunItem> items, string owner, DateTimeOffset until, DateTimeOffset now)
    {
        foreach (var item in items)
        {
            if (unit.RenewItem(item.RunId, item.Stage, item.TargetType, item.TargetId, item.Attempts, owner, until, now) == 0)
            {
                throw Lost(item);
            }
        }
    }

    public static void GiveBack(WriteScope unit, IReadOnlyList<RunItem> items, string owner, DateTimeOffset now)
    {
        foreach (var item in items)
        {
            unit.GiveBackItem(item.RunId, item.Stage, item.TargetType, item.TargetId, item.Attempts, owner, now);
        }
    }

    // An item that takes its worker down with it each time would be lent for ever.
    private static void GiveUp(WriteScope unit, RunId run, string stage, int maxAttempts, DateTimeOffset now, int limit)
    {
        foreach (var item in unit.ListExhausted(run, stage, now, maxAttempts, limit))
        {
            if (item.LeaseOwner is { } owner)
            {
                unit.Report(
                    run, stage, item.TargetType, item.TargetId, item.Attempts, owner, RunItemStatus.Failed, ErrorCategory.Unknown,
                    "Its worker never came back from the last attempt.", null, null, now);
            }
        }
    }

    private static LeaseLostException Lost(RunItem item)
        => new($"The item {item.TargetType} {item.TargetId} of the stage '{item.Stage}' (run_items) isn't this lease's any more: the lease has ended and somebody else has the item, or something else was reported of it. Nothing was written.");
}
