namespace LineageAot.SoakWorker;

/// <summary>The files of a soak.</summary>
internal sealed record SoakFolder(string Root)
{
    public string Database => Path.Combine(Root, "store.db");

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

    /// <summary>The newest finished backup, and from when on it holds nothing for sure: the time in its name was taken before its snapshot.</summary>
    public (string Path, DateTimeOffset From)? NewestBackup()
    {
        var newest = Directory.EnumerateFiles(Backups, Path.GetFileName(Database) + ".*.bak").Order(StringComparer.Ordinal).LastOrDefault();
        if (newest is null)
        {
            return null;
        }

        var time = Path.GetFileName(newest)[(Path.GetFileName(Database).Length + 1)..^".bak".Length];
        return (newest, DateTimeOffset.ParseExact(time, "yyyyMMdd-HHmmss-fff", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal));
    }
}
