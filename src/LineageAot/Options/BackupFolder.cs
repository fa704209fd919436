namespace LineageAot;

/// <summary>
/// A folder for backups, and how many of them stay there. They are called <c>&lt;database's file name&gt;.&lt;UTC time: yyyyMMdd-HHmmss-fff&gt;.bak</c>, so that names in order are times in order.
/// Only files of such a name are ever deleted, and what a killed process left of one (<c>.partial</c>) once nobody has written it for a day: two databases of one file name need two folders.
/// </summary>
public sealed record BackupFolder
{
    /// <summary>The folder; it must exist. A disk of its own is best: on the database's disk both are lost together.</summary>
    public required string Path { get; init; }

    /// <summary>Backups that stay, the newest ones: 1 to 100,000; 24.</summary>
    public int KeepCount { get; init; } = 24;

    /// <summary>Age at which a backup is deleted although fewer than <see cref="KeepCount"/> are there: 1 minute or more. The newest one stays whatever its age. Null (the default): age doesn't count.</summary>
    public TimeSpan? KeepFor { get; init; }
}
