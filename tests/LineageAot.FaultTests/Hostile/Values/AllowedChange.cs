using System.Collections.Immutable;

namespace LineageAot.FaultTests.Hostile.Values;

/// <summary>
/// The one place that says what a value may come back as other than itself, and what must be refused: docs/aot.md, "How a value is stored". Whatever isn't named here comes back bit by bit.
/// </summary>
internal static class AllowedChange
{
    /// <summary>What must be read where this was written.</summary>
    public static object? Of(ColumnValue written) => written.Value switch
    {
        // SQLite keeps a REAL that is a whole number as an integer, which has no minus zero.
        double number => number == 0 ? 0.0 : number,
        float number => number == 0 ? 0f : number,

        // The offset isn't kept, and times are cut towards the past.
        DateTimeOffset time => new DateTimeOffset(Cut(time.UtcTicks, written.Form), TimeSpan.Zero),
        DateTime time => new DateTime(Cut(time.Ticks, written.Form), DateTimeKind.Utc),
        TimeOnly time => new TimeOnly(Cut(time.Ticks, Form.Usual)),

        // Cut towards minus infinity, where there is something below.
        TimeSpan span => span.Ticks < long.MinValue + 8 ? TimeSpan.MinValue : Cut(span),

        // Equal as a number, whatever zeros it ended with.
        decimal number when written.Form == Form.Scaled => number / 1.0000000000000000000000000000m,

        // An array that isn't there is null.
        ImmutableArray<byte> { IsDefault: true } or ImmutableArray<long> { IsDefault: true } => null,
        var same => same,
    };

    /// <summary>The value can't be stored, and must be refused.</summary>
    public static bool IsRefused(ColumnValue written) => written.Value switch
    {
        ulong number => number > long.MaxValue,
        double number => double.IsNaN(number),
        float number => float.IsNaN(number),
        decimal number when written.Form == Form.Scaled => decimal.Round(number, 4) != number || number is > long.MaxValue / 10_000m or < long.MinValue / 10_000m,
        string text => Draws.HasLoneSurrogate(text),
        char letter => char.IsSurrogate(letter),
        Label label => Draws.HasLoneSurrogate(label.Text),
        DateTime time => time.Kind != DateTimeKind.Utc,
        Color color => !Enum.IsDefined(color),
        Tint tint => !Enum.IsDefined(tint.Color),
        Edge edge => !Enum.IsDefined(edge),
        Rights rights => (rights & ~(Rights.Read | Rights.Write | Rights.All)) != 0,
        float[] vector => vector.Any(float.IsNaN),
        ReadOnlyMemory<float> vector => vector.ToArray().Any(float.IsNaN),

        // JSON has neither of these, and a text in it is a text.
        double[] numbers => numbers.Any(static number => !double.IsFinite(number)),
        string[] texts => texts.Any(Draws.HasLoneSurrogate),
        Point point => !double.IsFinite(point.X) || !double.IsFinite(point.Y),
        Settings settings => Draws.HasLoneSurrogate(settings.Name) || (settings.Entries ?? []).Any(static entry => Draws.HasLoneSurrogate(entry.Key) || Draws.HasLoneSurrogate(entry.Value ?? "")),
        _ => false,
    };

    private static long Cut(long ticks, Form form) => ticks - ticks % (form == Form.Seconds ? TimeSpan.TicksPerSecond : TimeSpan.TicksPerMicrosecond);

    private static TimeSpan Cut(TimeSpan span)
    {
        var rest = span.Ticks % TimeSpan.TicksPerMicrosecond;
        return new TimeSpan(span.Ticks - (rest < 0 ? rest + TimeSpan.TicksPerMicrosecond : rest));
    }
}
