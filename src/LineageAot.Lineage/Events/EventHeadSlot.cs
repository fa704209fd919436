using System.Buffers.Binary;
using System.Numerics;

namespace LineageAot.Lineage;

/// <summary>What a head file says of the log at one commit, and its form in the file: 128 bytes, big-endian, the last 8 of them the CRC-32C of those before.</summary>
/// <param name="Sequence">Counts the writes of the file; the slot with the higher one is the newer.</param>
/// <param name="LogId">Whose head it is.</param>
/// <param name="Positions">The last position that was given.</param>
/// <param name="Removed">How many events had been taken away on purpose.</param>
/// <param name="Position">The newest event's position; 0 where all were taken away.</param>
/// <param name="Checksum">The newest event's checksum.</param>
internal readonly record struct EventHeadSlot(long Sequence, Guid LogId, long Positions, long Removed, long Position, Sha256 Checksum)
{
    public const int Size = 128;

    private const int Covered = Size - sizeof(ulong);
    private const int FormatVersion = 1;

    private static ReadOnlySpan<byte> Mark => "LAOTHEAD"u8;

    public bool SaysTheSameAs(in EventHeadSlot other) => this with { Sequence = other.Sequence } == other;

    public void WriteTo(Span<byte> destination)
    {
        destination[..Size].Clear();
        Mark.CopyTo(destination);
        BinaryPrimitives.WriteInt32BigEndian(destination[8..], FormatVersion);
        BinaryPrimitives.WriteInt64BigEndian(destination[16..], Sequence);
        LogId.TryWriteBytes(destination[24..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(destination[40..], Positions);
        BinaryPrimitives.WriteInt64BigEndian(destination[48..], Removed);
        BinaryPrimitives.WriteInt64BigEndian(destination[56..], Position);
        Checksum.CopyTo(destination[64..]);
        BinaryPrimitives.WriteUInt64BigEndian(destination[Covered..], Crc(destination[..Covered]));
    }

    /// <summary>What stands there; null where nothing does, or only a part.</summary>
    public static EventHeadSlot? ReadFrom(ReadOnlySpan<byte> source)
        => source.Length >= Size && source.StartsWith(Mark) && BinaryPrimitives.ReadInt32BigEndian(source[8..]) == FormatVersion && Crc(source[..Covered]) == BinaryPrimitives.ReadUInt64BigEndian(source[Covered..])
            ? new EventHeadSlot(
                BinaryPrimitives.ReadInt64BigEndian(source[16..]),
                new Guid(source[24..40], bigEndian: true),
                BinaryPrimitives.ReadInt64BigEndian(source[40..]),
                BinaryPrimitives.ReadInt64BigEndian(source[48..]),
                BinaryPrimitives.ReadInt64BigEndian(source[56..]),
                new Sha256(source.Slice(64, Sha256.Size)))
            : null;

    private static ulong Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length > 0; bytes = bytes[sizeof(ulong)..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        return crc;
    }
}
