using LineageAot.Lineage;
using LineageAot.SoakWorker.Checks;
using LineageAot.SoakWorker.Ledger;
using LineageAot.SoakWorker.Load;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LineageAot.SoakWorker;

/// <summary>The host under load: it goes on until it's stopped or killed.</summary>
internal static class Worker
{
    public static async Task<int> RunAsync(SoakFolder folder, bool isSplit, bool lies)
    {
        using var ledger = new LedgerFile(folder.Ledger);
        var before = VerifiedMark.Read(folder.Verified);
        var part = LedgerFile.Read(folder.Ledger, before.Offset);
        var now = new VerifiedMark(ledger.Length, before.Passes.Concat(part.OfType<PassEnded>().Select(static pass => KeyValuePair.Create(pass.Connector, pass.Pass))).GroupBy(static pass => pass.Key).ToDictionary(static of => of.Key, static of => of.Max(static pass => pass.Value)));

        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection([new("Lineage:Path", folder.Database), new("Lineage:Durability", "Full"), new("Lineage:Profile", "Small"), new("Lineage:Maintenance:Enabled", "false")]);
        builder.Services.Configure<HostOptions>(static options => options.ShutdownTimeout = SoakRules.Shutdown);
        builder.Services.AddLineage<LineageSchema>(builder.Configuration.GetSection("Lineage"));
        var health = builder.Services.AddHealthChecks().AddLineage<LineageSchema>();
        if (isSplit)
        {
            // Added last it opens first, and closes behind the store's file.
            builder.Configuration.AddInMemoryCollection([new("Events:Path", folder.Events), new("Events:Durability", "Full"), new("Events:Profile", "Small"), new("Events:Maintenance:Enabled", "false")]);
            builder.Services.AddLineage<LineageEvents>(builder.Configuration.GetSection("Events"));
            health.AddLineage<LineageEvents>("lineage-events");
        }

        builder.Logging.ClearProviders().AddLineageStore<LineageSchema>().AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.AddSingleton(folder).AddSingleton(ledger).AddSingleton(now).AddSingleton<SoakContext>();
        builder.Services.AddHostedService<StoreAttachment>();
        builder.Services.AddHostedService(provider => new LedgerVerification(provider.GetRequiredService<SoakContext>(), part, before, now));
        builder.Services.AddHostedService<Heartbeat>().AddHostedService<StoreUpkeep>().AddHostedService<HealthLoad>();
        builder.Services.AddHostedService<OrderLoad>().AddHostedService<SessionLoad>().AddHostedService<OutboxLoad>().AddHostedService<SubscriptionLoad>().AddHostedService<FoldLoad>();
        builder.Services.AddHostedService<ChangingSyncLoad>().AddHostedService<GrowingSyncLoad>();
        if (lies)
        {
            builder.Services.AddHostedService<Liar>();
        }

        using (var host = builder.Build())
        {
            await host.RunAsync();
        }

        SoakContext.Tell("STOPPED");
        return Environment.ExitCode;
    }
}
