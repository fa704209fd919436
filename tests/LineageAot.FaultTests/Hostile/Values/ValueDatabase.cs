namespace LineageAot.FaultTests.Hostile.Values;

[Database]
public sealed partial class ValueDatabase : LineageDatabase
{
    public partial Table<Present> Present { get; }

    public partial Table<Absent> Absent { get; }

    public partial Table<Formed> Formed { get; }

    public partial Table<FormedOrAbsent> FormedOrAbsent { get; }

    /// <summary>An engine that's wrong: one value in 10,000 rows is another.</summary>
    [Command("update present set i64 = i64 - (i64 > 0) + (i64 <= 0) where id % 10000 = 77")]
    internal partial ValueTask<int> MeddleWithNumbersAsync();

    [Command("update present set text = text || char(0) where id % 10000 = 77")]
    internal partial ValueTask<int> MeddleWithTextsAsync();

    [Command("update absent set f64 = null where id % 10000 = 77 or id % 10000 = 78")]
    internal partial ValueTask<int> MeddleWithAbsenceAsync();

    [Command("update formed set utc_seconds = utc_seconds - (utc_seconds > 0) + (utc_seconds <= 0) where id % 10000 = 77")]
    internal partial ValueTask<int> MeddleWithTimesAsync();
}
