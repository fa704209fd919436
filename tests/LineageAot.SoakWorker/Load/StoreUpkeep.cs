using System.Globalization;
using LineageAot.Lineage;
using Microsoft.Extensions.Hosting;

namespace LineageAot.SoakWorker.Load;

/// <summary>The store's maintenance, as often as it can be had. The host's own is off: it knows the file, and not what is in it.</summary>
internal sealed class StoreUpkeep(SoakContext soak) : IHostedService
{
    private IAsyncDisposable? maintenance;

    /// <summary>What the worker's maintenance, and the driver after it, take away.</summary>
    public static StoreMaintenanceOptions Upkeep { get; } = new()
    {
        ReapInterval = SoakRules.Interval,
        RemovalInterval = SoakRules.Interval,
        Retention = SoakRules.Retention,
        CollectContents = true,
        KeepSentFor = SoakRules.KeepSent,
        KeepLogEntriesFor = SoakRules.KeepLog,
    };

    public Task StartAsync(CancellationToken cancellationToken)
    {
        maintenance = soak.Store.StartMaintenance(
            new MaintenanceOptions
            {
                BackupFolder = new BackupFolder { Path = soak.Folder.Backups, KeepCount = 4 },
                BackupInterval = SoakRules.Interval,
                VacuumInterval = SoakRules.Interval,
                OptimizeInterval = SoakRules.Interval,
                IntegrityCheckInterval = SoakRules.Interval,
                FirstRunDelay = TimeSpan.FromSeconds(1),
                Jobs = [new MaintenanceJob("archived", SoakRules.Interval, RemoveArchivedAsync)],
                OnStarted = static (kind, _, _) =>
                {
                    SoakContext.Tell("JOB " + kind);
                    return ValueTask.CompletedTask;
                },
                OnFinished = (record, _) =>
                {
                    Tell(record);
                    return ValueTask.CompletedTask;
                },
            },
            Upkeep);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (maintenance is { } running)
        {
            await running.DisposeAsync();
        }
    }

    private async ValueTask<string?> RemoveArchivedAsync(CancellationToken stop)
    {
        var removed = await soak.Store.Events.RemoveArchivedAsync(SoakContext.Now - SoakRules.KeepArchived, stop);
        return string.Create(CultureInfo.InvariantCulture, $"{removed} events removed");
    }

    private void Tell(MaintenanceRecord record)
    {
        SoakContext.Tell(string.Create(CultureInfo.InvariantCulture, $"DONE {record.Kind.Replace(' ', '-')} {(record.Ok ? "ok" : "failed")} {(record.FinishedAt - record.StartedAt).TotalMilliseconds:0} {record.Detail?.ReplaceLineEndings(" ")}"));
        if (!record.Ok && record.Detail != "it was stopped")
        {
            soak.Fail($"maintenance '{record.Kind}': {record.Detail}");
        }
    }
}
