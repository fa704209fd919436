using LineageAot.Lineage;

namespace LineageAot.SoakWorker.Checks;

/// <summary>What <c>lineage check</c> does: the schema, the file and its foreign keys, the chain of events, the health.</summary>
internal static class StoreCheck
{
    /// <summary>A table, or all events, are looked at in one read.</summary>
    private static readonly TimeSpan LongestRead = TimeSpan.FromHours(1);

    /// <returns>What is wrong, a sentence each.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(string path)
    {
        await using var store = await LineageStore.OpenAsync(new DatabaseOptions { Path = path, Access = DatabaseAccess.ReadOnly, MaxReadAge = LongestRead });
        var health = await store.CheckHealthAsync();
        List<string> findings = [.. await store.VerifyEventsAsync(), .. health.Status == HealthStatus.Unhealthy ? health.Notes : []];
        foreach (var database in store.IsSplit ? [store.Database, store.EventsDatabase] : new[] { store.Database })
        {
            var report = await database.CheckIntegrityAsync(new IntegrityCheckOptions());
            findings.AddRange([.. report.Findings, .. report.Unchecked.Select(static table => "unchecked: " + table)]);
        }

        return findings;
    }
}
