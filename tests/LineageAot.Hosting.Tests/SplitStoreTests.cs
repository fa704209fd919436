using LineageAot.Lineage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LineageAot.Hosting.Tests;

/// <summary>A lineage store over two databases of one host.</summary>
public sealed class SplitStoreTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Lies_over_two_databases_that_the_host_opens_and_closes()
    {
        RunId run;
        using (var host = TestFolder.Host(builder => builder.Services
            .AddLineage<LineageEvents>(options => (options.Path, options.Durability) = (folder.File("store.events.db"), Durability.Full))
            .AddLineage<LineageSchema>(options => options.Path = folder.File("store.db"))))
        {
            await host.StartAsync();
            var store = await LineageStore.AttachAsync(host.Services.GetRequiredService<LineageSchema>(), host.Services.GetRequiredService<LineageEvents>());
            await using (var scope = await (await store.GetOrAddWorkspaceAsync("main")).StartRunAsync(new RunRequest("index")))
            {
                run = scope.Id;
                await scope.SucceedAsync();
            }

            await host.StopAsync();
        }

        // What the host made, the store opens by itself.
        await using var again = await LineageStore.OpenAsync(folder.File("store.db"));
        again.IsSplit.ShouldBeTrue();
        (await again.Events.FindStreamAsync(StreamName.Of(run)))!.Version.ShouldBe(2);
    }
}
