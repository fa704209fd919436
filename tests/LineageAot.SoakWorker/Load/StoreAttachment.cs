using LineageAot.Lineage;
using Microsoft.Extensions.Hosting;

namespace LineageAot.SoakWorker.Load;

/// <summary>Lays the store over the host's database, or over both where its events are apart, before anything else starts: then it catches up with what a kill left between the two.</summary>
/// <param name="soak">Gets it.</param>
/// <param name="database">The store's file.</param>
/// <param name="events">Its events' file; null: they are in the store's own.</param>
internal sealed class StoreAttachment(SoakContext soak, LineageSchema database, LineageEvents? events = null) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
        => soak.Attach(events is null ? new LineageStore(database) : await LineageStore.AttachAsync(database, events, cancellationToken: cancellationToken));

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
