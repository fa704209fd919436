using LineageAot.Tests.Reading;
using Microsoft.Extensions.DependencyInjection;

namespace LineageAot.Hosting.Tests;

/// <summary>Maintenance runs with the host, by the host's clock.</summary>
public sealed class MaintenanceTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Runs_jobs_by_the_clock_of_the_services_and_stops_with_the_host()
    {
        var clock = new ManualClock();
        var runs = 0;
        var first = new TaskCompletionSource();
        using var host = TestFolder.Host(builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(clock);
            builder.Services.AddLineage<Notes>(options =>
            {
                options.Path = folder.File();
                options.Maintenance.VacuumInterval = options.Maintenance.OptimizeInterval = options.Maintenance.IntegrityCheckInterval = null;
                options.Maintenance.FirstRunDelay = TimeSpan.Zero;
                options.Maintenance.Adjust = (database, plan) =>
                {
                    database.ShouldBeOfType<Notes>();
                    return plan with { Jobs = [new MaintenanceJob("count", TimeSpan.FromHours(1), _ => Count())] };
                };
            });
        });
        await host.StartAsync();
        await first.Task;
        await host.StopAsync();
        clock.Advance(TimeSpan.FromDays(1));
        runs.ShouldBe(1);

        ValueTask<string?> Count()
        {
            runs++;
            first.TrySetResult();
            return new((string?)null);
        }
    }

    [Fact]
    public async Task Makes_backups_where_a_folder_is_set()
    {
        var done = new TaskCompletionSource<MaintenanceRecord>();
        using var host = TestFolder.Host(builder => builder.Services.AddLineage<Notes>(options =>
        {
            options.Path = folder.File();
            options.Maintenance.BackupFolder = Directory.CreateDirectory(folder.File("backups")).FullName;
            options.Maintenance.FirstRunDelay = TimeSpan.Zero;
            options.Maintenance.Adjust = (_, plan) => plan with
            {
                OnFinished = (record, _) =>
                {
                    done.TrySetResult(record);
                    return default;
                },
            };
        }));
        await host.StartAsync();
        (await done.Task).ShouldSatisfyAllConditions(static record => record.Kind.ShouldBe(MaintenanceKinds.Backup), static record => record.Ok.ShouldBeTrue());
        Directory.GetFiles(folder.File("backups"), "*.bak").Length.ShouldBe(1);
        await host.StopAsync();
    }

    [Fact]
    public async Task Can_be_left_out()
    {
        using var host = TestFolder.Host(builder => builder.Services.AddLineage<Notes>(options =>
        {
            options.Path = folder.File();
            options.Maintenance.Enabled = false;
        }));
        await host.StartAsync();

        // It would say that one runs already.
        await using (host.Services.GetRequiredService<Notes>().StartMaintenance())
        {
        }

        await host.StopAsync();
    }
}
