using Microsoft.Extensions.Hosting;

namespace LineageAot.SoakWorker.Load;

/// <summary>A load that goes on until the host stops; what it throws before is a failure of the soak.</summary>
internal abstract class LoadService(SoakContext soak) : BackgroundService
{
    protected SoakContext Soak => soak;

    protected abstract Task RunAsync(CancellationToken stop);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await RunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            soak.Fail($"{GetType().Name}: {e}");
        }
    }

    /// <summary>A wait of chance, on average so long.</summary>
    protected static Task RestAsync(double milliseconds, CancellationToken stop) => Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * 2 * milliseconds), stop);
}
