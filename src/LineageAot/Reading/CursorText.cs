using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Reading;

/// <summary>
/// The text form of a cursor: base64url of version, table, key values and a checksum over them. Lengths are 32-bit, numbers little-endian.
/// The checksum finds damage; it isn't a signature.
/// </summary>
internal static class CursorText
{
    private const byte Version = 1;
    private const int ChecksumBytes = 6;

    public static string Encode(Cursor cursor)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Version);
            WriteBytes(writer, Encoding.UTF8.GetBytes(cursor.Table));
            writer.Write((byte)cursor.Key.Length);
            foreach (var value in cursor.Key)
            {
                writer.Write((byte)value.Type);
                if (value.Type is ColumnType.Integer or ColumnType.Real)
                {
                    writer.Write(value.Number);
                }
                else
                {
                    WriteBytes(writer, value.Bytes);
                }
            }
        }

        stream.Write(Checksum(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        return Base64Url.EncodeToString(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }

    /// <summary>Null where the text isn't a whole cursor of this version.</summary>
    public static Cursor? Decode(string text)
    {
        if (!Base64Url.IsValid(text))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(text);
        if (bytes.Length <= ChecksumBytes)
        {
            return null;
        }

        // A changed last character may leave the bytes as they are; it is a changed text all the same.
        var content = bytes.AsSpan(..^ChecksumBytes);
        if (content[0] != Version || !Checksum(content).AsSpan().SequenceEqual(bytes.AsSpan(^ChecksumBytes..)) || Base64Url.EncodeToString(bytes) != text)
        {
            return null;
        }

        var rest = (ReadOnlySpan<byte>)content[1..];
        if (!TryReadBytes(ref rest, out var table) || rest.IsEmpty)
        {
            return null;
        }

        var key = new StoredValue[rest[0]];
        rest = rest[1..];
        for (var i = 0; i < key.Length; i++)
        {
            if (!TryReadValue(ref rest, out key[i]))
            {
                return null;
            }
        }

        return rest.IsEmpty && key.Length > 0 ? new Cursor(Encoding.UTF8.GetString(table), key) : null;
    }

    private static byte[] Checksum(ReadOnlySpan<byte> content) => SHA256.HashData(content)[..ChecksumBytes];

    private static void WriteBytes(BinaryWriter writer, byte[] bytes)
    {
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    private static bool TryReadValue(ref ReadOnlySpan<byte> rest, out StoredValue value)
    {
        value = default;
        if (rest.IsEmpty)
        {
            return false;
        }

        var type = (ColumnType)rest[0];
        rest = rest[1..];
        switch (type)
        {
            case ColumnType.Integer or ColumnType.Real when rest.Length >= sizeof(long):
                value = new StoredValue(type, BinaryPrimitives.ReadInt64LittleEndian(rest), []);
                rest = rest[sizeof(long)..];
                return type == ColumnType.Integer || !double.IsNaN(BitConverter.Int64BitsToDouble(value.Number));
            case ColumnType.Text or ColumnType.Blob when TryReadBytes(ref rest, out var bytes):
                value = new StoredValue(type, 0, bytes.ToArray());
                return true;
            default:
                return false;
        }
    }

    private static bool TryReadBytes(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (rest.Length < sizeof(int) || BinaryPrimitives.ReadInt32LittleEndian(rest) is var length && (length < 0 || length > rest.Length - sizeof(int)))
        {
            return false;
        }

        bytes = rest.Slice(sizeof(int), length);
        rest = rest[(sizeof(int) + length)..];
        return true;
    }
}
