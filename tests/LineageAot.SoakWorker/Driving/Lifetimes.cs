namespace LineageAot.SoakWorker.Driving;

/// <summary>How a worker's life ends.</summary>
internal enum LifeEnd
{
    /// <summary>Killed at a moment of chance.</summary>
    Killed,

    /// <summary>Killed while it starts.</summary>
    KilledAtStart,

    /// <summary>Killed soon after its maintenance began a backup, if one begins in time.</summary>
    KilledInBackup,

    /// <summary>Asked to stop.</summary>
    Stopped,
}

/// <summary>One life of a worker.</summary>
/// <param name="Time">How long.</param>
/// <param name="End">How it ends.</param>
/// <param name="RestoresAfter">Whether the newest backup is restored behind it, for a look.</param>
internal readonly record struct Life(TimeSpan Time, LifeEnd End, bool RestoresAfter);

/// <summary>The lives of a soak's workers, drawn from a seed: short ones, and, in the middle of a soak of some minutes, one that takes a third of it, for the sake of the memory's trend.</summary>
internal sealed class Lifetimes(DriveOptions options)
{
    private static readonly TimeSpan LeastForLongLife = TimeSpan.FromMinutes(3);

    private static readonly (LifeEnd End, bool RestoresAfter)[] Ends =
    [
        (LifeEnd.Killed, false),
        (LifeEnd.Killed, false),
        (LifeEnd.Stopped, true),
        (LifeEnd.KilledInBackup, false),
        (LifeEnd.Killed, true),
        (LifeEnd.KilledAtStart, false),
    ];

    private readonly Random random = new(options.Seed);
    private int number;
    private bool hadLongLife;

    /// <param name="elapsed">How long the soak has been going on.</param>
    public Life Next(TimeSpan elapsed)
    {
        if (!hadLongLife && options.Time >= LeastForLongLife && elapsed >= options.Time / 3)
        {
            hadLongLife = true;
            return new Life(options.Time / 3, LifeEnd.Killed, true);
        }

        var (end, restores) = Ends[number++ % Ends.Length];
        var seconds = end switch
        {
            LifeEnd.KilledAtStart => random.NextDouble() * Math.Min(1, options.ShortestLife),
            LifeEnd.KilledInBackup => options.LongestLife, // One begins within a minute.
            _ => options.ShortestLife + (random.NextDouble() * (options.LongestLife - options.ShortestLife)),
        };
        return new Life(TimeSpan.FromSeconds(seconds), end, restores);
    }

    /// <summary>How long after a backup's beginning its worker is killed.</summary>
    public TimeSpan IntoBackup() => TimeSpan.FromMilliseconds(random.Next(400));
}
