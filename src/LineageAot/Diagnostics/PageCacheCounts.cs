namespace LineageAot.Diagnostics;

/// <summary>How often the writer's cache had a page, and how often it had not. Counted by the writer, taken by whoever observes.</summary>
internal sealed class PageCacheCounts
{
    private readonly Lock gate = new();
    private long hits, misses;
    private double? last;

    public void Add(int addedHits, int addedMisses)
    {
        lock (gate)
        {
            hits += addedHits;
            misses += addedMisses;
        }
    }

    /// <summary>The share of hits since it was asked for last; the one of then where no page was asked for meanwhile, null where none ever was.</summary>
    public double? TakeRatio()
    {
        lock (gate)
        {
            if (hits + misses > 0)
            {
                last = (double)hits / (hits + misses);
                hits = misses = 0;
            }

            return last;
        }
    }
}
