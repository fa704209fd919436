using Shouldly;

namespace LineageAot.Generators.Tests.Support;

/// <summary>Compares emitted files with those kept in Snapshots. LINEAGEAOT_UPDATE_SNAPSHOTS=1 takes the emitted ones over, for review.</summary>
internal static class Snapshot
{
    private static readonly bool Updates = Environment.GetEnvironmentVariable("LINEAGEAOT_UPDATE_SNAPSHOTS") == "1";

    public static void ShouldMatch(string sample, IReadOnlyDictionary<string, string> files)
    {
        var folder = Path.Combine(Repository.Tests, "Snapshots", sample);
        if (Updates)
        {
            Update(folder, files);
            return;
        }

        string[] kept = Directory.Exists(folder) ? [.. Directory.GetFiles(folder).Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal)] : [];
        kept.ShouldBe(files.Keys.Select(FileName).Order(StringComparer.Ordinal).ToArray(), customMessage: $"other files than in {folder}");
        foreach (var (name, text) in files)
        {
            var expected = File.ReadAllText(Path.Combine(folder, FileName(name))).ReplaceLineEndings("\n");
            text.ShouldBe(expected, customMessage: $"{name} differs from its snapshot");
        }
    }

    private static void Update(string folder, IReadOnlyDictionary<string, string> files)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        foreach (var (name, text) in files)
        {
            File.WriteAllText(Path.Combine(folder, FileName(name)), text);
        }
    }

    // Not compiled by the test project, and not taken for source by tools that look at *.cs.
    private static string FileName(string hintName) => hintName + ".txt";
}
