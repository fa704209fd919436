namespace LineageAot.Lineage;

/// <summary>Entries that wait to be stored: bounded by count and bytes, and when it's full the oldest go. Safe to use from many threads.</summary>
internal sealed class LogBuffer(int maxEntries, long maxBytes)
{
    /// <summary>What an entry takes besides its texts, about.</summary>
    private const int EntryBytes = 128;

    private readonly Lock gate = new();
    private readonly Queue<LogEntry> entries = new();
    private long bytes, dropped;

    public void Add(LogEntry entry)
    {
        var size = SizeOf(entry);
        lock (gate)
        {
            while (entries.Count > 0 && (entries.Count >= maxEntries || bytes + size > maxBytes))
            {
                bytes -= SizeOf(entries.Dequeue());
                dropped++;
            }

            entries.Enqueue(entry);
            bytes += size;
        }
    }

    /// <summary>The oldest entries, and how many before them were dropped since the last time.</summary>
    public (IReadOnlyList<LogEntry> Entries, long Dropped) Take(int maxBatch)
    {
        lock (gate)
        {
            var taken = new List<LogEntry>(Math.Min(maxBatch, entries.Count));
            while (taken.Count < maxBatch && entries.TryDequeue(out var entry))
            {
                bytes -= SizeOf(entry);
                taken.Add(entry);
            }

            var before = dropped;
            dropped = 0;
            return (taken, before);
        }
    }

    /// <summary>Entries that were taken, but couldn't be stored.</summary>
    public void Lost(long count)
    {
        lock (gate)
        {
            dropped += count;
        }
    }

    private static long SizeOf(LogEntry entry) => EntryBytes + (sizeof(char) * ((long)entry.Message.Length + (entry.Properties?.Length ?? 0)));
}
