using LineageAot.Lineage;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LineageAot.HostingWorker;

/// <summary>Writes a row, logs it, asks for the health, and ends the program.</summary>
internal sealed class Worker(LineageSchema database, HealthCheckService health, IHostApplicationLifetime lifetime, ILogger<Worker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var store = new LineageStore(database);
        var workspace = await store.GetOrAddWorkspaceAsync("worker", stoppingToken);
        logger.LogInformation("Workspace {Name} is there", workspace.Name);
        var report = await health.CheckHealthAsync(stoppingToken);
        logger.LogInformation("Health is {Status}", report.Status);
        lifetime.StopApplication();
    }
}
