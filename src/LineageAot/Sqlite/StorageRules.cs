using System.Diagnostics.CodeAnalysis;

namespace LineageAot.Sqlite;

/// <summary>The arithmetic of the storage table: times as microseconds since 1970, dates as days, scaled decimals.</summary>
internal static class StorageRules
{
    /// <summary>Fixed width, so that text order is time order; the same digits that SQLite's own date functions read.</summary>
    public const string IsoText = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public const int IsoTextLength = 27;

    public static readonly int UnixEpochDay = new DateOnly(1970, 1, 1).DayNumber;

    public static long UnixMicroseconds(long utcTicks)
    {
        // Floor division: instants before 1970 are cut towards the past like those after it.
        return Math.DivRem(utcTicks, TimeSpan.TicksPerMicrosecond).Quotient - DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerMicrosecond;
    }

    public static long TicksOfUnixMicroseconds(long microseconds) => checked(microseconds * TimeSpan.TicksPerMicrosecond + DateTime.UnixEpoch.Ticks);

    public static long Microseconds(TimeSpan value)
    {
        var (quotient, rest) = Math.DivRem(value.Ticks, TimeSpan.TicksPerMicrosecond);
        return rest < 0 ? quotient - 1 : quotient;
    }

    public static decimal PowerOfTen(int scale)
    {
        var factor = 1m;
        for (var i = 0; i < scale; i++)
        {
            factor *= 10;
        }

        return factor;
    }

    /// <summary>A decimal as an integer of so many places; false, with the reason, where digits would be lost.</summary>
    public static bool TryScale(decimal value, int scale, out long scaled, [NotNullWhen(false)] out string? problem)
    {
        scaled = 0;
        var factor = PowerOfTen(scale);
        if (value > long.MaxValue / factor || value < long.MinValue / factor)
        {
            problem = $"the decimal doesn't fit a 64-bit integer with {scale} decimal places. Choose a smaller scale, or text storage";
            return false;
        }

        var product = value * factor;
        if (product != decimal.Truncate(product))
        {
            problem = $"the decimal has more than {scale} decimal places. Round it, or choose a larger scale";
            return false;
        }

        scaled = (long)product;
        problem = null;
        return true;
    }
}
