namespace LineageAot.FaultTests.RandomRounds;

/// <summary>What this process has open, where the system tells it.</summary>
internal static class Handles
{
    private const string Folder = "/proc/self/fd";

    /// <summary>Open files that are a database's or whose names begin like it.</summary>
    public static IReadOnlyList<string> Of(string path) => Directory.Exists(Folder)
        ? [.. Directory.GetFiles(Folder).Select(TargetOf).OfType<string>().Where(target => target.StartsWith(path, StringComparison.Ordinal)).Order()]
        : [];

    private static string? TargetOf(string handle)
    {
        try
        {
            return new FileInfo(handle).LinkTarget;
        }
        catch (IOException)
        {
            // Closed since it was listed.
            return null;
        }
    }
}
