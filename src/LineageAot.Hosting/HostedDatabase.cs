using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace LineageAot.Hosting;

/// <summary>
/// A database that lives as long as its host: opened before any hosted service starts, or by the first service that is made with it; closed when all have stopped. Safe to use from many threads.
/// </summary>
internal sealed class HostedDatabase<TDatabase> : IHostedLifecycleService, IAsyncDisposable where TDatabase : LineageDatabase, IDatabase<TDatabase>
{
    /// <summary>Of what is left until the host gives up: the rest is for the last checkpoint.</summary>
    private const double ShareForDraining = 0.8;

    private readonly HostedDatabaseName name;
    private readonly IOptionsMonitor<LineageHostOptions> options;
    private readonly ILoggerFactory loggers;
    private readonly ILogger logger;
    private readonly IDatabaseCompanion<TDatabase>[] companions;
    private readonly TimeSpan shutdownTimeout;
    private readonly TimeProvider clock;
    private readonly Lock gate = new();
    private Task<TDatabase>? opening;
    private Task? closing;
    private IAsyncDisposable? maintenance;
    private long? stopsSince;

    /// <summary>Takes all that it needs now: services that are being made hold locks while it opens, and none can be had while it closes.</summary>
    public HostedDatabase(IServiceProvider services, HostedDatabaseName name)
    {
        this.name = name;
        options = services.GetRequiredService<IOptionsMonitor<LineageHostOptions>>();
        clock = services.GetService<TimeProvider>() ?? TimeProvider.System;
        loggers = services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance;
        logger = loggers.CreateLogger("LineageAot.Hosting");
        shutdownTimeout = services.GetService<IOptions<HostOptions>>()?.Value.ShutdownTimeout ?? Timeout.InfiniteTimeSpan;
        companions = [.. name.Name is null ? services.GetServices<IDatabaseCompanion<TDatabase>>() : services.GetKeyedServices<IDatabaseCompanion<TDatabase>>(name.Name)];
    }

    /// <summary>The database; waits where it is being opened still. A service's constructor may ask for it, and those run before the host starts anything.</summary>
    public TDatabase Database => OpenAsync().GetAwaiter().GetResult();

    /// <summary>The database, where it's open.</summary>
    public TDatabase? OpenDatabase
    {
        get
        {
            lock (gate)
            {
                return closing is null && opening is { IsCompletedSuccessfully: true } ? opening.Result : null;
            }
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => OpenAsync().WaitAsync(cancellationToken);

    // For a host that doesn't know the steps around it.
    public Task StartAsync(CancellationToken cancellationToken) => OpenAsync().WaitAsync(cancellationToken);

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        stopsSince = clock.GetTimestamp();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref maintenance, null) is { } running)
        {
            await WithinAsync(running.DisposeAsync().AsTask(), cancellationToken).ConfigureAwait(false);
        }
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => WithinAsync(CloseAsync(cancellationToken), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        Task? begun;
        lock (gate)
        {
            begun = closing;
        }

        // Who stopped the host has waited for it as long as it was to be waited for.
        if (begun is null)
        {
            await WithinAsync(CloseAsync(CancellationToken.None), CancellationToken.None).ConfigureAwait(false);
        }
    }

    private Task<TDatabase> OpenAsync()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closing is not null, typeof(TDatabase));
            return opening ??= OpenOnceAsync();
        }
    }

    private async Task<TDatabase> OpenOnceAsync()
    {
        // Not under the lock, and not as part of making a service.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var chosen = options.Get(name.OptionsName);
        var database = await TDatabase.OpenAsync(DatabaseOptionsFactory.Make(chosen, loggers, clock, shutdownTimeout)).ConfigureAwait(false);
        try
        {
            foreach (var companion in companions)
            {
                companion.Attach(database);
            }

            StartMaintenance(database, chosen.Maintenance);
        }
        catch
        {
            await database.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return database;
    }

    private void StartMaintenance(TDatabase database, LineageHostMaintenance chosen)
    {
        if (chosen.Enabled && database.Options.Access == DatabaseAccess.ReadWrite)
        {
            var plan = chosen.ToOptions();
            maintenance = database.StartMaintenance(chosen.Adjust is { } adjust ? adjust(database, plan) : plan);
        }
    }

    private Task CloseAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return closing ??= CloseOnceAsync(opening, cancellationToken);
        }
    }

    private async Task CloseOnceAsync(Task<TDatabase>? opening, CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        if (opening is null)
        {
            return;
        }

        await ((Task)opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!opening.IsCompletedSuccessfully)
        {
            return;
        }

        var database = await opening.ConfigureAwait(false);
        foreach (var companion in companions)
        {
            await companion.DetachAsync(cancellationToken).ConfigureAwait(false);
        }

        await database.CloseAsync(DrainTimeout(database.Options.DrainTimeout)).ConfigureAwait(false);
    }

    private TimeSpan DrainTimeout(TimeSpan chosen)
    {
        if (stopsSince is not { } since || shutdownTimeout <= TimeSpan.Zero)
        {
            return chosen;
        }

        var left = (shutdownTimeout - clock.GetElapsedTime(since)) * ShareForDraining;
        left = left > TimeSpan.Zero ? left : TimeSpan.Zero;
        return chosen == Timeout.InfiniteTimeSpan || left < chosen ? left : chosen;
    }

    // Other services are stopped too, whatever comes of this one.
    private async Task WithinAsync(Task work, CancellationToken cancellationToken)
    {
        try
        {
            await work.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            HostLog.NotClosedInTime(logger, name.ToString());
        }
        catch (Exception e)
        {
            HostLog.CloseFailed(logger, name.ToString(), e);
        }
    }
}
