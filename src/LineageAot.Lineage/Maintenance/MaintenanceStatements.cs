namespace LineageAot.Lineage;

/// <summary>The SQL about upkeep.</summary>
internal static partial class MaintenanceStatements
{
    [Command("update maintenance_log set finished_at = @finished, ok = @ok, detail = @detail, updated_at = @at where id = @id and started_at = @started and finished_at is null")]
    public static partial int FinishMaintenance(this WriteScope unit, long id, DateTimeOffset started, DateTimeOffset finished, bool ok, string? detail, DateTimeOffset at);

    [Query("select started_at from maintenance_log where kind = @kind and ok = 1 order by started_at desc limit 1")]
    public static partial ValueTask<DateTimeOffset?> FindLastMaintenanceAsync(this ReadSource source, string kind, CancellationToken cancellationToken = default);

    [Query("select * from maintenance_log where kind = @kind order by started_at desc, id desc limit 1")]
    public static partial MaintenanceEntry? FindNewestMaintenance(this WriteScope unit, string kind);

    [Query("select * from maintenance_log order by id desc")]
    public static partial ValueTask<Page<MaintenanceEntry>> ListMaintenanceAsync(this ReadSource source, int size, Cursor? after, CancellationToken cancellationToken = default);

    [Query("select * from maintenance_log where kind = @kind order by started_at desc, id desc")]
    public static partial ValueTask<Page<MaintenanceEntry>> ListMaintenanceOfKindAsync(this ReadSource source, string kind, int size, Cursor? after, CancellationToken cancellationToken = default);

    [Query("select count(*) from maintenance_log")]
    public static partial ValueTask<long> CountMaintenanceAsync(this ReadSource source, CancellationToken cancellationToken = default);

    [Query("select count(*) from maintenance_log where kind = @kind")]
    public static partial ValueTask<long> CountMaintenanceOfKindAsync(this ReadSource source, string kind, CancellationToken cancellationToken = default);

    [Command("delete from log_entries where id in (select id from log_entries where at < @before order by at limit @max)")]
    public static partial int DeleteLogEntries(this WriteScope unit, DateTimeOffset before, int max);

    // By their keys, which grow with time: rows are few, and an index for this alone would cost each of them.
    [Command("delete from maintenance_log where id in (select id from maintenance_log where started_at < @before order by id limit @max)", AllowScan = true)]
    public static partial int DeleteMaintenance(this WriteScope unit, DateTimeOffset before, int max);
}
