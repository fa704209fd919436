namespace LineageAot.FaultTests.Vfs.Work;

/// <summary>What programs do, in small: some hundred pages, a few checkpoints.</summary>
internal static class WorkloadKinds
{
    /// <summary>One write after another.</summary>
    public static async Task SinglesAsync(Workload work)
    {
        for (var i = 0; i < 120; i++)
        {
            await work.InsertAsync();
        }
    }
}
