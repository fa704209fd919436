using System.Diagnostics;
using LineageAot.SoakWorker.Checks;
using LineageAot.SoakWorker.Measuring;

namespace LineageAot.SoakWorker.Driving;

/// <summary>Lets workers live and die until the time is over, and then looks whether all that was acknowledged is there.</summary>
internal sealed class SoakDriver(DriveOptions options)
{
    private static readonly TimeSpan StopPatience = SoakRules.Shutdown + TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ToolPatience = TimeSpan.FromMinutes(10);

    private readonly SoakRecord record = new(options.Folder);
    private readonly Lifetimes lifetimes = new(options);
    private SoakFolder Folder => options.Folder;

    /// <returns>The program's exit code.</returns>
    public async Task<int> RunAsync()
    {
        Folder.Make();
        if (File.Exists(Folder.Ledger))
        {
            Console.Error.WriteLine($"'{Folder.Root}' holds a soak already. Take an empty folder.");
            return 2;
        }

        while (record.Elapsed < options.Time && record.Failures.Count == 0)
        {
            await LiveAsync(lifetimes.Next(record.Elapsed));
        }

        var soaked = record.Elapsed;
        record.Say("the last look");
        var reckoning = new FinalReckoning(Folder);
        await reckoning.RunAsync();
        foreach (var sentence in reckoning.Wrong)
        {
            record.Fail(sentence);
        }

        await RunToolAsync();
        var trend = MemoryTrend.Of(record.Samples);
        if (trend is { IsJudged: true, IsFlat: false })
        {
            record.Fail(FormattableString.Invariant($"memory isn't flat: {trend.Slope:0.0} MiB an hour"));
        }

        var summary = new SoakSummary(options, record, reckoning, trend, soaked);
        File.WriteAllText(Folder.Chart, summary.Chart().ToSvg());
        File.WriteAllText(Folder.Summary, summary.Text());
        Console.WriteLine(summary.Text());
        return record.Failures.Count == 0 ? 0 : 1;
    }

    private async Task LiveAsync(Life life)
    {
        var left = options.Time - record.Elapsed;
        var isLast = life.Time >= left;
        record.BeginLife();
        var (ready, backupBegan, backupMade) = (NewSignal(), NewSignal(), NewSignal());
        using var worker = new WorkerProcess(options, line =>
        {
            record.Hear(line);
            if (line == "JOB " + MaintenanceKinds.Backup)
            {
                backupBegan.TrySetResult();
            }
            else if (line.StartsWith($"DONE {MaintenanceKinds.Backup} ok", StringComparison.Ordinal))
            {
                backupMade.TrySetResult();
            }
            else if (line.StartsWith("READY ", StringComparison.Ordinal))
            {
                ready.TrySetResult();
            }
        });

        var time = isLast ? left : life.Time;
        if (await WaitAsync(worker, time, life, backupBegan.Task))
        {
            record.Fail($"the worker ended by itself with {worker.ExitCode}");
            record.EndLife();
            return;
        }

        var end = isLast ? LifeEnd.Stopped : life.End;
        if (end == LifeEnd.Stopped)
        {
            // Until its host is there the signal would simply end it; and without a backup there is nothing to restore.
            var isNeeded = life.RestoresAfter && Folder.NewestBackup() is null;
            await Task.WhenAny(isNeeded ? backupMade.Task : ready.Task, worker.WaitAsync(StartPatience));
        }

        await EndAsync(worker, end, backupBegan.Task.IsCompleted);
        record.EndLife();
        if (life.RestoresAfter && record.Failures.Count == 0 && await new RestoreRound(Folder, record).RunAsync())
        {
            record.Restores++;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <returns>Whether the worker ended by itself.</returns>
    private async Task<bool> WaitAsync(WorkerProcess worker, TimeSpan time, Life life, Task backupBegan)
    {
        if (life.End != LifeEnd.KilledInBackup)
        {
            return await worker.WaitAsync(time);
        }

        var ending = worker.WaitAsync(time);
        if (await Task.WhenAny(ending, backupBegan) == ending)
        {
            return await ending;
        }

        await Task.Delay(lifetimes.IntoBackup());
        return worker.HasExited;
    }

    private async Task EndAsync(WorkerProcess worker, LifeEnd end, bool backupBegan)
    {
        if (end != LifeEnd.Stopped)
        {
            await worker.KillAsync();
            record.Kills++;
            record.KillsInBackup += end == LifeEnd.KilledInBackup && backupBegan ? 1 : 0;
            record.Say($"killed ({end})");
            return;
        }

        var asked = TimeProvider.System.GetTimestamp();
        worker.AskToStop();
        if (!await worker.WaitAsync(StopPatience))
        {
            record.Fail($"the worker didn't stop within {StopPatience.TotalSeconds} s");
            await worker.KillAsync();
            return;
        }

        var took = TimeProvider.System.GetElapsedTime(asked);
        record.Stops++;
        record.LongestStop = took > record.LongestStop ? took : record.LongestStop;
        record.Say(FormattableString.Invariant($"stopped in {took.TotalSeconds:0.0} s"));
        if (worker.ExitCode != 0)
        {
            record.Fail($"the worker stopped with {worker.ExitCode}");
        }
    }

    private async Task RunToolAsync()
    {
        if (options.Tool is not { } tool)
        {
            return;
        }

        string[] check = ["check", "--db", Folder.Database];
        var isDll = Path.GetExtension(tool) == ".dll";
        var start = new ProcessStartInfo(isDll ? "dotnet" : tool, isDll ? [tool, .. check] : check) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        using var patience = new CancellationTokenSource(ToolPatience);
        await process.WaitForExitAsync(patience.Token);
        record.Say("lineage check: " + (await output).Trim().ReplaceLineEndings("; "));
        if (process.ExitCode != 0)
        {
            record.Fail($"lineage check ended with {process.ExitCode}");
        }
    }
}
