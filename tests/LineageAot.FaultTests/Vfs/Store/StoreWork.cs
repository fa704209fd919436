using System.Collections.Concurrent;
using System.Globalization;
using LineageAot.Lineage;

namespace LineageAot.FaultTests.Vfs.Store;

/// <summary>A program that uses a store, and notes in the record what it was told.</summary>
internal sealed class StoreWork(LineageStore store, Watch watch)
{
    private readonly ConcurrentDictionary<int, StoreFact> facts = new();
    private int told, texts;

    /// <summary>By the number that the record has.</summary>
    public IReadOnlyDictionary<int, StoreFact> Facts => facts;

    /// <summary>Tells callers that what may be there isn't: an engine that lies.</summary>
    public bool CallsIndeterminateRefused { get; init; }

    /// <summary>A little of everything, in turn and at once.</summary>
    public async Task AllAsync()
    {
        for (var i = 0; i < 4; i++)
        {
            await AppendAsync("order", 1 + i % 3);
            await RunAsync(deliveries: 2 + i, i % 3 == 2 ? RunStatus.Failed : RunStatus.Succeeded);
            await Task.WhenAll(AppendAsync("order", 1), AppendAsync("bill", 2), RunAsync(deliveries: 1, RunStatus.Succeeded), AppendAsync("bill", 1));
            await CheckpointAsync(i);
            await RunAsync(deliveries: 1, RunStatus.Canceled);
        }
    }

    /// <summary>Nothing but appends.</summary>
    public async Task AppendsAsync()
    {
        for (var i = 0; i < 12; i++)
        {
            await AppendAsync("order", 1 + i % 3);
            await Task.WhenAll(Enumerable.Range(0, 6).Select(place => AppendAsync(place % 2 == 0 ? "order" : "bill", 1)));
            await CheckpointAsync(i);
        }
    }

    public async Task AppendAsync(string type, int count)
    {
        // Two streams of each type.
        var stream = new StreamName(type, new Guid(1 + told % 2, 0, 0, new byte[8]));
        EventDraft[] drafts = [.. Enumerable.Range(0, count).Select(_ => Draft())];
        AppendResult result;
        try
        {
            result = await store.Events.AppendAsync(stream, ExpectedVersion.Any, drafts);
        }
        catch (LineageException e) when (e is not WriteIndeterminateException || CallsIndeterminateRefused)
        {
            Array.ForEach(drafts, draft => Tell(new RefusedFact(stream, draft.Id!.Value)));
            throw;
        }

        for (var i = 0; i < count; i++)
        {
            var behind = count - 1 - i;
            Tell(new AppendedFact(stream, drafts[i].Id!.Value, result.Version - behind, result.LastPosition!.Value - behind, drafts[i].Payload!));
        }
    }

    /// <summary>A sync in some batches.</summary>
    public async Task RunAsync(int deliveries, RunStatus end)
    {
        var workspace = await store.GetOrAddWorkspaceAsync("main");
        await using var run = await workspace.StartRunAsync(new RunRequest("index") { Actor = "me" });
        Tell(new StartedFact(run.Id));
        var uris = new List<string>();
        await using var sync = await run.BeginSyncAsync("memory");
        for (var i = 0; i < deliveries; i++)
        {
            var text = Text();
            await sync.WriteAsync(new SyncBatch { Delivered = [new SourceDelivery(new SourceItem($"uri:{text}") { ContentSha256 = Sha256.OfText(text), SizeBytes = text.Length })] });
            uris.Add($"uri:{text}");
        }

        await (end switch
        {
            RunStatus.Succeeded => run.SucceedAsync("""{"n":1}"""),
            RunStatus.Failed => run.FailAsync("io", "it went wrong"),
            _ => run.CancelAsync(),
        });
        Tell(new EndedFact(run.Id, end, uris));
    }

    private async Task CheckpointAsync(int turn)
    {
        var database = turn % 2 == 0 ? store.EventsDatabase : store.Database;
        await database.CheckpointAsync(turn % 3 == 0 ? CheckpointMode.Passive : CheckpointMode.Truncate);
    }

    private EventDraft Draft() => new("placed") { Id = new EventId(Guid.CreateVersion7()), Payload = $$"""{"text":"{{Text()}}"}""" };

    private string Text()
    {
        var number = Interlocked.Increment(ref texts);
        return number.ToString(CultureInfo.InvariantCulture) + new string((char)('a' + number % 26), number % 9 == 0 ? 1800 : 20 + number * 37 % 200);
    }

    private void Tell(StoreFact fact)
    {
        var number = Interlocked.Increment(ref told);
        facts[number] = fact;
        watch.Tell(new Told(number, Outcome.Committed, 1));
    }
}
