using LineageAot.Lineage;
using LineageAot.LineageAgent.Operations;

namespace LineageAot.LineageAgent.Checks;

/// <summary>Looks at a store when nobody works on it.</summary>
internal static class Report
{
    /// <summary>Prints what is wrong, and writes what the store holds into a file; 0 where nothing is wrong.</summary>
    public static async Task<int> WriteAsync(string path, string? dump)
    {
        await using var store = await LineageStore.OpenAsync(path);
        var findings = await Invariants.FindAsync(store);
        findings = [.. findings, .. await FindInBackupsAsync(path)];
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

    // A file with a backup's name is a whole one.
    private static async Task<IReadOnlyList<string>> FindInBackupsAsync(string path)
    {
        var findings = new List<string>();
        foreach (var backup in Directory.Exists(UpkeepOperations.FolderOf(path)) ? Directory.GetFiles(UpkeepOperations.FolderOf(path), "*.bak").Where(static file => !Path.GetFileName(file).Contains(".events.", StringComparison.Ordinal)) : [])
        {
            try
            {
                await LineageStore.RestoreAsync(backup, path + ".nowhere", new RestoreOptions { DryRun = true });
            }
            catch (RestoreException apart) when (apart.Message.Contains("--events-backup", StringComparison.Ordinal))
            {
                // The kill came between the two halves.
            }
            catch (LineageException error)
            {
                findings.Add($"a backup: {error.Message}");
            }
        }

        return findings;
    }
}
