namespace LineageAot.Lineage;

/// <summary>Who reads events, and how.</summary>
/// <param name="Processor">The reader's name: its place in the events is kept under it.</param>
public sealed record SubscriptionOptions(string Processor)
{
    /// <summary>Which share of the streams this reader takes, from 0; a stream is always the same share's. 0.</summary>
    public int Shard { get; init; }

    /// <summary>How many shares there are: 1 to 1,024; 1. Changing it later moves streams between shares, and events between their places are then read twice or never.</summary>
    public int Shards { get; init; } = 1;

    /// <summary>The most events of a batch: 1 to 10,000; 256.</summary>
    public int BatchSize { get; init; } = 256;

    /// <summary>Reads events of these types only; null: of all. The reader's place moves past the others as well.</summary>
    public IReadOnlyCollection<string>? EventTypes { get; init; }

    /// <summary>Reads streams of this type only; null: of all.</summary>
    public string? StreamType { get; init; }

    /// <summary>Where a reader begins that has no place yet: behind this position. 0: at the first event.</summary>
    public long StartAfter { get; init; }

    /// <summary>Who holds the lease; the machine, the process and a number drawn for this subscription where it's left out.</summary>
    public string? Owner { get; init; }

    /// <summary>How long the place is nobody else's without a word from this reader: 1 s to 1 day; 30 s. It is renewed with each batch and while it waits.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    internal string StoredOwner => Owner ?? $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";

    internal void Require()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Processor);
        Range(Shards, 1, 1024, nameof(Shards));
        Range(Shard, 0, Shards - 1, nameof(Shard));
        Range(BatchSize, 1, 10_000, nameof(BatchSize));
        ArgumentOutOfRangeException.ThrowIfNegative(StartAfter);
        ArgumentOutOfRangeException.ThrowIfLessThan(Lease, TimeSpan.FromSeconds(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Lease, TimeSpan.FromDays(1));
    }

    internal bool Wants(EventRow row)
        => (StreamType is null || row.StreamType == StreamType) && (EventTypes is null || EventTypes.Contains(row.EventType)) && (Shards == 1 || ShardOf(row.StreamId) == Shard);

    // Of bytes that are drawn also in a UUIDv7; the same on every machine and in every version.
    private int ShardOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return (int)(System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]) % (uint)Shards);
    }

    private static void Range(int value, int least, int most, string name)
    {
        if (value < least || value > most)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is from {least} to {most}.");
        }
    }
}
