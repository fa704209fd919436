using System.Globalization;

namespace LineageAot.SoakWorker.Ledger;

/// <summary>The ledger's lines: microseconds since 1970, a letter, and the facts.</summary>
internal static class LedgerText
{
    private const int HashDigits = 12;

    public static string HashOf(string? payload) => Sha256.OfText(payload ?? "").ToString()[..HashDigits];

    public static string Format(LedgerEntry entry) => Micros(entry.At) + " " + entry switch
    {
        EventAppended e => string.Create(CultureInfo.InvariantCulture, $"E {e.Position} {e.StreamType} {e.StreamId:N} {e.Version} {e.PayloadHash}"),
        StreamArchived a => string.Create(CultureInfo.InvariantCulture, $"A {a.StreamType} {a.StreamId:N} {a.Version}"),
        VersionStored v => string.Create(CultureInfo.InvariantCulture, $"V {v.Connector} {v.Pass} {v.Uri} {v.VersionNo} {v.Content} {v.Chunks}"),
        PassEnded p => string.Create(CultureInfo.InvariantCulture, $"P {p.Connector} {p.Pass} {p.RunId:N} {Micros(p.EndsAfter)}"),
        EntryQueued o => string.Create(CultureInfo.InvariantCulture, $"O {o.Position} {o.PayloadHash}"),
        EntryHandled h => string.Create(CultureInfo.InvariantCulture, $"H {h.Position}"),
        EventsSeen s => string.Create(CultureInfo.InvariantCulture, $"S {s.First} {s.Last}"),
        _ => throw new ArgumentException("The ledger has no line for it.", nameof(entry)),
    };

    public static LedgerEntry Parse(string line)
    {
        var part = line.Split(' ');
        var at = Time(part[0]);
        return part[1] switch
        {
            "E" => new EventAppended(at, Number(part[2]), part[3], Guid.ParseExact(part[4], "N"), Number(part[5]), part[6]),
            "A" => new StreamArchived(at, part[2], Guid.ParseExact(part[3], "N"), Number(part[4])),
            "V" => new VersionStored(at, part[2], (int)Number(part[3]), part[4], (int)Number(part[5]), Sha256.Parse(part[6]), (int)Number(part[7])),
            "P" => new PassEnded(at, part[2], (int)Number(part[3]), Guid.ParseExact(part[4], "N"), Time(part[5])),
            "O" => new EntryQueued(at, Number(part[2]), part[3]),
            "H" => new EntryHandled(at, Number(part[2])),
            "S" => new EventsSeen(at, Number(part[2]), Number(part[3])),
            _ => throw new FormatException($"'{part[1]}' is no line of a ledger."),
        };
    }

    private static string Micros(DateTimeOffset time) => ((time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(string micros) => DateTimeOffset.UnixEpoch.AddTicks(Number(micros) * TimeSpan.TicksPerMicrosecond);

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
