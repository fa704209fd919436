using System.ComponentModel;

namespace LineageAot.Schema;

/// <summary>The precision that times are kept in: whole microseconds. Used by generated code before a row is stored, so that what is returned equals what is read later.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Times
{
    /// <summary>The same instant in UTC with finer ticks cut off (towards the past).</summary>
    public static DateTimeOffset Cut(DateTimeOffset value) => new(CutTicks(value.UtcTicks), TimeSpan.Zero);

    /// <inheritdoc cref="Cut(DateTimeOffset)"/>
    /// <remarks>The kind is kept: only UTC is stored, and the writer refuses the rest.</remarks>
    public static DateTime Cut(DateTime value) => new(CutTicks(value.Ticks), value.Kind);

    /// <summary>The duration with finer ticks cut off (towards minus infinity; <see cref="TimeSpan.MinValue"/> where the cut one lies below it).</summary>
    public static TimeSpan Cut(TimeSpan value)
    {
        const long LowestWhole = long.MinValue / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond;
        return value.Ticks < LowestWhole ? TimeSpan.MinValue : new TimeSpan(CutTicks(value.Ticks));
    }

    /// <summary>The time of day with finer ticks cut off.</summary>
    public static TimeOnly Cut(TimeOnly value) => new(CutTicks(value.Ticks));

    /// <summary>The same instant in UTC with fractions of a second cut off (towards the past), for times that are stored in seconds.</summary>
    public static DateTimeOffset CutToSeconds(DateTimeOffset value) => new(CutTicks(value.UtcTicks, TimeSpan.TicksPerSecond), TimeSpan.Zero);

    /// <inheritdoc cref="CutToSeconds(DateTimeOffset)"/>
    public static DateTime CutToSeconds(DateTime value) => new(CutTicks(value.Ticks, TimeSpan.TicksPerSecond), value.Kind);

    private static long CutTicks(long ticks, long unit = TimeSpan.TicksPerMicrosecond)
    {
        var rest = ticks % unit;
        return ticks - (rest < 0 ? rest + unit : rest);
    }
}
