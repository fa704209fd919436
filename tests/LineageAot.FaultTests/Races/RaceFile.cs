namespace LineageAot.FaultTests.Races;

/// <summary>What two want to open at once.</summary>
public enum RaceFileKind
{
    /// <summary>It isn't there.</summary>
    Missing,

    /// <summary>It's there with nothing in it.</summary>
    Empty,

    /// <summary>It lacks two migrations, one of them with a backfill.</summary>
    Older,

    /// <summary>It's up to date.</summary>
    Current,

    /// <summary>Its last owner was killed, and its lock's file names it.</summary>
    Orphaned,
}

/// <summary>The file of a race, and what must be in it.</summary>
internal sealed class RaceFile(string path)
{
    private const int OlderRows = 35;

    private long lastId = 1000;

    public string Path => path;

    /// <summary>Rows that somebody was told of.</summary>
    public SortedSet<long> Told { get; } = [];

    /// <summary>Rows that were on their way when their writer was killed.</summary>
    public HashSet<long> Unknown { get; } = [];

    public static async Task<RaceFile> MakeAsync(RacerProcess racer, RaceFileKind kind, string path)
    {
        var file = new RaceFile(path);
        switch (kind)
        {
            case RaceFileKind.Empty:
                await File.Create(path).DisposeAsync();
                break;
            case RaceFileKind.Older:
                (await racer.AskAsync($"older {path} {OlderRows}")).ShouldBe("made");
                file.Told.UnionWith(Enumerable.Range(1, OlderRows).Select(static id => (long)id));
                break;
            case RaceFileKind.Current or RaceFileKind.Orphaned:
                (await racer.AskAsync($"open 0 {path}")).ShouldBe("won");
                await file.WriteAsync(racer, 5);
                (await racer.AskAsync("close 0")).ShouldBe("closed");
                if (kind == RaceFileKind.Orphaned)
                {
                    // No process has so high a number.
                    await File.WriteAllTextAsync(path + ".lock", $"process 1999999999 (dotnet) on {Environment.MachineName}\n");
                }

                break;
        }

        return file;
    }

    /// <summary>Keys for so many rows.</summary>
    public long Next(int count) => (lastId += count) - count + 1;

    /// <summary>The owner writes, and is told.</summary>
    public async Task WriteAsync(RacerProcess owner, int count)
    {
        var first = Next(count);
        (await owner.AskAsync($"write {first} {count}")).ShouldBe("told");
        Told.UnionWith(Enumerable.Range((int)first, count).Select(static id => (long)id));
    }

    /// <summary>The owner sees all that anybody was told of, in a file that is whole.</summary>
    public async Task CheckAsync(RacerProcess owner)
    {
        var answer = await owner.AskAsync("look");
        answer.ShouldStartWith("found");
        var found = answer.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(long.Parse).ToHashSet();
        Told.Except(found).ShouldBeEmpty("somebody was told of it, and it isn't there");
        found.Except(Told).Except(Unknown).ShouldBeEmpty("nobody has asked for it");
    }
}
