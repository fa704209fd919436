using LineageAot.Lineage;

namespace LineageAot.Benchmarks.Model;

/// <summary>An event that a contender appends, in both forms, and where to.</summary>
/// <param name="Stream">Its stream.</param>
/// <param name="Before">The number of the event before it in its stream; 0 for the first.</param>
/// <param name="Happened">The typed event.</param>
/// <param name="Draft">The same with its payload written already.</param>
internal sealed record EventInput(StreamName Stream, long Before, ISensorEvent Happened, EventDraft Draft)
{
    public ExpectedVersion Expected => ExpectedVersion.Exact(Before);
}

/// <summary>The same events for each contender.</summary>
internal static class EventRows
{
    public const string StreamType = "sensor";

    private const int EventsAStream = 100;
    private const int EventsARejection = 10;

    /// <summary>Events for each producer, on streams of its own: after a hundred events it begins another one. As events come, their streams' keys grow with the time.</summary>
    public static EventInput[][] Make(int producers, int each)
    {
        var all = new EventInput[producers][];
        for (var producer = 0; producer < producers; producer++)
            all[producer] = new EventInput[each];
        for (var i = 0; i < each; i++)
        {
            for (var producer = 0; producer < producers; producer++)
            {
                var stream = i % EventsAStream == 0 ? NewStream() : all[producer][i - 1].Stream;
                var happened = At(((long)producer * each) + i);
                all[producer][i] = new EventInput(stream, i % EventsAStream, happened, SensorEvents.Draft(happened));
            }
        }

        return all;
    }

    public static StreamName NewStream() => new(StreamType, Guid.CreateVersion7());

    /// <summary>The event of this number: nine readings, then a rejection.</summary>
    public static ISensorEvent At(long number)
    {
        var row = ReadingRows.At(number);
        return number % EventsARejection == EventsARejection - 1
            ? new ReadingRejected(row.At, "out of range")
            : new ReadingTaken(row.At, row.Value, row.Quality, row.Unit);
    }
}
