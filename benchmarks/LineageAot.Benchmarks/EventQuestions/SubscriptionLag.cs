using System.Diagnostics;
using LineageAot.Benchmarks.Model;
using LineageAot.Benchmarks.Running;
using LineageAot.Lineage;

namespace LineageAot.Benchmarks.EventQuestions;

/// <summary>How long after its append was acknowledged does a subscription's handler have an event?</summary>
internal sealed class SubscriptionLag(RunSettings settings) : Question(settings)
{
    private const int EventsASecond = 1_000;
    private const int WarmUp = 1_000;
    private const int Streams = 64;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public override async Task AnswerAsync(Runner runner, QuestionResult result)
    {
        // One round of its own, warm: the events are as many as seconds pass, and each is timed.
        var count = Settings.Count(10_000, 2_000);
        using var file = new DatabaseFile(Settings, "lag");
        await using var store = await EventStores.OpenAsync(file);
        var at = await RunAsync(store, WarmUp + count);
        var (acknowledged, handled) = (at.Acknowledged[WarmUp..], at.Handled[WarmUp..]);

        // An event may reach the handler before its writer's task has gone on: then it didn't wait.
        var lags = Times.Sort(acknowledged.Zip(handled, static (from, to) => Math.Max(0, to - from)));
        var title = $"from the acknowledgement to the handler, {count:N0} events at {EventsASecond:N0} a second, FULL: ";
        result.Figures.Add(new FigureResult(title + "median", "ms", lags.Percentile(0.5), null));
        result.Figures.Add(new FigureResult(title + "99th percentile", "ms", lags.Percentile(0.99), 5));
        result.Figures.Add(new FigureResult(title + "longest", "ms", lags.LongestMilliseconds, null));
        result.Figures.Add(new FigureResult("of them handled before their writer had gone on", "%", acknowledged.Zip(handled).Count(static pair => pair.Second <= pair.First) * 100.0 / count, null));
        result.Figures.Add(new FigureResult("events that were really appended", "/s", (count - 1) / Stopwatch.GetElapsedTime(at.Started[WarmUp], at.Started[^1]).TotalSeconds, null) { AtLeast = EventsASecond * 0.98 });
    }

    private static async Task<(long[] Started, long[] Acknowledged, long[] Handled)> RunAsync(LineageStore store, int count)
    {
        var (started, acknowledged, handled) = (new long[count], new long[count], new long[count]);
        var inputs = Enumerable.Range(0, Streams).Select(static _ => EventRows.NewStream()).ToArray();
        var seen = 0;
        var isDone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stop = new CancellationTokenSource();
        await using var subscription = await store.Events.SubscribeAsync(new SubscriptionOptions("reader"));
        var reading = subscription.HandleAsync((events, _) =>
        {
            // The file was new and has no other writer, so an event's position is its place in the arrays.
            var now = Stopwatch.GetTimestamp();
            foreach (var row in events)
                handled[row.Position - 1] = now;
            if ((seen += events.Count) >= count)
                isDone.TrySetResult();
            return ValueTask.CompletedTask;
        }, cancellationToken: stop.Token).AsTask();
        await Pace.RunAsync(count, EventsASecond, async i =>
        {
            started[i] = Stopwatch.GetTimestamp();
            var appended = await store.Events.AppendAsync(inputs[i % Streams], ExpectedVersion.Any, SensorEvents.Draft(EventRows.At(i)));
            acknowledged[appended.LastPosition!.Value - 1] = Stopwatch.GetTimestamp();
        });
        await Task.WhenAny(isDone.Task, reading).WaitAsync(Patience);
        await stop.CancelAsync();
        await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Verify(seen == count && !handled.Contains(0) && !acknowledged.Contains(0), "the events that the handler had");
        return (started, acknowledged, handled);
    }
}
