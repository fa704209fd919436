using System.Buffers.Binary;
using System.Security.Cryptography;

namespace LineageAot.Lineage;

/// <summary>
/// Derives a chunk's key from its set, its ordinal and its text, so that a repeated ingest finds the same keys, and keys still grow with
/// time: a UUID of version 8 (RFC 9562) of 48 bits of the set's time, 20 bits of the ordinal, and 54 bits of
/// SHA-256(set, ordinal, chunk hash).
/// </summary>
public static class ChunkIds
{
    /// <summary>The greatest ordinal whose order a key keeps: 2^20 - 1. Beyond it keys stay unique, their order is lost.</summary>
    public const int LastOrderedOrdinal = (1 << 20) - 1;

    /// <summary>The key of a chunk.</summary>
    /// <param name="set">The set: a UUID of version 7, whose first 48 bits are its time.</param>
    /// <param name="ordinal">The chunk's place in the set, from 0.</param>
    /// <param name="chunkHash">The hash of the chunk's text.</param>
    /// <exception cref="ArgumentOutOfRangeException">The ordinal is negative.</exception>
    public static ChunkId Derive(ChunkSetId set, int ordinal, in Sha256 chunkHash)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ordinal);
        Span<byte> input = stackalloc byte[16 + sizeof(int) + Sha256.Size];
        set.Value.TryWriteBytes(input, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(input[16..], ordinal);
        chunkHash.CopyTo(input[20..]);
        Span<byte> hash = stackalloc byte[Sha256.Size];
        SHA256.HashData(input, hash);

        var time = BinaryPrimitives.ReadUInt64BigEndian(input) >> 16;
        var place = (ulong)ordinal & LastOrderedOrdinal;
        var fingerprint = BinaryPrimitives.ReadUInt64BigEndian(hash) >> 10;
        Span<byte> id = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(id, (time << 16) | (8UL << 12) | (place >> 8));
        BinaryPrimitives.WriteUInt64BigEndian(id[8..], (2UL << 62) | ((place & 0xFF) << 54) | fingerprint);
        return new ChunkId(new Guid(id, bigEndian: true));
    }
}
