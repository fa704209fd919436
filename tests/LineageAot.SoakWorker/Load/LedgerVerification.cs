using LineageAot.SoakWorker.Checks;
using LineageAot.SoakWorker.Ledger;
using Microsoft.Extensions.Hosting;

namespace LineageAot.SoakWorker.Load;

/// <summary>Before any load starts: what was acknowledged since the last look is in the store. Only the ledger's new part is read, so that starting takes no longer the older the store is.</summary>
/// <param name="soak">The store.</param>
/// <param name="part">The new part, read from its file again each time.</param>
/// <param name="before">What was found before.</param>
/// <param name="now">What is found then.</param>
internal sealed class LedgerVerification(SoakContext soak, IEnumerable<LedgerEntry> part, VerifiedMark before, VerifiedMark now) : IHostedService
{
    /// <summary>Looked for at once, however long the part is: the check mustn't need the memory that is measured.</summary>
    private const int Slice = 5000;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var begun = SoakContext.Clock.GetTimestamp();
        var handled = EntryHandled.FirstTimes(part);
        var check = new LedgerCheck(soak.Store, new LedgerPasses(before.LastPassOf(DocumentPlan.Changing.Connector), part), handled, SoakContext.Now);
        foreach (var slice in part.Chunk(Slice))
        {
            await check.RunAsync(slice);
        }

        foreach (var sentence in check.Findings.Sentences)
        {
            soak.Fail("lost: " + sentence);
        }

        if (check.Findings.Lost == 0)
        {
            now.Write(soak.Folder.Verified);
        }

        SoakContext.Tell(FormattableString.Invariant($"READY {check.Findings.Found} {check.Findings.Taken} {SoakContext.Clock.GetElapsedTime(begun).TotalMilliseconds:0}"));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
