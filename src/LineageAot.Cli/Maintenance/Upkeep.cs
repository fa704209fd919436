using LineageAot.Cli.Rendering;
using LineageAot.Lineage;

namespace LineageAot.Cli.Maintenance;

/// <summary>Does pieces of upkeep one after another, each with a row in the store, and tells what came of them.</summary>
internal sealed class Upkeep(LineageStore store, TimeProvider time, CommandOutput output)
{
    /// <summary>What hasn't been done for its interval. What was done in the future was written before the clock was set back.</summary>
    public async ValueTask<IReadOnlyList<UpkeepStep>> FindDueAsync(CancellationToken cancellationToken)
    {
        var due = new List<UpkeepStep>();
        foreach (var step in UpkeepStep.All)
        {
            if (step.Interval is not { } interval)
            {
                continue;
            }

            var since = time.GetUtcNow() - await store.FindLastMaintenanceAsync(step.Kind, cancellationToken);
            if (since is not { } age || age < TimeSpan.Zero || age >= interval)
            {
                due.Add(step);
            }
        }

        return due;
    }

    /// <summary>One that fails keeps the others from nothing.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(IEnumerable<UpkeepStep> steps, CancellationToken cancellationToken)
    {
        var failed = false;
        foreach (var step in steps)
        {
            output.Progress($"{step.Kind} …");
            var startedAt = time.GetTimestamp();
            string? detail = null;
            var ok = true;
            try
            {
                await store.RunMaintenanceAsync(step.Kind, async token => detail = await step.RunAsync(store, output.Progress, token), cancellationToken);
            }
            catch (LineageException error)
            {
                ok = false;
                detail = error.Message;
            }

            failed |= !ok;
            Tell(step, ok, detail, time.GetElapsedTime(startedAt));
        }

        return failed ? ExitCodes.Failed : ExitCodes.Done;
    }

    private void Tell(UpkeepStep step, bool ok, string? detail, TimeSpan took)
    {
        if (output.IsJson)
        {
            output.WriteJson(new MaintainedReport("maintained", step.Kind, ok, detail, Math.Round(took.TotalSeconds, 3)), UpkeepJson.Default.MaintainedReport);
            return;
        }

        output.Results.WriteLine($"{step.Kind}: {(ok ? "ok" : "failed")}, {Sizes.Duration(took)}{(detail is null ? "" : $": {CellText.Line(detail)}")}");
    }
}
