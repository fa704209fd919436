namespace LineageAot.Operations;

/// <summary>When a database was last backed up, vacuumed and checked, for its health. Safe to use from many threads.</summary>
internal sealed class UpkeepTimes
{
    private readonly Lock gate = new();
    private DateTimeOffset? backupAt, vacuumAt;
    private (DateTimeOffset At, IntegrityReport Report)? check;
    private (DateTimeOffset Since, TimeSpan Interval)? backups;

    public DateTimeOffset? BackupAt => Read(ref backupAt);

    public DateTimeOffset? VacuumAt => Read(ref vacuumAt);

    public (DateTimeOffset At, IntegrityReport Report)? Check => Read(ref check);

    /// <summary>Since when backups are to be made, and how often; null: nobody said so.</summary>
    public (DateTimeOffset Since, TimeSpan Interval)? Backups
    {
        get => Read(ref backups);
        set => Write(ref backups, value);
    }

    public void BackedUp(DateTimeOffset at) => Write(ref backupAt, at);

    /// <summary>There is one that was made before the file was opened.</summary>
    public void FoundBackup(DateTimeOffset at)
    {
        lock (gate)
        {
            backupAt ??= at;
        }
    }

    public void Vacuumed(DateTimeOffset at) => Write(ref vacuumAt, at);

    public void Checked(DateTimeOffset at, IntegrityReport report) => Write(ref check, (at, report));

    private T Read<T>(ref T field)
    {
        lock (gate)
        {
            return field;
        }
    }

    private void Write<T>(ref T field, T value)
    {
        lock (gate)
        {
            field = value;
        }
    }
}
