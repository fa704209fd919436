using LineageAot.Diagnostics;
using Microsoft.Extensions.Logging;

namespace LineageAot.Writing;

/// <summary>
/// How long the unit of work that runs now has been running: a unit that hangs holds up every other write, so health must be able to
/// tell. Written by the writer's thread, read by any.
/// </summary>
internal sealed class UnitWatch(TimeProvider clock, ILogger logger, string path)
{
    /// <summary>From here on a unit is worth a word: most take less than a millisecond.</summary>
    public static readonly TimeSpan Slow = TimeSpan.FromSeconds(5);

    private const long None = long.MinValue;

    private long startedAt = None;

    /// <summary>The running unit's age; null while none runs.</summary>
    public TimeSpan? Age => Volatile.Read(ref startedAt) is var started and not None ? clock.GetElapsedTime(started) : null;

    public void Started() => Volatile.Write(ref startedAt, clock.GetTimestamp());

    public void Ended()
    {
        var age = clock.GetElapsedTime(startedAt);
        Volatile.Write(ref startedAt, None);
        if (age >= Slow)
        {
            LogMessages.SlowUnit(logger, path, age.TotalSeconds);
        }
    }
}
