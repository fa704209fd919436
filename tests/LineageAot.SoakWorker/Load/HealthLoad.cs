using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LineageAot.SoakWorker.Load;

/// <summary>Asks for the health every few seconds, as an orchestrator would.</summary>
internal sealed class HealthLoad(SoakContext soak, HealthCheckService health) : LoadService(soak)
{
    protected override async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            var report = await health.CheckHealthAsync(stop);
            var notes = string.Join(" ", report.Entries.Select(static entry => entry.Value.Description)).ReplaceLineEndings(" ");
            if (report.Status == Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Unhealthy && !stop.IsCancellationRequested)
            {
                Soak.Fail("unhealthy: " + notes);
            }

            SoakContext.Tell($"HEALTH {report.Status} {notes}");
            await Task.Delay(TimeSpan.FromSeconds(3), stop);
        }
    }
}
