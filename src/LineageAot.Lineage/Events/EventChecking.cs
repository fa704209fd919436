namespace LineageAot.Lineage;

public sealed partial class LineageStore
{
    /// <inheritdoc cref="EventStore.VerifyAsync"/>
    public ValueTask<EventFindings> VerifyEventsAsync(CancellationToken cancellationToken = default) => Events.VerifyAsync(cancellationToken);
}

public sealed partial class EventStore
{
    private const int MostFindings = 100;

    /// <summary>
    /// Computes the chained checksums of all events again, compares each stream's end with what is kept apart from it and the newest event with the head file, and counts: finds what was changed, lost, added, moved or cut
    /// off. What is wrong, a sentence each; at most 100. Reads every event.
    /// </summary>
    public async ValueTask<EventFindings> VerifyAsync(CancellationToken cancellationToken = default)
    {
        var end = await CompareHeadAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyList<string> first = end.Finding is { } finding ? [finding] : [];
        var snapshot = await database.BeginSnapshotAsync(cancellationToken).ConfigureAwait(false);
        await using (snapshot.ConfigureAwait(false))
        {
            return new EventFindings(end.State, [.. first, .. await snapshot.FindBrokenEventsAsync(MostFindings - first.Count, cancellationToken).ConfigureAwait(false)]);
        }
    }
}
