namespace LineageAot.FaultTests.Vfs.Work;

/// <summary>What programs do, in small: some hundred pages, a few checkpoints.</summary>
internal static class WorkloadKinds
{
    private const int Producers = 6;

    /// <summary>One write after another.</summary>
    public static async Task SinglesAsync(Workload work)
    {
        for (var i = 0; i < 120; i++)
        {
            await work.InsertAsync();
        }
    }

    /// <summary>Writes that share transactions: each producer waits for its own only.</summary>
    public static Task ProducersAsync(Workload work) => Task.WhenAll(Enumerable.Range(0, Producers).Select(producer => Task.Run(async () =>
    {
        for (var i = 0; i < 25; i++)
        {
            await (i % 5 == producer % 5 ? work.UnitAsync(3) : work.InsertAsync());
        }
    })));

    /// <summary>Units over three tables.</summary>
    public static async Task UnitsAsync(Workload work)
    {
        for (var i = 0; i < 40; i++)
        {
            await work.UnitAsync(rows: 1 + i % 7);
        }
    }

    /// <summary>Bulk writes in segments, with single writes between the segments.</summary>
    public static async Task BulkAsync(Workload work)
    {
        for (var i = 0; i < 3; i++)
        {
            var bulk = work.BulkAsync(250);
            for (var single = 0; single < 8; single++)
            {
                await work.InsertAsync();
            }

            await bulk;
        }
    }

    /// <summary>Everything, and checkpoints of both kinds in between.</summary>
    public static async Task CheckpointsAsync(Workload work)
    {
        for (var i = 0; i < 12; i++)
        {
            await work.InsertAsync();
            await work.UnitAsync(4);
            await work.CheckpointAsync(i % 3 == 0 ? CheckpointMode.Truncate : CheckpointMode.Passive);
            await work.InsertAsync();
            if (i % 4 == 0)
            {
                await work.BulkAsync(80);
            }
        }
    }

    /// <summary>Writes at Normal, of which some ask for the disk.</summary>
    public static async Task SomeFullAsync(Workload work)
    {
        for (var i = 0; i < 60; i++)
        {
            await work.InsertAsync(isFull: i % 5 == 4);
            if (i % 10 == 7)
            {
                await work.UnitAsync(3, isFull: i % 20 == 7);
            }

            if (i % 25 == 24)
            {
                await work.BulkAsync(70, isFull: true);
            }
        }
    }

    /// <summary>A little of everything, for sweeps that run it once for each call.</summary>
    public static async Task SweepAsync(Workload work)
    {
        await work.InsertAsync();
        await work.UnitAsync(3);
        await work.InsertAsync(isFull: true);
        await work.DuplicateAsync();
        await work.BulkAsync(70);
        await work.CheckpointAsync(CheckpointMode.Passive);
        await Task.WhenAll(work.InsertAsync(), work.UnitAsync(2), work.DuplicateAsync(), work.InsertAsync(isFull: true), work.InsertAsync());
        await work.CheckpointAsync();
        await work.UnitAsync(4, isFull: true);
        await work.InsertAsync();
        await work.InsertAsync(isFull: true);
    }

    /// <summary>The same with readers: one that stays open, and one that pins the log while it is brought home in part.</summary>
    public static async Task SweepWithReadersAsync(Workload work)
    {
        await work.InsertAsync();
        await work.ReadAsync();
        await work.UnitAsync(3, isFull: true);
        await work.BulkAsync(40);
        await using (await work.PinAsync())
        {
            await work.BulkAsync(40);
            await work.CheckpointAsync(CheckpointMode.Passive);
            await work.UnitAsync(2);
        }

        await work.CheckpointAsync(CheckpointMode.Passive);
        await work.InsertAsync(isFull: true);
        await work.DuplicateAsync();
        await work.UnitAsync(2);
        await work.CheckpointAsync();
        await work.InsertAsync(isFull: true);
    }
}
