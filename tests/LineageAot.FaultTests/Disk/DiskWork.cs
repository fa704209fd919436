using LineageAot.FaultTests.RandomRounds;

namespace LineageAot.FaultTests.Disk;

/// <summary>Writes in all manners at once until the disk is full, and keeps what each was told.</summary>
internal sealed class DiskWork(System.Random random)
{
    private const int AtOnce = 12;

    // A disk that never fills is a test that says nothing.
    private const int MostWaves = 500;

    private readonly List<Request> requests = [];
    private long lastRequest;

    /// <summary>What has been asked for and not been swept away.</summary>
    public IReadOnlyList<Request> Requests => requests;

    /// <summary>Writes so far.</summary>
    public long Asked => lastRequest;

    /// <returns>False where it never was, however much was written.</returns>
    public async Task<bool> FillAsync(DiskDatabase database)
    {
        for (var wave = 0; wave < MostWaves; wave++)
        {
            List<Task<Request>> writes = [.. Enumerable.Range(0, AtOnce).Select(_ => WriteAsync(database, random.Next(10)))];
            if (random.Next(20) == 0)
            {
                await CheckpointAsync(database);
            }

            if ((await Task.WhenAll(writes)).Any(static request => request.Fate is Fate.Refused or Fate.Unknown))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>One write that must succeed.</summary>
    public async Task GoOnAsync(DiskDatabase database) => (await WriteAsync(database, kind: 0)).Fate.ShouldBe(Fate.Committed);

    /// <summary>Everything is there that was acknowledged, nothing that was refused, and no part of anything.</summary>
    public async Task CheckAsync(DiskDatabase database)
    {
        var blocks = database.Blocks.All().ToList();
        blocks.ShouldAllBe(static block => block.IsWhole);
        var places = blocks.OrderBy(static block => block.Id).ToLookup(static block => block.Id / Block.MostOfARequest, static block => (int)(block.Id % Block.MostOfARequest));
        requests.Select(request => request.Fault([.. places[request.Number]])).OfType<string>().ShouldBeEmpty();
        places.Select(static request => request.Key).Except(requests.Select(static request => request.Number)).ShouldBeEmpty("rows that nobody asked for");
        (await database.CheckIntegrityAsync()).Findings.ShouldBeEmpty();
    }

    /// <summary>Deletes all rows and gives their room back.</summary>
    public async Task SweepAsync(DiskDatabase database)
    {
        await database.WriteAsync(static unit =>
        {
            foreach (var block in unit.Table<Block>().All())
            {
                unit.Delete(block);
            }
        });
        await database.IncrementalVacuumAsync();
        (await database.CheckpointAsync(CheckpointMode.Truncate)).IsComplete.ShouldBeTrue();
        requests.Clear();
    }

    private static async Task CheckpointAsync(DiskDatabase database)
    {
        try
        {
            await database.CheckpointAsync(CheckpointMode.Truncate);
        }
        catch (DatabaseFullException)
        {
        }
    }

    private async Task<Request> WriteAsync(DiskDatabase database, int kind)
    {
        var request = new Request(++lastRequest, kind switch { < 6 => 1, < 9 => random.Next(2, 8), _ => random.Next(1, 60) }) { IsBulk = kind == 9 };
        requests.Add(request);
        var rows = Enumerable.Range(0, request.Rows).Select(place => Block.Of(request.Number, place));
        try
        {
            switch (kind)
            {
                case < 6:
                    await request.Watch(database.Blocks.InsertAsync(rows.Single(), new WriteOptions { Durability = kind < 2 ? Durability.Full : null }));
                    break;
                case < 9:
                    await request.Watch(database.WriteAsync(unit => unit.InsertMany(rows)));
                    break;
                default:
                    await request.Watch(database.Blocks.InsertManyAsync(rows));
                    break;
            }

            request.Fate = Fate.Committed;
        }
        catch (DatabaseFullException e)
        {
            (request.Fate, request.ToldRows) = (Fate.Refused, e.CommittedRows);
        }
        catch (WriteIndeterminateException e)
        {
            (request.Fate, request.ToldRows) = (Fate.Unknown, e.CommittedRows);
        }

        return request;
    }
}
