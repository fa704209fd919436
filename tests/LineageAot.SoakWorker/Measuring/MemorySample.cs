using System.Globalization;

namespace LineageAot.SoakWorker.Measuring;

/// <summary>A worker's heartbeat, as the driver hears it.</summary>
internal sealed record MemorySample
{
    /// <summary>Which life.</summary>
    public required int Life { get; init; }

    /// <summary>Since the soak began.</summary>
    public required TimeSpan At { get; init; }

    /// <summary>Since the worker's loads began.</summary>
    public required TimeSpan Age { get; init; }

    /// <summary>Managed memory in use, in bytes; between two collections it grows.</summary>
    public required long Managed { get; init; }

    /// <summary>What the last collection left of it, in bytes; 0 before the first.</summary>
    public required long Live { get; init; }

    /// <summary>The working set, in bytes.</summary>
    public required long Resident { get; init; }

    public required long FileBytes { get; init; }

    public required long WalBytes { get; init; }

    public required long Events { get; init; }

    public required long Rows { get; init; }

    public required long Seen { get; init; }

    public required long Handled { get; init; }

    public required long Conflicts { get; init; }

    /// <summary>Latencies since the last one.</summary>
    public required string Latencies { get; init; }

    /// <param name="line">What the worker wrote: <c>M</c>, a number, and the figures.</param>
    /// <param name="life">Which life.</param>
    /// <param name="at">When it came.</param>
    public static MemorySample Parse(string line, int life, TimeSpan at)
    {
        var part = line.Split(' ');
        long Number(int place) => long.Parse(part[place], CultureInfo.InvariantCulture);
        return new MemorySample
        {
            Life = life,
            At = at,
            Age = TimeSpan.FromMilliseconds(Number(2)),
            Managed = Number(3),
            Live = Number(4),
            Resident = Number(5),
            FileBytes = Number(6),
            WalBytes = Number(7),
            Events = Number(8),
            Rows = Number(9),
            Seen = Number(10),
            Handled = Number(11),
            Conflicts = Number(12),
            Latencies = part[13],
        };
    }

    public const string CsvHeader = "life,seconds,age_seconds,managed,live,resident,file,wal,events,rows,seen,handled,conflicts";

    public string ToCsv() => string.Create(CultureInfo.InvariantCulture, $"{Life},{At.TotalSeconds:0.0},{Age.TotalSeconds:0.0},{Managed},{Live},{Resident},{FileBytes},{WalBytes},{Events},{Rows},{Seen},{Handled},{Conflicts}");
}
