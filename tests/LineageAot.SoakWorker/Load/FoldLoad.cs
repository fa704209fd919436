using LineageAot.Lineage;

namespace LineageAot.SoakWorker.Load;

/// <summary>Folds a stream again and again, from its snapshots on: the count must be the version.</summary>
internal sealed class FoldLoad(SoakContext soak) : LoadService(soak)
{
    private static readonly EventFold<long> Count = new(0, static (state, _) => state + 1)
    {
        Save = static state => BitConverter.GetBytes(state),
        Load = static data => BitConverter.ToInt64(data.Span),
    };

    protected override async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            await RestAsync(1000, stop);
            var folded = await Soak.Store.Events.FoldAsync(OrderLoad.StreamOf(0), Count, cancellationToken: stop);
            if (folded.State != folded.Version)
            {
                Soak.Fail($"a fold counts {folded.State} events up to version {folded.Version}");
            }
        }
    }
}
