using System.Globalization;

namespace LineageAot.Hosting;

/// <summary>Reads the texts of a configuration. Each says what it expects when it can't.</summary>
internal static class SettingText
{
    public static bool ToBoolean(string text) => bool.TryParse(text, out var value) ? value : throw new FormatException("true or false");

    public static int ToInt32(string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : throw new FormatException("a whole number");

    public static long ToInt64(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : throw new FormatException("a whole number");

    public static double ToDouble(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : throw new FormatException("a number");

    /// <summary>A number alone would be days, which nobody means: a colon is asked for.</summary>
    public static TimeSpan ToTimeSpan(string text) => text.Contains(':') && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value)
        ? value
        : throw new FormatException("a time as hours:minutes:seconds (00:00:05) or days.hours:minutes:seconds (7.00:00:00)");

    public static TimeSpan ToTimeSpanOrInfinite(string text) => Is(text, "infinite") ? Timeout.InfiniteTimeSpan : ToTimeSpan(text);

    public static TimeSpan? ToTimeSpanOrNever(string text) => Is(text, "never") ? null : ToTimeSpan(text);

    // Names only: a number would pass whatever it is.
    public static T ToEnum<T>(string text) where T : struct, Enum
        => Enum.GetNames<T>().Any(name => Is(text, name)) ? Enum.Parse<T>(text.Trim(), ignoreCase: true) : throw new FormatException($"one of {string.Join(", ", Enum.GetNames<T>())}");

    private static bool Is(string text, string word) => text.AsSpan().Trim().Equals(word, StringComparison.OrdinalIgnoreCase);
}
