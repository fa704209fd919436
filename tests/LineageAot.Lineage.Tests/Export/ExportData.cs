namespace LineageAot.Lineage.Tests.Export;

/// <summary>Many chunks, a document of 1,000 each.</summary>
internal static class ExportData
{
    public static async Task AddChunksAsync(Workspace workspace, int count)
    {
        var config = await workspace.Store.GetOrAddChunkConfigAsync(new ChunkConfigSpec("lines", "1"));
        await using var run = await workspace.StartRunAsync(new RunRequest("index"));
        for (var done = 0; done < count; done += 1000)
        {
            var version = await run.IngestVersionAsync(TemporaryStore.Item($"many-{done}", $"many-{done}"));
            var document = await run.GetOrAddDocumentAsync(version.Id, new Extraction("plain", "1"));
            var set = await run.GetOrAddChunkSetAsync(document.Id, config.Id);
            await run.WriteChunksAsync(set.Id, TemporaryStore.Chunks([.. Enumerable.Range(done, Math.Min(1000, count - done)).Select(static i => $"The {i}th piece of a text that is as long as a short line of a book.")]));
        }

        await run.SucceedAsync();
    }
}

/// <summary>Keeps what is written, and does something at each write.</summary>
internal sealed class HookedStream(Func<Task> atWrite) : Stream
{
    public MemoryStream Written { get; } = new();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => Written.Length;

    public override long Position { get => Written.Position; set => throw new NotSupportedException(); }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Written.Write(buffer.Span);
        await atWrite();
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

/// <summary>A clock that stands until it's moved; timers fire while it moves.</summary>
internal sealed class SteppedClock : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Timer> timers = [];
    private DateTimeOffset now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        lock (gate)
        {
            timers.Add(timer);
        }

        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        now += by;
        List<Timer> due;
        lock (gate)
        {
            due = [.. timers.Where(timer => timer.DueAt <= now)];
        }

        due.ForEach(static timer => timer.Fire());
    }

    private sealed class Timer(SteppedClock clock, Action callback) : ITimer
    {
        public DateTimeOffset? DueAt { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            DueAt = dueTime == Timeout.InfiniteTimeSpan ? null : clock.now + dueTime;
            return true;
        }

        public void Fire()
        {
            DueAt = null;
            callback();
        }

        public void Dispose() => DueAt = null;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
