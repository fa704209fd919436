namespace LineageAot.FaultTests.Vfs.Replay;

/// <summary>How a disk treats what it was given since the last sync.</summary>
internal enum CutKind
{
    /// <summary>All of it is there: no power cut, only the process died.</summary>
    KeepsAll,

    /// <summary>Nothing of it is there.</summary>
    KeepsNone,

    /// <summary>Each write is kept, dropped or torn by itself.</summary>
    ChoosesEach,

    /// <summary>Up to a write, which is torn.</summary>
    KeepsPrefix,

    /// <summary>All but one, which is dropped or torn.</summary>
    MissesOne,

    /// <summary>Only from a write on: the last came through first.</summary>
    KeepsSuffix,
}

/// <summary>The choice for one image.</summary>
/// <param name="Kind">What is kept of a file.</param>
/// <param name="Share">How much of it where each write is chosen by itself, 0 to 1.</param>
/// <param name="FillsHoles">What a dropped write leaves behind the file's end holds old bytes of others instead of zeros.</param>
internal sealed record CutStyle(CutKind Kind, double Share, bool FillsHoles)
{
    public bool IsProcessDeath => Kind == CutKind.KeepsAll;

    public static CutStyle ProcessDeath { get; } = new(CutKind.KeepsAll, 1, FillsHoles: false);

    /// <summary>A power cut by chance.</summary>
    public static CutStyle Choose(Random random) => new((CutKind)random.Next(1, 6), random.NextDouble(), random.Next(2) == 0);
}

/// <summary>What becomes of one write.</summary>
internal enum Fate
{
    Kept,
    Dropped,
    Torn,
}

/// <summary>What becomes of each operation that waited for a sync.</summary>
internal sealed class PendingFates(CutStyle style, int count, Random random)
{
    private readonly int place = random.Next(count);

    public Fate Of(int operation) => style.Kind switch
    {
        CutKind.KeepsNone => Fate.Dropped,
        CutKind.KeepsPrefix => operation < place ? Fate.Kept : operation == place ? Fate.Torn : Fate.Dropped,
        CutKind.KeepsSuffix => operation > place ? Fate.Kept : operation == place ? Fate.Torn : Fate.Dropped,
        CutKind.MissesOne => operation != place ? Fate.Kept : random.Next(2) == 0 ? Fate.Torn : Fate.Dropped,
        _ => random.NextDouble() < style.Share ? Fate.Kept : random.Next(2) == 0 ? Fate.Torn : Fate.Dropped,
    };
}
