using LineageAot.Lineage;
using LineageAot.Tests.Support;
using Xunit.Abstractions;

namespace LineageAot.FaultTests.Disk;

/// <summary>Events of a lineage store on a small disk: acknowledged ones are there, each stream has no gap, and the chain holds. In one file and in two.</summary>
public sealed class FullDiskEventTests(ITestOutputHelper output)
{
    private const int FirstSize = 4096;
    private const int Streams = 6;

    [MountTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Appends_that_find_no_room_leave_nothing_and_go_on_once_there_is_some(bool isSplit)
    {
        var names = Enumerable.Range(0, Streams).Select(static i => new StreamName("disk", new Guid(i + 1, 0, 0, new byte[8]))).ToArray();
        var told = new Dictionary<StreamName, HashSet<EventId>>(names.Select(static name => KeyValuePair.Create(name, new HashSet<EventId>())));
        var (refused, unknown) = (new HashSet<EventId>(), new HashSet<EventId>());
        var kibibytes = FirstSize;
        using var mount = Mount.Small(kibibytes);
        await using var store = await LineageStore.OpenAsync(new LineageStoreOptions { Database = new DatabaseOptions { Path = mount.File("a.db"), CheckpointPages = 100 }, SplitEvents = isSplit });
        for (var cycle = 0; cycle < DiskSettings.Cycles; cycle++)
        {
            var before = refused.Count + unknown.Count;
            for (var wave = 0; refused.Count + unknown.Count == before; wave++)
            {
                wave.ShouldBeLessThan(500, "the disk isn't full");
                await Task.WhenAll(names.Select(AppendAsync));
            }

            (await ReadAsync()).ShouldBeTrue("also while it's full");
            kibibytes += 512;
            mount.Resize(kibibytes);
            before = told.Values.Sum(static ids => ids.Count);
            await Task.WhenAll(names.Select(AppendAsync));
            told.Values.Sum(static ids => ids.Count).ShouldBeGreaterThanOrEqualTo(before + Streams, "there is room, and it doesn't go on");
            (await ReadAsync()).ShouldBeTrue();
            (await store.Events.VerifyAsync()).ShouldBeEmpty();
        }

        (await store.Database.CheckIntegrityAsync()).Findings.ShouldBeEmpty();
        (await store.EventsDatabase.CheckIntegrityAsync()).Findings.ShouldBeEmpty();
        output.WriteLine($"{(isSplit ? "two files" : "one file")}: full {DiskSettings.Cycles} times, {told.Values.Sum(static ids => ids.Count)} events acknowledged, {refused.Count} refused, {unknown.Count} unknown");

        async Task AppendAsync(StreamName name)
        {
            EventDraft[] drafts = [.. Enumerable.Range(0, 3).Select(static _ => new EventDraft("filled") { Id = new EventId(Guid.NewGuid()), Payload = $"\"{new string('x', 2000)}\"" })];
            EventId[] ids = [.. drafts.Select(static draft => draft.Id!.Value)];
            HashSet<EventId> fate;
            try
            {
                await store.Events.AppendAsync(name, ExpectedVersion.Any, drafts);
                fate = told[name];
            }
            catch (DatabaseFullException)
            {
                fate = refused;
            }
            catch (WriteIndeterminateException)
            {
                fate = unknown;
            }

            lock (told)
            {
                fate.UnionWith(ids);
            }
        }

        // All of the acknowledged, none of the refused, and of the unknown three by three.
        async Task<bool> ReadAsync()
        {
            foreach (var name in names)
            {
                var ids = new List<EventId>();
                await foreach (var row in store.Events.ReadStreamAsync(name))
                {
                    row.StreamVersion.ShouldBe(ids.Count + 1);
                    ids.Add(row.EventId);
                }

                ids.Count.ShouldBe(ids.Distinct().Count());
                told[name].Except(ids).ShouldBeEmpty("acknowledged, and not there");
                ids.Intersect(refused).ShouldBeEmpty("refused, and there");
                ids.Except(told[name]).Except(unknown).ShouldBeEmpty();
                (ids.Count % 3).ShouldBe(0);
            }

            return true;
        }
    }
}
