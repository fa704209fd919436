using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace LineageAot;

/// <summary>A SHA-256 hash (FIPS 180-4) as a value of 32 bytes: stored as BLOB(32), ordered and compared by its bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly struct Sha256 : IEquatable<Sha256>, IComparable<Sha256>, ISpanFormattable, ISpanParsable<Sha256>
{
    /// <summary>Its size in bytes: 32.</summary>
    public const int Size = 32;

    // Big-endian words: comparing them in order compares the bytes.
    private readonly ulong first, second, third, fourth;

    /// <summary>Takes a hash that was computed elsewhere.</summary>
    /// <param name="hash">Exactly 32 bytes.</param>
    /// <exception cref="ArgumentException">The length isn't 32.</exception>
    public Sha256(ReadOnlySpan<byte> hash)
    {
        if (hash.Length != Size)
        {
            throw new ArgumentException($"A SHA-256 hash has {Size} bytes, not {hash.Length}.", nameof(hash));
        }

        first = BinaryPrimitives.ReadUInt64BigEndian(hash);
        second = BinaryPrimitives.ReadUInt64BigEndian(hash[8..]);
        third = BinaryPrimitives.ReadUInt64BigEndian(hash[16..]);
        fourth = BinaryPrimitives.ReadUInt64BigEndian(hash[24..]);
    }

    /// <summary>The hash of some bytes.</summary>
    public static Sha256 Of(ReadOnlySpan<byte> data)
    {
        Span<byte> hash = stackalloc byte[Size];
        SHA256.HashData(data, hash);
        return new Sha256(hash);
    }

    /// <summary>The hash of a text's UTF-8 bytes.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public static Sha256 OfText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Of(System.Text.Encoding.UTF8.GetBytes(text));
    }

    /// <summary>The hash of the rest of a stream, read in pieces.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public static async ValueTask<Sha256> OfAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new Sha256(await SHA256.HashDataAsync(stream, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Writes the 32 bytes.</summary>
    /// <param name="destination">At least 32 bytes long.</param>
    /// <exception cref="ArgumentException">It is shorter.</exception>
    public void CopyTo(Span<byte> destination)
    {
        if (destination.Length < Size)
        {
            throw new ArgumentException($"A SHA-256 hash needs {Size} bytes, not {destination.Length}.", nameof(destination));
        }

        BinaryPrimitives.WriteUInt64BigEndian(destination, first);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], second);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], third);
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], fourth);
    }

    /// <summary>The 32 bytes in an array of their own.</summary>
    public byte[] ToByteArray()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    /// <inheritdoc/>
    public bool Equals(Sha256 other) => first == other.first && second == other.second && third == other.third && fourth == other.fourth;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Sha256 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => first.GetHashCode(); // A hash's first word is as good as random.

    /// <inheritdoc/>
    public int CompareTo(Sha256 other)
    {
        var order = first.CompareTo(other.first);
        order = order != 0 ? order : second.CompareTo(other.second);
        order = order != 0 ? order : third.CompareTo(other.third);
        return order != 0 ? order : fourth.CompareTo(other.fourth);
    }

    /// <summary>Equal bytes.</summary>
    public static bool operator ==(Sha256 left, Sha256 right) => left.Equals(right);

    /// <summary>Different bytes.</summary>
    public static bool operator !=(Sha256 left, Sha256 right) => !left.Equals(right);

    /// <summary>Earlier by bytes.</summary>
    public static bool operator <(Sha256 left, Sha256 right) => left.CompareTo(right) < 0;

    /// <summary>Later by bytes.</summary>
    public static bool operator >(Sha256 left, Sha256 right) => left.CompareTo(right) > 0;

    /// <summary>Earlier by bytes, or equal.</summary>
    public static bool operator <=(Sha256 left, Sha256 right) => left.CompareTo(right) <= 0;

    /// <summary>Later by bytes, or equal.</summary>
    public static bool operator >=(Sha256 left, Sha256 right) => left.CompareTo(right) >= 0;

    /// <summary>64 hexadecimal digits in lower case.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        CopyTo(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <inheritdoc/>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null)
    {
        Span<byte> bytes = stackalloc byte[Size];
        CopyTo(bytes);
        return Convert.TryToHexStringLower(bytes, destination, out charsWritten);
    }

    /// <summary>Reads 64 hexadecimal digits of either case.</summary>
    /// <exception cref="FormatException">The text isn't that.</exception>
    public static Sha256 Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null)
        => TryParse(s, provider, out var hash) ? hash : throw new FormatException("A SHA-256 hash is written as 64 hexadecimal digits.");

    /// <inheritdoc cref="Parse(ReadOnlySpan{char}, IFormatProvider?)"/>
    public static Sha256 Parse(string s, IFormatProvider? provider = null) => Parse(s.AsSpan(), provider);

    /// <summary>Reads 64 hexadecimal digits of either case; false where the text isn't that.</summary>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Sha256 result)
    {
        Span<byte> bytes = stackalloc byte[Size];
        if (s.Length == Size * 2 && Convert.FromHexString(s, bytes, out _, out var written) == System.Buffers.OperationStatus.Done && written == Size)
        {
            result = new Sha256(bytes);
            return true;
        }

        result = default;
        return false;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, IFormatProvider?, out Sha256)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Sha256 result) => TryParse(s.AsSpan(), provider, out result);
}
