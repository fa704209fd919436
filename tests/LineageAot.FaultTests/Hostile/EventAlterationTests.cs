using System.Globalization;
using LineageAot.FaultTests.Hostile.Events;
using LineageAot.FaultTests.Vfs;
using LineageAot.Lineage;
using Xunit.Abstractions;

namespace LineageAot.FaultTests.Hostile;

/// <summary>Whatever is changed, added, moved or taken away among stored events, the verification finds it. <c>LINEAGEAOT_ALTERATIONS</c> and <c>LINEAGEAOT_SEED</c> say how many and which.</summary>
public sealed class EventAlterationTests(ITestOutputHelper output) : IDisposable
{
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Each_alteration_of_events_is_found()
    {
        var random = new Random(HostileSettings.Seed);
        var file = await EventFile.MakeAsync(folder.NewPath(), 60, HostileSettings.Seed);
        var path = folder.NewPath();
        file.CopyTo(path);
        (await VerifyAsync(path, DatabaseAccess.ReadOnly)).ShouldBe(Verdict.Clean);
        var alterations = new Alterations(random);
        var (found, nothing, refused, missed) = (0, 0, 0, new List<string>());
        // Until so many have changed something, or so many haven't that a kind must have lost its object.
        for (var i = 0; found + refused + missed.Count < HostileSettings.Alterations && nothing < HostileSettings.Alterations / 4; i++)
        {
            var (kind, make) = Alterations.Kinds[i % Alterations.Kinds.Length];
            var sql = make(alterations, file.Places[random.Next(file.Places.Count)]);
            file.CopyTo(path);
            if (!EventFile.Alter(path, sql))
            {
                nothing++;
                continue;
            }

            switch (await VerifyAsync(path, i % 4 == 0 ? DatabaseAccess.ReadWrite : DatabaseAccess.ReadOnly))
            {
                case Verdict.Clean:
                    missed.Add($"{kind}: {sql}");
                    break;
                case Verdict.Refused:
                    refused++;
                    break;
                default:
                    found++;
                    break;
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"alterations of events: {found + refused + missed.Count:N0} of {Alterations.Kinds.Length} kinds, {found:N0} found by a sentence, {refused:N0} by an error of the reading, {missed.Count:N0} not found ({nothing:N0} changed nothing), seed {HostileSettings.Seed}"));
        missed.ShouldBeEmpty();
        nothing.ShouldBeLessThan(HostileSettings.Alterations / 4);
    }

    private static async Task<Verdict> VerifyAsync(string path, DatabaseAccess access)
    {
        try
        {
            await using var store = await LineageStore.OpenAsync(new DatabaseOptions { Path = path, Access = access });
            return (await store.VerifyEventsAsync()).Count == 0 ? Verdict.Clean : Verdict.Found;
        }
        catch (LineageException)
        {
            return Verdict.Refused;
        }
    }

    private enum Verdict { Clean, Found, Refused }
}
