using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace LineageAot.Lineage;

/// <summary>
/// Chains an event to the one before it in its stream: SHA-256 over the earlier checksum (32 zero bytes before the first) and every field of the event
/// but its position, each with its length. A change, a gap or another order is found by computing it again.
/// </summary>
public static class EventChecksum
{
    /// <summary>The checksum of an event.</summary>
    /// <param name="previous">The checksum of the event before, or default for the first.</param>
    /// <param name="row">The event; its own checksum and position are left aside.</param>
    public static Sha256 Of(in Sha256 previous, EventRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[Sha256.Size];
        previous.CopyTo(bytes);
        hash.AppendData(bytes);
        Append(hash, row.EventId.Value);
        Append(hash, row.StreamType);
        Append(hash, row.StreamId);
        Append(hash, row.StreamVersion);
        Append(hash, row.EventType);
        Append(hash, row.Level.ToString());
        Append(hash, (row.At - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        Append(hash, row.RunId?.Value ?? Guid.Empty);
        Append(hash, row.Payload);
        Append(hash, row.Meta);
        Append(hash, row.TraceId);
        Append(hash, row.Actor);
        hash.GetHashAndReset(bytes);
        return new Sha256(bytes);
    }

    private static void Append(IncrementalHash hash, string? text)
    {
        Append(hash, text?.Length ?? -1);
        if (text is not null)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(text));
        }
    }

    private static void Append(IncrementalHash hash, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        hash.AppendData(bytes);
    }

    private static void Append(IncrementalHash hash, long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        hash.AppendData(bytes);
    }
}
