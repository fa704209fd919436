using LineageAot.Lineage;

namespace LineageAot.LineageAgent.Checks;

/// <summary>Looks at a store when nobody works on it.</summary>
internal static class Report
{
    /// <summary>Prints what is wrong, and writes what the store holds into a file; 0 where nothing is wrong.</summary>
    public static async Task<int> WriteAsync(string path, string? dump)
    {
        await using var store = await LineageStore.OpenAsync(path);
        var findings = await Invariants.FindAsync(store);
        foreach (var finding in findings)
        {
            Console.WriteLine("broken: " + finding);
        }

        if (dump is not null)
        {
            await File.WriteAllLinesAsync(dump, Contents.Read(store).Concat(Contents.ReadExport(path)));
        }

        return findings.Count == 0 ? 0 : 1;
    }
}
