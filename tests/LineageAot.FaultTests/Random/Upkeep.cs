namespace LineageAot.FaultTests.RandomRounds;

/// <summary>Checkpoints, vacuums, checks, asks for health, and pauses where the round has pauses.</summary>
internal sealed class Upkeep(Arena arena, int number)
{
    private readonly System.Random random = new(unchecked((arena.Plan.Seed * 15485863) + number));

    public async Task RunAsync()
    {
        while (!arena.IsOver)
        {
            var kind = random.Next(arena.Plan.HasPauses ? 14 : 13);
            try
            {
                await StepAsync(kind);
            }
            catch (Exception e)
            {
                arena.Failed($"upkeep {kind}", e);
            }

            await Task.Yield();
        }
    }

    private async Task StepAsync(int kind)
    {
        switch (kind)
        {
            case < 4:
                await arena.Database.CheckpointAsync(CheckpointMode.Truncate);
                break;
            case < 7:
                await arena.Database.CheckpointAsync(CheckpointMode.Passive);
                break;
            case < 9:
                await arena.Database.IncrementalVacuumAsync(new IncrementalVacuumOptions { PagesPerSlice = 2, MaxPages = 4 });
                break;
            case 9:
                await arena.Database.OptimizeAsync();
                break;
            case 10:
                await arena.Database.CheckHealthAsync();
                break;
            case 11:
                Sound(await arena.Database.CheckIntegrityAsync(isQuick: true));
                break;
            case 12:
                await using (arena.Database.StartMaintenance())
                {
                    await Task.Yield();
                }

                break;
            default:
                await PauseAsync();
                break;
        }
    }

    private async Task PauseAsync()
    {
        arena.HasPaused = true;
        await arena.Database.PauseAsync();
        while (!arena.IsDisposing)
        {
            try
            {
                await arena.Database.ResumeAsync();
                return;
            }
            catch (ConfigurationException)
            {
                // A guest opened it for writing meanwhile, and closes it soon.
                await Task.Yield();
            }
        }
    }

    private void Sound(IntegrityReport report)
    {
        if (!report.IsSound)
        {
            arena.Violation($"the file isn't sound: {report.Findings[0]}");
        }
    }
}
