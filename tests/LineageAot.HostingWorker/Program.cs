using LineageAot.HostingWorker;
using LineageAot.Lineage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

// A worker as small as one can be, with all that the package has in it: what it's made of is published as a native program without a warning.
var builder = Host.CreateApplicationBuilder(args);
builder.Configuration.AddInMemoryCollection([new("Lineage:Path", args.Length > 0 ? args[0] : "worker.db"), new("Lineage:Durability", "Full")]);
builder.Services.AddLineage<LineageSchema>(builder.Configuration.GetSection("Lineage"));
builder.Services.AddHealthChecks().AddLineage<LineageSchema>();
builder.Services.AddHostedService<Worker>();
builder.Logging.AddLineageStore<LineageSchema>();
using var host = builder.Build();
await host.RunAsync();
