using System.Collections.Concurrent;
using System.Diagnostics;

namespace LineageAot.Tests.Diagnostics;

/// <summary>Listens to the library's activities as an exporter does, and keeps those about one file in the order of their ends.</summary>
internal sealed class Activities : IDisposable
{
    private readonly ActivityListener listener;
    private readonly ConcurrentQueue<Activity> ended = new();

    public Activities(string database)
    {
        listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "LineageAot",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.GetTagItem("db.namespace") as string == database)
                {
                    ended.Enqueue(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
    }

    public IReadOnlyList<Activity> All => [.. ended];

    public IReadOnlyList<Activity> Of(string operation) => [.. ended.Where(activity => activity.GetTagItem("db.operation.name") as string == operation)];

    /// <summary>An activity of the program.</summary>
    public static Activity Begin(string name) => new Activity(name).SetIdFormat(ActivityIdFormat.W3C).Start();

    public void Dispose() => listener.Dispose();
}
