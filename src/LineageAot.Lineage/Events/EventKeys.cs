using System.Buffers.Binary;
using System.Security.Cryptography;

namespace LineageAot.Lineage;

/// <summary>
/// Keys for events, version 7 of RFC 9562. <see cref="Guid.CreateVersion7(DateTimeOffset)"/> asks the system for each one's random bytes, which is a call into
/// the kernel an event, on the writer's thread; here it's one for many.
/// </summary>
internal static class EventKeys
{
    private const int RandomBytes = 10;
    private const int Many = 128;

    [ThreadStatic]
    private static byte[]? random;

    [ThreadStatic]
    private static int used;

    /// <summary>A new key of a moment, to the millisecond.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The moment is before 1970.</exception>
    public static EventId New(DateTimeOffset at)
    {
        var milliseconds = at.ToUnixTimeMilliseconds();
        ArgumentOutOfRangeException.ThrowIfNegative(milliseconds, nameof(at));
        if (random is null || used == random.Length)
        {
            random ??= new byte[Many * RandomBytes];
            RandomNumberGenerator.Fill(random);
            used = 0;
        }

        Span<byte> key = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(key, milliseconds << 16);
        random.AsSpan(used, RandomBytes).CopyTo(key[6..]);
        used += RandomBytes;
        key[6] = (byte)(0x70 | (key[6] & 0x0f));
        key[8] = (byte)(0x80 | (key[8] & 0x3f));
        return new EventId(new Guid(key, bigEndian: true));
    }
}
