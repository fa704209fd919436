using Microsoft.Extensions.Diagnostics.HealthChecks;
using Health = Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus;

namespace LineageAot.Hosting;

/// <summary>Tells a health endpoint how well a database is.</summary>
internal sealed class LineageHealthCheck<TDatabase>(HostedDatabase<TDatabase> hosted) : IHealthCheck where TDatabase : LineageDatabase, IDatabase<TDatabase>
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (hosted.OpenDatabase is not { } database)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, "The database isn't open: the host is starting, or has stopped.");
        }

        try
        {
            return ResultOf(await database.CheckHealthAsync(cancellationToken).ConfigureAwait(false), context.Registration.FailureStatus);
        }
        catch (DatabaseBusyException e)
        {
            // All readers are in use: it works, but nobody can look at it now.
            return HealthCheckResult.Degraded(e.Message, e);
        }
        catch (LineageException e)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, e.Message, e);
        }
    }

    private static HealthCheckResult ResultOf(HealthReport report, Health failureStatus)
    {
        var status = report.Status switch
        {
            LineageAot.HealthStatus.Healthy => Health.Healthy,
            LineageAot.HealthStatus.Degraded => Health.Degraded,
            _ => failureStatus,
        };
        return new HealthCheckResult(status, report.Notes.Count == 0 ? null : string.Join(" ", report.Notes), data: DataOf(report));
    }

    private static Dictionary<string, object> DataOf(HealthReport report)
    {
        var data = new Dictionary<string, object>
        {
            ["notes"] = report.Notes,
            ["schema"] = report.SchemaState.ToString(),
            ["sqlite"] = report.SqliteVersion,
            ["file_bytes"] = report.FileBytes,
            ["wal_bytes"] = report.WalBytes,
            ["queued_rows"] = report.QueuedRows,
            ["queued_bytes"] = report.QueuedBytes,
            ["active_readers"] = report.ActiveReaders,
        };
        Add(data, "free_disk_bytes", report.FreeDiskBytes);
        Add(data, "last_checkpoint_at", report.LastCheckpointAt);
        Add(data, "last_backup_at", report.LastBackupAt);
        Add(data, "last_vacuum_at", report.LastVacuumAt);
        Add(data, "last_integrity_check_at", report.LastIntegrityCheckAt);
        return data;
    }

    private static void Add<T>(Dictionary<string, object> data, string name, T? value) where T : struct
    {
        if (value is { } known)
        {
            data[name] = known;
        }
    }
}
