using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LineageAot.Hosting.Tests;

/// <summary>A database lives as long as its host.</summary>
public sealed class HostedDatabaseTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Is_open_before_any_service_starts_and_until_all_have_stopped()
    {
        using (var host = TestFolder.Host(builder => builder.Services.AddHostedService<FirstAndLast>().AddLineage<Notes>(options => options.Path = folder.File())))
        {
            await host.StartAsync();
            await host.Services.GetRequiredService<Notes>().All.InsertAsync(new Note { Text = "between" });
            await host.StopAsync();
        }

        (await folder.NotesAsync()).ShouldBe(["starting", "between", "stopping"]);
    }

    [Fact]
    public async Task Is_had_by_a_service_that_is_made_with_it()
    {
        using var host = TestFolder.Host(builder => builder.Services.AddLineage<Notes>(options => options.Path = folder.File()).AddHostedService<MadeWithIt>());
        await host.StartAsync();
        host.Services.GetRequiredService<Notes>().ShouldBeSameAs(MadeWithIt.Database);
        await host.StopAsync();
    }

    [Fact]
    public async Task Several_of_one_class_have_names()
    {
        using (var host = TestFolder.Host(builder => builder.Services
            .AddLineage<Notes>("a", options => options.Path = folder.File("a.db"))
            .AddLineage<Notes>("b", options => options.Path = folder.File("b.db"))))
        {
            await host.StartAsync();
            await host.Services.GetRequiredKeyedService<Notes>("a").All.InsertAsync(new Note { Text = "in a" });
            await host.Services.GetRequiredKeyedService<Notes>("b").All.InsertAsync(new Note { Text = "in b" });
            host.Services.GetService<Notes>().ShouldBeNull();
            await host.StopAsync();
        }

        (await folder.NotesAsync("a.db")).ShouldBe(["in a"]);
        (await folder.NotesAsync("b.db")).ShouldBe(["in b"]);
    }

    [Fact]
    public void Is_added_once() => Should.Throw<InvalidOperationException>(() => new ServiceCollection().AddLineage<Notes>("a", static _ => { }).AddLineage<Notes>("a", static _ => { }))
        .Message.ShouldBe("Database Notes 'a' was added before. Give each database of one class its own name.");

    [Fact]
    public async Task What_cannot_be_opened_stops_the_host_before_services_start()
    {
        // A file of another structure, without migrations to bring it there.
        await using (await Others.OpenAsync(folder.File()))
        {
        }

        using var host = TestFolder.Host(builder => builder.Services.AddHostedService<FirstAndLast>().AddLineage<Notes>(options => options.Path = folder.File()));
        var error = await Should.ThrowAsync<SchemaMismatchException>(host.StartAsync());
        error.Message.ShouldContain("notes");
    }

    [Fact]
    public async Task Stops_in_time_although_a_unit_does_not_end()
    {
        using var goOn = new ManualResetEventSlim();
        var runs = new TaskCompletionSource();
        Notes database;
        Task unit, waiting;
        using (var host = TestFolder.Host(builder =>
        {
            builder.Services.Configure<HostOptions>(static options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(100));
            builder.Services.AddLineage<Notes>(options =>
            {
                options.Path = folder.File();
                options.MaxBatchRows = 1;
            });
        }))
        {
            await host.StartAsync();
            database = host.Services.GetRequiredService<Notes>();
            unit = database.WriteAsync(_ =>
            {
                runs.SetResult();
                goOn.Wait();
            }).AsTask();
            await runs.Task;
            waiting = Task.WhenAll(Enumerable.Range(0, 100).Select(i => database.All.InsertAsync(new Note { Text = $"{i}" }).AsTask()));

            // Ends although the unit still runs, and so does disposing the host.
            await host.StopAsync();
        }

        unit.IsCompleted.ShouldBeFalse();
        goOn.Set();
        await unit;
        await Should.ThrowAsync<WriteQueueClosedException>(waiting);
        await database.CloseAsync(Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public async Task What_was_accepted_is_committed_on_stop()
    {
        Task written;
        using (var host = TestFolder.Host(builder => builder.Services.AddLineage<Notes>(options => options.Path = folder.File())))
        {
            await host.StartAsync();
            var database = host.Services.GetRequiredService<Notes>();
            written = Task.WhenAll(Enumerable.Range(0, 2_000).Select(i => database.All.InsertAsync(new Note { Text = $"{i}" }).AsTask()));
            await host.StopAsync();
        }

        await written;
        (await folder.NotesAsync()).Count.ShouldBe(2_000);
    }

    [Fact]
    public async Task Is_closed_by_services_that_never_started()
    {
        await using (var services = new ServiceCollection().AddLineage<Notes>(options => options.Path = folder.File()).BuildServiceProvider())
        {
            await services.GetRequiredService<Notes>().All.InsertAsync(new Note { Text = "without a host" });
        }

        (await folder.NotesAsync()).ShouldBe(["without a host"]);
    }

    private sealed class FirstAndLast(IServiceProvider services) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken) => await services.GetRequiredService<Notes>().All.InsertAsync(new Note { Text = "starting" }, cancellationToken: cancellationToken);

        public async Task StopAsync(CancellationToken cancellationToken) => await services.GetRequiredService<Notes>().All.InsertAsync(new Note { Text = "stopping" }, cancellationToken: cancellationToken);
    }

    private sealed class MadeWithIt : IHostedService
    {
        public MadeWithIt(Notes database) => Database = database;

        public static Notes? Database { get; private set; }

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
