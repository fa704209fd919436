namespace LineageAot.Sqlite;

/// <summary>The arithmetic of the storage table: times as microseconds since 1970, dates as days, scaled decimals.</summary>
internal static class StorageRules
{
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
}
