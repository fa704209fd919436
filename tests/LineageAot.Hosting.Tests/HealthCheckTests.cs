using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Health = Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus;

namespace LineageAot.Hosting.Tests;

/// <summary>A health endpoint is told what the database says of itself.</summary>
public sealed class HealthCheckTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Is_healthy_while_it_is_open_and_unhealthy_before_and_after()
    {
        using var host = Host();
        (await EntryAsync(host)).Status.ShouldBe(Health.Unhealthy);
        await host.StartAsync();
        var entry = await EntryAsync(host);
        entry.Status.ShouldBe(Health.Healthy, entry.Description);
        entry.Tags.ShouldBe(["live", "ready"], ignoreOrder: true);
        entry.Data["notes"].ShouldBeAssignableTo<IReadOnlyList<string>>();
        entry.Data["file_bytes"].ShouldBeOfType<long>().ShouldBeGreaterThan(0);
        await host.StopAsync();
        (await EntryAsync(host)).Status.ShouldBe(Health.Unhealthy);
    }

    [Fact]
    public async Task Is_degraded_with_a_note_while_nearly_all_readers_are_in_use()
    {
        using var host = Host(static options =>
        {
            options.Readers = 1;
            options.MaxReaders = 10;
        });
        await host.StartAsync();
        var database = host.Services.GetRequiredService<Notes>();
        var snapshots = new List<ReadSnapshot>();
        while (snapshots.Count < 9)
        {
            snapshots.Add(await database.BeginSnapshotAsync());
        }

        var entry = await EntryAsync(host);
        snapshots.ForEach(static snapshot => snapshot.Dispose());
        entry.Status.ShouldBe(Health.Degraded);
        entry.Description.ShouldNotBeNullOrWhiteSpace();
        await host.StopAsync();
    }

    [Fact]
    public async Task Is_unhealthy_when_the_file_is_gone()
    {
        using var host = Host();
        await host.StartAsync();
        File.Move(folder.File(), folder.File("elsewhere.db"));
        var entry = await EntryAsync(host);
        entry.Status.ShouldBe(Health.Unhealthy);
        entry.Data["notes"].ShouldBeAssignableTo<IReadOnlyList<string>>()!.ShouldNotBeEmpty();
        await host.StopAsync();
    }

    [Fact]
    public async Task Of_several_databases_each_has_its_own_entry()
    {
        using var host = TestFolder.Host(builder =>
        {
            builder.Services.AddLineage<Notes>("a", options => options.Path = folder.File("a.db")).AddLineage<Notes>("b", options => options.Path = folder.File("b.db"));
            builder.Services.AddHealthChecks().AddLineage<Notes>(databaseName: "a").AddLineage<Notes>("other", "b");
        });
        await host.StartAsync();
        File.Move(folder.File("b.db"), folder.File("elsewhere.db"));
        var entries = (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries;
        entries.ToDictionary(static entry => entry.Key, static entry => entry.Value.Status).ShouldBe(new Dictionary<string, Health> { ["lineage:a"] = Health.Healthy, ["other"] = Health.Unhealthy }, ignoreOrder: true);
        await host.StopAsync();
    }

    private static async Task<HealthReportEntry> EntryAsync(IHost host)
        => (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["lineage"];

    private IHost Host(Action<LineageHostOptions>? configure = null) => TestFolder.Host(builder =>
    {
        builder.Services.AddLineage<Notes>(options =>
        {
            options.Path = folder.File();
            configure?.Invoke(options);
        });
        builder.Services.AddHealthChecks().AddLineage<Notes>();
    });
}
