using System.Globalization;
using LineageAot.FaultTests.Support;
using LineageAot.FaultTests.Vfs;
using LineageAot.Lineage;

namespace LineageAot.FaultTests.Kills;

/// <summary>
/// Kills a program that writes, again and again over the same store, and looks each time: everything that it had said to be acknowledged is there, units are whole, and nothing that was there before is gone.
/// </summary>
internal sealed class KillLoop(LineageAgent agent, ScratchFolder folder, int seed)
{
    private const int Producers = 5, FirstOfUnits = 3, KillsOfStore = 200, KillsOfLook = 25;

    private readonly Random random = new(seed);
    private readonly long[] acknowledged = new long[Producers], seen = new long[Producers];

    /// <summary>The program lies: it says that a write is acknowledged before it is.</summary>
    public bool IsEarly { get; init; }

    public int Kills { get; private set; }

    public int WhileOpening { get; private set; }

    public long Acknowledged { get; private set; }

    /// <summary>Its version, as health tells it.</summary>
    public string Sqlite { get; private set; } = "";

    public List<string> Failures { get; } = [];

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kills} kills ({WhileOpening} while it opened the store), {Acknowledged} acknowledged writes, {Failures.Count} failures, seed {seed}, SQLite {Sqlite}");

    public async Task RunAsync(int kills)
    {
        var path = "";
        while (Kills < kills && Failures.Count == 0)
        {
            if (Kills % KillsOfStore == 0)
            {
                path = folder.NewPath();
                Array.Clear(acknowledged);
                Array.Clear(seen);
            }

            await LiveAsync(path);
            Kills++;
            await LookAsync(path, isWhole: Kills % KillsOfLook == 0 || Kills == kills);
        }
    }

    private async Task LiveAsync(string path)
    {
        using var process = agent.Start(["write", path, Kills % 2 == 0 ? "Full" : "Normal", .. IsEarly ? ["--early"] : (string[])[]]);
        var errors = process.StandardError.ReadToEndAsync();
        var lines = 0;
        var last = random.Next(8) == 0 ? 0 : 1 + random.Next(1 << random.Next(10));
        if (last == 0)
        {
            await Task.Delay(random.Next(20));
            process.Kill();
        }

        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            // A line that was cut off was never said.
            if (line.Split(' ') is [var producer, var number] && long.TryParse(number, CultureInfo.InvariantCulture, out var written))
            {
                var place = int.Parse(producer, CultureInfo.InvariantCulture);
                acknowledged[place] = Math.Max(acknowledged[place], written);
                Acknowledged++;
            }

            if (++lines == last)
            {
                process.Kill();
            }
        }

        WhileOpening += lines == 0 ? 1 : 0;
        await process.WaitForExitAsync();
        if (await errors is { Length: > 0 } error)
        {
            Failures.Add($"kill {Kills}: the program said: {error}");
        }
    }

    private async Task LookAsync(string path, bool isWhole)
    {
        await using var store = await LineageStore.OpenAsync(path);
        var entries = (await store.Outbox.CountAsync()).ToDictionary(static figures => figures.Kind, static figures => figures.Waiting);
        for (var producer = 0; producer < Producers; producer++)
        {
            var version = (await store.Events.FindStreamAsync(new StreamName("producer", new Guid(producer, 0, 0, new byte[8]))))?.Version ?? 0;
            Require(version >= acknowledged[producer], $"producer {producer} was told of {acknowledged[producer]} writes, and {version} are there");
            Require(version >= seen[producer], $"producer {producer} had {seen[producer]} writes, and {version} are there");
            Require(producer < FirstOfUnits || entries.GetValueOrDefault("producer-" + producer.ToString(CultureInfo.InvariantCulture)) == version, $"producer {producer} has {version} events, and another number of entries");
            seen[producer] = version;
        }

        if (isWhole)
        {
            Sqlite = (await store.Database.CheckHealthAsync()).SqliteVersion;
            Failures.AddRange(await store.VerifyEventsAsync());
            Failures.AddRange((await store.Database.CheckIntegrityAsync()).Findings.Select(static finding => finding.ToString()!));
        }
    }

    private void Require(bool holds, string what)
    {
        if (!holds)
        {
            Failures.Add($"kill {Kills}: {what}");
        }
    }
}
