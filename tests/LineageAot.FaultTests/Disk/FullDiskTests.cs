using LineageAot.FaultTests.RandomRounds;
using LineageAot.Tests.Support;
using Xunit.Abstractions;

namespace LineageAot.FaultTests.Disk;

/// <summary>
/// A small file system is filled (by the database, or by another file) and given room again: what was acknowledged is there, nothing of what was refused, nothing in part, and writing goes on by itself.
/// <c>LINEAGEAOT_DISK_CYCLES</c> (3) and <c>LINEAGEAOT_SEED</c> say how often and how.
/// </summary>
public sealed class FullDiskTests(ITestOutputHelper output)
{
    private const int Small = 2048;
    private const int Large = 8192;

    [MountTheory]
    [InlineData(Durability.Normal)]
    [InlineData(Durability.Full)]
    public async Task Filled_and_grown_again_and_again_it_loses_nothing_and_writing_goes_on(Durability durability)
    {
        var random = new System.Random(DiskSettings.Seed);
        var work = new DiskWork(random);
        var fates = new Dictionary<Fate, int>();
        var reopened = 0;
        using var mount = Mount.Small(Small);

        // A log that holds all of it: then it's the checkpoint that finds no room.
        var options = new DatabaseOptions { Path = mount.File("a.db"), Durability = durability, CheckpointPages = 100, MaxBatchRows = 40 };
        var database = await DiskDatabase.OpenAsync(options);
        try
        {
            for (var cycle = 0; cycle < DiskSettings.Cycles; cycle++)
            {
                var filler = random.Next(2) == 0 ? Fill(mount, random.Next(256, 1200)) : null;
                var isFull = await work.FillAsync(database);
                await LookWhileFullAsync(mount, database, work);
                isFull.ShouldBeTrue();
                var isReopened = random.Next(3) == 0;
                if (isReopened)
                {
                    await database.DisposeAsync();
                    reopened++;
                }

                MakeRoom(mount, filler);
                database = isReopened ? await DiskDatabase.OpenAsync(options) : database;
                await work.GoOnAsync(database);
                await work.CheckAsync(database);
                foreach (var (fate, count) in work.Requests.CountBy(static request => request.Fate))
                {
                    fates[fate] = fates.GetValueOrDefault(fate) + count;
                }

                await work.SweepAsync(database);
                mount.Resize(Small);
            }
        }
        finally
        {
            await database.DisposeAsync();
        }

        output.WriteLine($"{durability}: full {DiskSettings.Cycles} times, closed {reopened} times while it was, {work.Asked} writes, {string.Join(", ", fates.Select(static fate => $"{fate.Value} {fate.Key}"))}, seed {DiskSettings.Seed}");
    }

    /// <summary>The log has all of the room, and bringing it home takes more.</summary>
    [MountFact]
    public async Task A_checkpoint_that_finds_no_room_loses_nothing_and_the_next_one_with_room_ends_it()
    {
        var work = new DiskWork(new System.Random(DiskSettings.Seed));
        var failed = 0;
        using var mount = Mount.Small(Small);
        await using var database = await DiskDatabase.OpenAsync(new DatabaseOptions { Path = mount.File("a.db"), CheckpointPages = 10_000_000 });
        for (var cycle = 0; cycle < DiskSettings.Cycles; cycle++)
        {
            for (var i = 0; i < 50; i++)
            {
                await work.GoOnAsync(database);
            }

            // Not a byte is left; the file must grow by what the log holds.
            var filler = Fill(mount, Large);
            await Should.ThrowAsync<DatabaseFullException>(async () => await database.CheckpointAsync(CheckpointMode.Truncate));
            failed++;
            (await database.Blocks.CountAsync()).ShouldBe(work.Requests.Sum(static request => request.Rows));
            File.Delete(filler);
            await work.GoOnAsync(database);
            (await database.CheckpointAsync(CheckpointMode.Truncate)).IsComplete.ShouldBeTrue();
            await work.CheckAsync(database);
            await work.SweepAsync(database);
        }

        output.WriteLine($"{failed} checkpoints without room, {work.Asked} writes, seed {DiskSettings.Seed}");
    }

    private static async Task LookWhileFullAsync(Mount mount, DiskDatabase database, DiskWork work)
    {
        // Reads go on.
        foreach (var told in work.Requests.Where(static request => request.Fate == Fate.Committed).TakeLast(20))
        {
            (await database.Blocks.FindAsync(told.Number * Block.MostOfARequest)).ShouldNotBeNull().IsWhole.ShouldBeTrue();
        }

        var files = Names(mount);
        await Should.ThrowAsync<BackupException>(async () => await database.BackupAsync(mount.File("copy.db")));
        Names(mount).ShouldBe(files, "what is left of a backup that found no room");
        (await database.CheckHealthAsync()).IsHealthy.ShouldBeFalse();
    }

    private static string Names(Mount mount) => string.Join(' ', Directory.GetFiles(mount.Path).Order());

    private static void MakeRoom(Mount mount, string? filler)
    {
        if (filler is not null)
        {
            File.Delete(filler);
        }

        mount.Resize(Large);
    }

    /// <summary>Another file takes so much, or all that is left.</summary>
    private static string Fill(Mount mount, int kibibytes)
    {
        var filler = mount.File("filler");
        using var file = new FileStream(filler, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            for (var written = 0; written < kibibytes; written += 4)
            {
                file.Write(new byte[4096]);
            }
        }
        catch (IOException)
        {
            // It's full.
        }

        return filler;
    }
}
