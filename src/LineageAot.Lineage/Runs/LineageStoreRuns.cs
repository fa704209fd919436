namespace LineageAot.Lineage;

public sealed partial class LineageStore
{
    private readonly ClockGap clocks;

    /// <summary>
    /// Marks live runs as abandoned whose owner is dead: a process of this machine that isn't there any more, or a lease that has ended. What their workers held is given back. After the machine slept or its
    /// clock was set, leases of live processes count only once the runs have been silent for one more lease.
    /// </summary>
    /// <returns>The runs that were marked, as they are now.</returns>
    public ValueTask<IReadOnlyList<Run>> AbandonDeadRunsAsync(CancellationToken cancellationToken = default) => RunReaping.ReapAsync(this, clocks, cancellationToken);

    /// <summary>As <see cref="AbandonDeadRunsAsync"/>; the number of runs that were marked.</summary>
    public async ValueTask<int> ReapAbandonedAsync(CancellationToken cancellationToken = default) => (await AbandonDeadRunsAsync(cancellationToken).ConfigureAwait(false)).Count;
}
