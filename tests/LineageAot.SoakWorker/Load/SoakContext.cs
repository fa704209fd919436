using LineageAot.Lineage;
using LineageAot.SoakWorker.Ledger;
using LineageAot.SoakWorker.Measuring;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LineageAot.SoakWorker.Load;

/// <summary>What all loads share, and what they count.</summary>
internal sealed class SoakContext(SoakFolder folder, LedgerFile ledger, IHostApplicationLifetime lifetime, ILoggerFactory loggers)
{
    public static readonly TimeProvider Clock = TimeProvider.System;

    private LineageStore? store;

    /// <summary>There before any load starts.</summary>
    public LineageStore Store => store ?? throw new InvalidOperationException("The store isn't attached yet.");

    public SoakFolder Folder => folder;

    public LedgerFile Ledger => ledger;

    /// <summary>Of a category that isn't the library's own: those aren't stored.</summary>
    public ILogger Logger { get; } = loggers.CreateLogger("Soak");

    public LatencyHistogram AppendLatency { get; } = new();

    public Counter Events { get; } = new();

    public Counter Rows { get; } = new();

    public Counter Conflicts { get; } = new();

    public Counter Seen { get; } = new();

    public Counter Handled { get; } = new();

    public static DateTimeOffset Now => Clock.GetUtcNow();

    public void Attach(LineageStore attached) => store = attached;

    /// <summary>Something that mustn't be: the driver counts it as a failure.</summary>
    public void Fail(string what)
    {
        Tell("FAIL " + what.ReplaceLineEndings(" "));
        Environment.ExitCode = 4;
        lifetime.StopApplication();
    }

    /// <summary>A line for the driver.</summary>
    public static void Tell(string line)
    {
        lock (Console.Out)
        {
            Console.Out.WriteLine(line);
            Console.Out.Flush();
        }
    }

    /// <summary>Appends, and notes what was acknowledged.</summary>
    public async Task<AppendResult> AppendAsync(StreamName stream, IReadOnlyList<EventDraft> drafts, Func<ValueTask<AppendResult>> append)
    {
        var begun = Clock.GetTimestamp();
        var result = await append();
        AppendLatency.Add(Clock.GetElapsedTime(begun));
        Note(stream, drafts, result);
        return result;
    }

    /// <summary>Notes events that were acknowledged: those of one append have neighbouring numbers and places.</summary>
    public void Note(StreamName stream, IReadOnlyList<EventDraft> drafts, AppendResult result)
    {
        var now = Now;
        ledger.Write(drafts.Select((draft, i) => new EventAppended(now, result.LastPosition!.Value - drafts.Count + 1 + i, stream.Type, stream.Id, result.Version - drafts.Count + 1 + i, LedgerText.HashOf(draft.Payload))));
        Events.Add(drafts.Count);
    }
}

/// <summary>A number that many threads count up.</summary>
internal sealed class Counter
{
    private long value;

    public long Value => Interlocked.Read(ref value);

    public void Add(long number) => Interlocked.Add(ref value, number);
}
