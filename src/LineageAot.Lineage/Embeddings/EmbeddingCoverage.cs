namespace LineageAot.Lineage;

/// <summary>How far an embedding set is.</summary>
/// <param name="Chunks">The chunks of the workspace's ready chunk sets, those of deleted sources left out.</param>
/// <param name="Stale">Those of them that want embedding.</param>
[Row]
public sealed partial record EmbeddingCoverage(long Chunks, long Stale)
{
    /// <summary>Those of them whose vector is there.</summary>
    public long Ready => Math.Max(0, Chunks - Stale);

    /// <summary>The share whose vector is there, 0 to 1; 1 where there are no chunks.</summary>
    public double Ratio => Chunks == 0 ? 1 : (double)Ready / Chunks;
}
