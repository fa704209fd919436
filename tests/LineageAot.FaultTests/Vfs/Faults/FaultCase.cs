using LineageAot.FaultTests.Vfs.Replay;

namespace LineageAot.FaultTests.Vfs.Faults;

/// <summary>Something that is done to files, and what must be so afterwards, whatever happened meanwhile.</summary>
internal abstract class FaultCase
{
    /// <summary>Makes the files as they are before, and closes them.</summary>
    public abstract Task PrepareAsync(string path);

    /// <summary>Opens the files, does it, and closes them. Starts the plan where its calls are to be counted from, and heals where all is to go through again.</summary>
    public abstract Task<FaultedWork> WorkAsync(Watch watch, FaultPlan? plan);
}

/// <summary>How it ended.</summary>
/// <param name="Error">What the caller was told; null: that it's done.</param>
/// <param name="CheckAsync">Says what is wrong with the files at a path: those that are there, or those that a cut left.</param>
internal sealed record FaultedWork(LineageException? Error, Func<string, Image?, Task<IReadOnlyList<string>>> CheckAsync);
