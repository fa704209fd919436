using LineageAot.FaultTests.RandomRounds;
using LineageAot.FaultTests.Support;
using LineageAot.FaultTests.Vfs;
using Xunit.Abstractions;

namespace LineageAot.FaultTests.Races;

/// <summary>Two processes want the same file at the same moment: one has it, the other is told who. <c>LINEAGEAOT_RACES</c> (10) of each kind, and <c>LINEAGEAOT_SEED</c>.</summary>
public sealed class RaceTests(ScratchFolder folder, ITestOutputHelper output) : IClassFixture<ScratchFolder>, IDisposable
{
    private readonly RacerProcess first = RacerProcess.Start();
    private readonly System.Random random = new(RaceSettings.Seed);
    private RacerProcess second = RacerProcess.Start();

    public void Dispose()
    {
        first.Dispose();
        second.Dispose();
    }

    [LinuxTheory]
    [InlineData(RaceFileKind.Missing)]
    [InlineData(RaceFileKind.Empty)]
    [InlineData(RaceFileKind.Older)]
    [InlineData(RaceFileKind.Current)]
    [InlineData(RaceFileKind.Orphaned)]
    public async Task Of_two_that_open_at_one_moment_one_has_it_and_the_other_is_told_who(RaceFileKind kind)
    {
        var firstWon = 0;
        for (var race = 0; race < RaceSettings.Races; race++)
        {
            var file = await RaceFile.MakeAsync(first, kind, folder.NewPath());
            var at = RacerProcess.Soon(TimeSpan.FromMilliseconds(2));
            var answers = await Task.WhenAll(first.AskAsync($"open {at} {file.Path}"), second.AskAsync($"open {at} {file.Path}"));
            var (winner, loser) = answers[0] == "won" ? (first, second) : (second, first);
            string.Join('|', answers.Order(StringComparer.Ordinal)).ShouldBe($"{BusyWith(winner, file)}|won", $"race {race}");
            firstWon += winner == first ? 1 : 0;
            await PassOnAsync(file, winner, loser);
        }

        output.WriteLine($"{RaceSettings.Races} races for a file that is {kind}: the first won {firstWon}, seed {RaceSettings.Seed}");
    }

    [LinuxFact]
    public async Task Who_opens_while_the_other_closes_has_it_or_is_told_who()
    {
        var had = 0;
        var file = await RaceFile.MakeAsync(first, RaceFileKind.Current, folder.NewPath());
        (await first.AskAsync($"open 0 {file.Path}")).ShouldBe("won");
        var (owner, other) = (first, second);
        for (var race = 0; race < RaceSettings.Races; race++)
        {
            await file.WriteAsync(owner, random.Next(1, 200));
            var at = TimeSpan.FromMilliseconds(2);
            var answers = await Task.WhenAll(
                owner.AskAsync($"close {RacerProcess.Soon(at)}"),
                other.AskAsync($"open {RacerProcess.Soon(at + TimeSpan.FromMicroseconds(random.Next(5000)))} {file.Path}"));
            answers[0].ShouldBe("closed");
            if (answers[1] == "won")
            {
                had++;
            }
            else
            {
                answers[1].ShouldBe(BusyWith(owner, file), $"race {race}");
                (await other.AskAsync($"open 0 {file.Path}")).ShouldBe("won", "it's closed");
            }

            await file.CheckAsync(other);
            (owner, other) = (other, owner);
        }

        output.WriteLine($"{RaceSettings.Races} races with a close: {had} had it at once, seed {RaceSettings.Seed}");
    }

    [LinuxFact]
    public async Task Behind_an_owner_that_is_killed_the_other_has_it_with_all_that_was_told()
    {
        var file = await RaceFile.MakeAsync(first, RaceFileKind.Current, folder.NewPath());
        for (var race = 0; race < RaceSettings.Races; race++)
        {
            (await second.AskAsync($"open 0 {file.Path}")).ShouldBe("won");
            (await first.AskAsync($"open 0 {file.Path}")).ShouldBe(BusyWith(second, file));
            second.Tell($"flood {file.Next(1_000_000)}");
            var last = 0L;
            for (var left = random.Next(1, 50); left > 0; left--)
            {
                file.Told.Add(last = Told(await second.ReadAsync()));
            }

            second.Kill();
            while (await second.ReadAsync() is { Length: > 0 } line)
            {
                file.Told.Add(last = Told(line));
            }

            file.Unknown.Add(last + 1);
            (await first.AskAsync($"open 0 {file.Path}")).ShouldBe("won", $"its owner is dead, race {race}");
            await file.CheckAsync(first);
            await file.WriteAsync(first, 3);
            (await first.AskAsync("close 0")).ShouldBe("closed");
            second.Dispose();
            second = RacerProcess.Start();
        }

        output.WriteLine($"{RaceSettings.Races} owners killed, {file.Told.Count} rows told, seed {RaceSettings.Seed}");
    }

    [Fact]
    public async Task Of_two_of_one_process_one_has_it_and_the_other_is_told_that_it_is_open_here()
    {
        var path = folder.NewPath();
        var told = 0;
        for (var race = 0; race < RaceSettings.Races; race++)
        {
            using var together = new Barrier(2);
            var opens = await Task.WhenAll(OpenAsync(path, together), OpenAsync(path, together));
            opens.Count(static open => open.Database is not null).ShouldBe(1);
            opens.Single(static open => open.Database is null).Error.ShouldBeOfType<ConfigurationException>().Message.ShouldContain("is open in this process already");
            await using var database = opens.Single(static open => open.Database is not null).Database!;
            if (race == 0)
            {
                await database.FillAsync();
            }

            await database.Entries.InsertAsync(Entry.Of(race + 1, 0));
            told++;
            (await database.Entries.CountAsync()).ShouldBe(told);
        }

        output.WriteLine($"{RaceSettings.Races} races in one process, {told} rows");
    }

    private static async Task<(RoundDatabase? Database, Exception? Error)> OpenAsync(string path, Barrier together) => await Task.Run<(RoundDatabase?, Exception?)>(async () =>
    {
        together.SignalAndWait();
        try
        {
            return (await RoundDatabase.OpenAsync(path), null);
        }
        catch (LineageException e)
        {
            return (null, e);
        }
    });

    /// <summary>The winner writes and closes; then the loser has it with all that was told, and closes too.</summary>
    private static async Task PassOnAsync(RaceFile file, RacerProcess winner, RacerProcess loser)
    {
        await file.WriteAsync(winner, 3);
        (await loser.AskAsync($"open 0 {file.Path}")).ShouldBe(BusyWith(winner, file));
        await file.WriteAsync(winner, 2);
        await file.CheckAsync(winner);
        (await winner.AskAsync("close 0")).ShouldBe("closed");
        (await loser.AskAsync($"open 0 {file.Path}")).ShouldBe("won", "the winner has closed it");
        await file.CheckAsync(loser);
        await file.WriteAsync(loser, 1);
        (await loser.AskAsync("close 0")).ShouldBe("closed");
    }

    private static string BusyWith(RacerProcess owner, RaceFile file)
        => $"busy '{file.Path}' is open for writing in another process: process {owner.Id} (dotnet) on {Environment.MachineName}. Close that one, or open this one with Access = ReadOnly.";

    private static long Told(string? line) => long.Parse(line.ShouldNotBeNull().Split(' ')[1]);
}
