using System.Globalization;

namespace LineageAot.SoakWorker;

/// <summary>The files of a soak.</summary>
internal sealed record SoakFolder(string Root)
{
    public string Database => Path.Combine(Root, "store.db");

    /// <summary>The events, where they are in a file of their own.</summary>
    public string Events => Path.Combine(Root, "store.events.db");

    public string Backups => Path.Combine(Root, "backups");

    /// <summary>What was acknowledged.</summary>
    public string Ledger => Path.Combine(Root, "ledger.txt");

    /// <summary>Up to where a worker has found all of the ledger in the store.</summary>
    public string Verified => Path.Combine(Root, "ledger.verified");

    /// <summary>What the workers wrote to their error streams.</summary>
    public string Errors => Path.Combine(Root, "worker.err");

    public string Samples => Path.Combine(Root, "samples.csv");

    public string Chart => Path.Combine(Root, "memory.svg");

    public string Summary => Path.Combine(Root, "summary.md");

    public void Make()
    {
        Directory.CreateDirectory(Root);
        Directory.CreateDirectory(Backups);
    }

    /// <summary>The newest backup that is whole, its events' half included: the first that was made behind it.</summary>
    public SoakBackup? NewestBackup()
    {
        var halves = File.Exists(Events) ? Named(Events) : null;
        foreach (var (path, time) in Named(Database).AsEnumerable().Reverse())
        {
            if (halves is null)
            {
                return new SoakBackup(path, time, File.GetLastWriteTimeUtc(path));
            }

            if (halves.Find(half => half.Time >= time) is { Path: not null } half)
            {
                return new SoakBackup(path, time, File.GetLastWriteTimeUtc(half.Path));
            }
        }

        return null;
    }

    /// <summary>Finished backups of a file, the oldest first.</summary>
    private List<(string Path, DateTimeOffset Time)> Named(string database)
    {
        var name = Path.GetFileName(database);
        return [.. Directory.EnumerateFiles(Backups, name + ".*.bak").Order(StringComparer.Ordinal).Select(path => (path, DateTimeOffset.ParseExact(Path.GetFileName(path)[(name.Length + 1)..^".bak".Length], "yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)))];
    }
}

/// <summary>A finished backup.</summary>
/// <param name="Path">Of the store's file.</param>
/// <param name="From">From when on it holds nothing for sure: the time in its name was taken before its snapshot.</param>
/// <param name="Until">Its snapshots, the events' one too, were taken before.</param>
internal sealed record SoakBackup(string Path, DateTimeOffset From, DateTimeOffset Until);
