using System.Globalization;

namespace LineageAot.SoakWorker.Load;

/// <summary>A line a second: how much memory, how much was done.</summary>
internal sealed class Heartbeat(SoakContext soak) : LoadService(soak)
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    protected override async Task RunAsync(CancellationToken stop)
    {
        var begun = SoakContext.Clock.GetTimestamp();
        using var timer = new PeriodicTimer(Beat);
        for (var number = 0; ; number++)
        {
            SoakContext.Tell(string.Create(
                CultureInfo.InvariantCulture,
                $"M {number} {SoakContext.Clock.GetElapsedTime(begun).TotalMilliseconds:0} {GC.GetTotalMemory(false)} {GC.GetGCMemoryInfo().HeapSizeBytes} {Environment.WorkingSet} {Length("")} {Length("-wal")} {Soak.Events.Value} {Soak.Rows.Value} {Soak.Seen.Value} {Soak.Handled.Value} {Soak.Conflicts.Value} {Soak.AppendLatency.Take()}"));
            await timer.WaitForNextTickAsync(stop);
        }
    }

    private long Length(string suffix)
    {
        return Of(Soak.Folder.Database + suffix) + Of(Soak.Folder.Events + suffix);

        static long Of(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;
    }
}
