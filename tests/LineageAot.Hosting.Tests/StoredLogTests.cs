using LineageAot.Lineage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LineageAot.Hosting.Tests;

/// <summary>The host's log goes into the database that the host opens.</summary>
public sealed class StoredLogTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Is_stored_from_before_the_start_until_the_database_is_closed_without_the_database_itself()
    {
        using (var host = TestFolder.Host(builder =>
        {
            builder.Services.AddLineage<LineageSchema>(options => options.Path = folder.File());
            builder.Services.AddHostedService<LastWords>();
            builder.Logging.SetMinimumLevel(LogLevel.Trace).AddLineageStore<LineageSchema>(static options => options.MinimumLevel = LogLevel.Trace);
        }))
        {
            host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Program").LogInformation("before {Step}", "the start");
            await host.StartAsync();
            await host.StopAsync();
        }

        await using var database = await LineageSchema.OpenAsync(folder.File());
        var log = await database.LogAsync();
        var own = log.Where(static entry => entry.Category == "Program").ToList();
        own.Select(static entry => entry.Message).ShouldBe(["before the start", "the last words"]);
        log.ShouldAllBe(static entry => !entry.Category.StartsWith("LineageAot", StringComparison.Ordinal));
    }

    private sealed class LastWords(ILoggerFactory loggers) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            loggers.CreateLogger("Program").LogInformation("the last words");
            return Task.CompletedTask;
        }
    }
}
