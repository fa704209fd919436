namespace LineageAot.SoakWorker.Ledger;

/// <summary>Something that the store acknowledged, and when the program knew of it.</summary>
/// <param name="At">After the acknowledgement, UTC.</param>
internal abstract record LedgerEntry(DateTimeOffset At);

/// <summary>An event was appended.</summary>
/// <param name="Position">Its place among all.</param>
/// <param name="StreamType">The kind of stream.</param>
/// <param name="StreamId">The stream.</param>
/// <param name="Version">Its number there.</param>
/// <param name="PayloadHash">The first digits of the hash of its payload.</param>
internal sealed record EventAppended(DateTimeOffset At, long Position, string StreamType, Guid StreamId, long Version, string PayloadHash) : LedgerEntry(At);

/// <summary>A stream was archived behind its last event.</summary>
internal sealed record StreamArchived(DateTimeOffset At, string StreamType, Guid StreamId, long Version) : LedgerEntry(At);

/// <summary>A source's version was stored with its document and chunks.</summary>
/// <param name="Connector">Which load.</param>
/// <param name="Pass">In which of its passes.</param>
/// <param name="Uri">The source.</param>
/// <param name="VersionNo">The version's number.</param>
/// <param name="Content">The hash of its whole content, which is its chunks' texts one after another.</param>
/// <param name="Chunks">How many.</param>
internal sealed record VersionStored(DateTimeOffset At, string Connector, int Pass, string Uri, int VersionNo, Sha256 Content, int Chunks) : LedgerEntry(At);

/// <summary>A pass over a connector's sources was ended, and its run.</summary>
/// <param name="RunId">The run.</param>
/// <param name="EndsAfter">The run ended after this time.</param>
internal sealed record PassEnded(DateTimeOffset At, string Connector, int Pass, Guid RunId, DateTimeOffset EndsAfter) : LedgerEntry(At);

/// <summary>An entry was put into the outbox.</summary>
internal sealed record EntryQueued(DateTimeOffset At, long Position, string PayloadHash) : LedgerEntry(At);

/// <summary>An entry of the outbox was handed to its handler; not an acknowledgement of the store's, but of the program's.</summary>
internal sealed record EntryHandled(DateTimeOffset At, long Position) : LedgerEntry(At)
{
    /// <summary>When each was first handed over, by position.</summary>
    public static Dictionary<long, DateTimeOffset> FirstTimes(IEnumerable<LedgerEntry> entries)
        => entries.OfType<EntryHandled>().GroupBy(static entry => entry.Position).ToDictionary(static again => again.Key, static again => again.Min(static entry => entry.At));
}

/// <summary>Events were handed to the subscription's handler.</summary>
/// <param name="First">The first position of a range without gaps.</param>
/// <param name="Last">The last one.</param>
internal sealed record EventsSeen(DateTimeOffset At, long First, long Last) : LedgerEntry(At);
