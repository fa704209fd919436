using System.Globalization;

namespace LineageAot.Operations;

/// <summary>What backups in a folder are called: <c>&lt;database's file name&gt;.&lt;UTC time&gt;.bak</c>.</summary>
internal static class BackupName
{
    private const string TimeFormat = "yyyyMMdd-HHmmss-fff", Extension = ".bak", PartialExtension = ".partial";

    public static string Of(string databaseName, DateTimeOffset time) => $"{databaseName}.{Time(time)}{Extension}";

    /// <summary>A time as it stands in names: in UTC, to the millisecond.</summary>
    public static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString(TimeFormat, CultureInfo.InvariantCulture);

    /// <summary>What a copy is called until it's whole: no other one ever has the name.</summary>
    public static string Partial(string path) => $"{path}.{Guid.NewGuid():N}{PartialExtension}";

    /// <summary>Whether a name is that of a backup which isn't whole, or of a side file of SQLite's beside it.</summary>
    public static bool IsPartial(string name, string databaseName)
    {
        var end = name.LastIndexOf(PartialExtension, StringComparison.Ordinal);
        var number = end - 32;
        return number > 0 && name[(end + PartialExtension.Length)..] is "" or "-journal" or "-wal" or "-shm"
            && name[number - 1] == '.' && Guid.TryParseExact(name.AsSpan(number, 32), "N", out _) && TimeIn(name[..(number - 1)], databaseName) is not null;
    }

    /// <summary>The time in a name of exactly this pattern; null for every other name.</summary>
    public static DateTimeOffset? TimeIn(string name, string databaseName)
    {
        var length = databaseName.Length + 1 + TimeFormat.Length + Extension.Length;
        return name.Length == length && name.StartsWith(databaseName + '.', StringComparison.Ordinal) && name.EndsWith(Extension, StringComparison.Ordinal)
            && DateTimeOffset.TryParseExact(name.AsSpan(databaseName.Length + 1, TimeFormat.Length), TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time : null;
    }
}
