using LineageAot.Lineage;
using LineageAot.SoakWorker.Checks;
using LineageAot.SoakWorker.Ledger;

namespace LineageAot.SoakWorker.Load;

/// <summary>Streams of one writer each, archived after so many events; their events go later. Now and then an append is tried again as if nobody had heard its end: it must append nothing.</summary>
internal sealed class SessionLoad(SoakContext soak) : LoadService(soak)
{
    private const int Writers = 3;
    private const int EventsOfStream = 120;

    protected override async Task RunAsync(CancellationToken stop)
    {
        // What a killed worker has left.
        foreach (var (id, version) in await Soak.Store.EventsDatabase.ListOpenStreamsAsync(SoakRules.SessionStream, stop))
        {
            await ArchiveAsync(new StreamName(SoakRules.SessionStream, id), version, stop);
        }

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(() => WriteAsync(stop), stop)));
    }

    private async Task WriteAsync(CancellationToken stop)
    {
        while (true)
        {
            var stream = new StreamName(SoakRules.SessionStream, Guid.CreateVersion7());
            var version = 0L;
            while (version < EventsOfStream)
            {
                var expected = ExpectedVersion.Exact(version);
                var drafts = Drafts(version);
                var result = await Soak.AppendAsync(stream, drafts, () => Soak.Store.Events.AppendAsync(stream, expected, drafts, stop));
                if (Random.Shared.Next(20) == 0 && (await Soak.Store.Events.AppendAsync(stream, expected, drafts, stop)) is { Appended: not 0 } twice)
                {
                    Soak.Fail($"an append to {stream} that was tried again appended {twice.Appended} events");
                }

                version = result.Version;

                // In bursts, so that kills find writes under way.
                if (Random.Shared.Next(4) == 0)
                {
                    await RestAsync(60, stop);
                }
            }

            await ArchiveAsync(stream, version, stop);
        }
    }

    private async Task ArchiveAsync(StreamName stream, long version, CancellationToken stop)
    {
        await Soak.Store.Events.ArchiveAsync(stream, ExpectedVersion.Exact(version), stop);
        Soak.Ledger.Write(new StreamArchived(SoakContext.Now, stream.Type, stream.Id, version));
        Soak.Rows.Add(1);
    }

    private static List<EventDraft> Drafts(long from)
        => [.. Enumerable.Range((int)from + 1, Random.Shared.Next(1, 5)).Select(static number => new EventDraft("session.step")
        {
            Id = new EventId(Guid.CreateVersion7()),
            Payload = $$"""{"number":{{number}},"text":"{{new string((char)('a' + Random.Shared.Next(26)), Random.Shared.Next(120))}}"}""",
            Actor = "soak",
        })];
}
