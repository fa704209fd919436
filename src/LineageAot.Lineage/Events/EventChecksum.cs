using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace LineageAot.Lineage;

/// <summary>
/// Chains an event to the one before it in its stream: SHA-256 over the earlier checksum (32 zero bytes before the first), every field of the event
/// but its position, each with its length, the position of the event before (0 before the first), and whether there is a run. A change, a gap or another order is found by computing it again.
/// An event's own position, which SQLite gives only when it's written, is covered by the checksum of the next one, and the last one's by <see cref="EventStream.HeadPosition"/>.
/// </summary>
public static class EventChecksum
{
    // Checksum, three keys, four numbers, and a length before each text.
    private const int FixedBytes = Sha256.Size + (3 * 16) + (4 * sizeof(long)) + (7 * sizeof(long));

    /// <summary>The checksum of an event.</summary>
    /// <param name="previous">The checksum of the event before, or default for the first.</param>
    /// <param name="previousPosition">The position of the event before, or 0 for the first.</param>
    /// <param name="row">The event; its own checksum and position are left aside.</param>
    public static Sha256 Of(in Sha256 previous, long previousPosition, EventRow row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(previousPosition);
        return Compute(previous, previousPosition, row);
    }

    /// <summary>Whether the event has the checksum that it should have, by today's rule or by that of the versions which didn't cover positions.</summary>
    internal static bool Holds(in Sha256 previous, long previousPosition, EventRow row)
        => Compute(previous, previousPosition, row) == row.Checksum || Compute(previous, null, row) == row.Checksum;

    private static Sha256 Compute(in Sha256 previous, long? previousPosition, EventRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var level = NameOf(row.Level);
        var bound = FixedBytes + Bound(row.StreamType) + Bound(row.EventType) + Bound(level) + Bound(row.Payload) + Bound(row.Meta) + Bound(row.TraceId) + Bound(row.Actor);
        byte[]? rented = null;
        var buffer = bound <= 1024 ? stackalloc byte[1024] : rented = ArrayPool<byte>.Shared.Rent(bound);
        try
        {
            previous.CopyTo(buffer);
            var length = Sha256.Size;
            Append(buffer, ref length, row.EventId.Value);
            Append(buffer, ref length, row.StreamType);
            Append(buffer, ref length, row.StreamId);
            Append(buffer, ref length, row.StreamVersion);
            Append(buffer, ref length, row.EventType);
            Append(buffer, ref length, level);
            Append(buffer, ref length, (row.At - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
            Append(buffer, ref length, row.RunId?.Value ?? Guid.Empty);
            Append(buffer, ref length, row.Payload);
            Append(buffer, ref length, row.Meta);
            Append(buffer, ref length, row.TraceId);
            Append(buffer, ref length, row.Actor);
            if (previousPosition is { } position)
            {
                Append(buffer, ref length, position);

                // No run, and one whose key is all zeros, look the same above.
                Append(buffer, ref length, row.RunId is null ? 0 : 1);
            }

            Span<byte> hash = stackalloc byte[Sha256.Size];
            SHA256.HashData(buffer[..length], hash);
            return new Sha256(hash);
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }
    }

    // As the level is called in the hash: the enum's own ToString looks its names up anew each time.
    private static string NameOf(EventLevel level) => level switch
    {
        EventLevel.Debug => "Debug",
        EventLevel.Information => "Information",
        EventLevel.Warning => "Warning",
        EventLevel.Error => "Error",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "There is no such level."),
    };

    private static int Bound(string? text) => text is null ? 0 : Encoding.UTF8.GetMaxByteCount(text.Length);

    private static void Append(Span<byte> buffer, ref int length, string? text)
    {
        Append(buffer, ref length, text?.Length ?? -1);
        if (text is not null)
        {
            length += Encoding.UTF8.GetBytes(text, buffer[length..]);
        }
    }

    private static void Append(Span<byte> buffer, ref int length, Guid value)
    {
        value.TryWriteBytes(buffer[length..], bigEndian: true, out var written);
        length += written;
    }

    private static void Append(Span<byte> buffer, ref int length, long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(buffer[length..], value);
        length += sizeof(long);
    }
}
