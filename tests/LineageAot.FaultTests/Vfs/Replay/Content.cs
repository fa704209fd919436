using LineageAot.FaultTests.Vfs.Work;

namespace LineageAot.FaultTests.Vfs.Replay;

/// <summary>What somebody finds who opens the database as any user does.</summary>
/// <param name="Entries">In the order of their ids.</param>
/// <param name="Units">Their rows, by request.</param>
/// <param name="Gauge">How many units there are, as the gauge has it.</param>
/// <param name="Damage">Why the file can't be opened, or what the integrity check found.</param>
internal sealed record Content(IReadOnlyList<Entry> Entries, IReadOnlyDictionary<int, int> Units, int Gauge, IReadOnlyList<string> Damage)
{
    public static async Task<Content> ReadAsync(DatabaseOptions options)
    {
        try
        {
            await using var db = await WorkDatabase.OpenAsync(options);
            var report = await db.CheckIntegrityAsync();
            return new Content([.. db.Entries.All()], db.Units.All().ToDictionary(static unit => unit.Request, static unit => unit.Rows), db.Gauges.Find(1)?.Units ?? 0, report.Findings);
        }
        catch (LineageException e)
        {
            return new Content([], new Dictionary<int, int>(), 0, [$"{e.GetType().Name}: {e.Message}"]);
        }
    }
}
