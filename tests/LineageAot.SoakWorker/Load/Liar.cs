using LineageAot.Lineage;
using LineageAot.SoakWorker.Ledger;

namespace LineageAot.SoakWorker.Load;

/// <summary>Acknowledges one write of each kind that is never made: a soak with it must fail.</summary>
internal sealed class Liar(SoakContext soak) : LoadService(soak)
{
    public const string Option = "lose-one";

    protected override async Task RunAsync(CancellationToken stop)
    {
        var position = await Soak.Store.Events.FindLastPositionAsync(stop) + 1;
        var now = SoakContext.Now;
        Soak.Ledger.Write(
            new EventAppended(now, position, SoakRules.OrderStream, Guid.NewGuid(), 1, LedgerText.HashOf(null)),
            new StreamArchived(now, SoakRules.SessionStream, Guid.NewGuid(), 1),
            new VersionStored(now, DocumentPlan.Growing.Connector, 1, "growing/never", 1, Sha256.OfText("never"), 1),
            new PassEnded(now, DocumentPlan.Growing.Connector, 1, Guid.NewGuid(), now),
            new EntryQueued(now, long.MaxValue, LedgerText.HashOf("{}")));
    }
}
