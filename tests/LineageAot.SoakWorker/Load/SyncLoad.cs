using LineageAot.Lineage;
using LineageAot.SoakWorker.Checks;
using LineageAot.SoakWorker.Ledger;
using Microsoft.Extensions.Logging;

namespace LineageAot.SoakWorker.Load;

/// <summary>One pass over a connector after another, each a run. A pass that was killed is begun anew.</summary>
internal abstract class SyncLoad(SoakContext soak, VerifiedMark mark, DocumentPlan plan) : LoadService(soak)
{
    private const int BatchSize = 8;

    private static readonly ChunkConfigSpec Split = new("parts", "1");
    private static readonly Extraction Plain = new("plain", "1");

    protected override async Task RunAsync(CancellationToken stop)
    {
        var workspace = await Soak.Store.GetOrAddWorkspaceAsync(SoakRules.Workspace, stop);
        var split = await Soak.Store.GetOrAddChunkConfigAsync(Split, stop);
        for (var pass = mark.LastPassOf(plan.Connector) + 1; ; pass++)
        {
            await RunPassAsync(workspace, split.Id, pass, stop);
            await RestAsync(1500, stop);
        }
    }

    private async Task RunPassAsync(Workspace workspace, ChunkConfigId split, int pass, CancellationToken stop)
    {
        await using var run = await workspace.StartRunAsync(new RunRequest("index") { Lease = TimeSpan.FromSeconds(20), Actor = "soak" }, stop);
        await using var sync = await run.BeginSyncAsync(plan.Connector, plan.Cleanup, cancellationToken: stop);
        var documents = plan.DocumentsOf(pass);
        var planned = await workspace.PlanAsync(documents.Select(static document => document.Item), cancellationToken: stop);
        foreach (var slice in documents.Zip(planned).Chunk(BatchSize))
        {
            await WriteAsync(workspace, sync, split, pass, slice, stop);
        }

        await sync.CompleteAsync(cancellationToken: stop);
        var endsAfter = SoakContext.Now;
        await run.SucceedAsync(cancellationToken: stop);
        Soak.Ledger.Write(new PassEnded(SoakContext.Now, plan.Connector, pass, run.Id.Value, endsAfter));
        Soak.Rows.Add(1);
        Soak.Logger.LogInformation("Pass {Pass} of {Connector} is done", pass, plan.Connector);
    }

    private async Task WriteAsync(Workspace workspace, SyncSession sync, ChunkConfigId split, int pass, (SoakDocument Document, PlannedItem Line)[] slice, CancellationToken stop)
    {
        var delivered = new List<SourceDelivery>();
        var seen = new List<SourceId>();
        var stored = new List<SoakDocument>();
        foreach (var (document, line) in slice)
        {
            var known = await workspace.FindKnownSourceAsync(document.Uri, stop);
            if (line.Change == SourceChange.Unchanged)
            {
                seen.Add(known!.Id);
                continue;
            }

            stored.Add(document);
            delivered.Add(new SourceDelivery(document.Item) { Known = known, Extraction = Plain, ChunkConfigId = split, Chunks = document.Chunks });
        }

        await sync.WriteAsync(new SyncBatch { Delivered = delivered, Seen = seen }, stop);
        var now = SoakContext.Now;
        Soak.Ledger.Write(stored.Select(document => new VersionStored(now, plan.Connector, pass, document.Uri, document.VersionNo, document.Content, document.Texts.Count)));
        Soak.Rows.Add(stored.Sum(static document => 1 + document.Texts.Count));
    }
}

/// <summary>See <see cref="DocumentPlan.Changing"/>.</summary>
internal sealed class ChangingSyncLoad(SoakContext soak, VerifiedMark mark) : SyncLoad(soak, mark, DocumentPlan.Changing);

/// <summary>See <see cref="DocumentPlan.Growing"/>.</summary>
internal sealed class GrowingSyncLoad(SoakContext soak, VerifiedMark mark) : SyncLoad(soak, mark, DocumentPlan.Growing);
