using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LineageAot.Schema;

namespace LineageAot.Sqlite;

/// <summary>
/// Reads the current row of a statement by position. A NULL under a value that can't be null is found without a call a column: SQLite
/// answers 0 or a null pointer for it, and only then its type is asked.
/// </summary>
internal readonly unsafe ref struct SqliteRowReader : IRowReader
{
    /// <summary>Text up to this many bytes is tried as ASCII first: widened on the stack it costs half of what the decoder does.</summary>
    private const int ShortText = 64;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly nint handle;
    private readonly Statement statement;

    public SqliteRowReader(Statement statement)
    {
        this.statement = statement;
        handle = statement.Handle;
    }

    public bool IsNull(int ordinal) => SqliteNative.column_type(handle, ordinal) == SqliteConstants.TypeNull;

    public bool Boolean(int ordinal) => Int64(ordinal) switch
    {
        0 => false,
        1 => true,
        _ => throw Invalid(ordinal, "an integer other than 0 and 1 isn't a truth value"),
    };

    public sbyte SByte(int ordinal) => Int64(ordinal) is >= sbyte.MinValue and <= sbyte.MaxValue and var value ? (sbyte)value : throw OutOfRange(ordinal, "sbyte");

    public byte Byte(int ordinal) => Int64(ordinal) is >= byte.MinValue and <= byte.MaxValue and var value ? (byte)value : throw OutOfRange(ordinal, "byte");

    public short Int16(int ordinal) => Int64(ordinal) is >= short.MinValue and <= short.MaxValue and var value ? (short)value : throw OutOfRange(ordinal, "short");

    public ushort UInt16(int ordinal) => Int64(ordinal) is >= ushort.MinValue and <= ushort.MaxValue and var value ? (ushort)value : throw OutOfRange(ordinal, "ushort");

    public int Int32(int ordinal) => Int64(ordinal) is >= int.MinValue and <= int.MaxValue and var value ? (int)value : throw OutOfRange(ordinal, "int");

    public uint UInt32(int ordinal) => Int64(ordinal) is >= uint.MinValue and <= uint.MaxValue and var value ? (uint)value : throw OutOfRange(ordinal, "uint");

    public ulong UInt64(int ordinal) => Int64(ordinal) is >= 0 and var value ? (ulong)value : throw OutOfRange(ordinal, "ulong");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Int64(int ordinal)
    {
        var value = SqliteNative.column_int64(handle, ordinal);
        if (value == 0)
        {
            CheckIsInteger(ordinal);
        }

        return value;
    }

    public float Single(int ordinal) => (float)Double(ordinal);

    public double Double(int ordinal)
    {
        var value = SqliteNative.column_double(handle, ordinal);
        if (value == 0)
        {
            CheckIsNumber(ordinal);
        }

        return value;
    }

    public decimal Decimal(int ordinal)
    {
        if (SqliteNative.column_type(handle, ordinal) == SqliteConstants.TypeInteger)
        {
            return SqliteNative.column_int64(handle, ordinal); // A sum or a count over decimals that are whole.
        }

        var text = Utf8(ordinal);
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : throw Invalid(ordinal, "the text isn't a decimal");
    }

    public decimal ScaledDecimal(int ordinal, int scale) => Int64(ordinal) / StorageRules.PowerOfTen(scale);

    [SkipLocalsInit]
    public string String(int ordinal)
    {
        var text = Utf8(ordinal);
        if (text.Length <= ShortText)
        {
            Span<char> characters = stackalloc char[ShortText];
            if (Ascii.ToUtf16(text, characters, out var length) == OperationStatus.Done)
            {
                return new string(characters[..length]);
            }
        }

        return Decode(ordinal, text);
    }

    public char Char(int ordinal) => String(ordinal) is [var only] ? only : throw Invalid(ordinal, "the text isn't one UTF-16 code unit");

    // column_blob rather than column_text: the same bytes, but SQLite makes no copy with a zero at its end.
    public ReadOnlySpan<byte> Utf8(int ordinal)
    {
        var start = SqliteNative.column_blob(handle, ordinal);
        if (start == null)
        {
            CheckIsTextOrBlob(ordinal);
        }

        return new ReadOnlySpan<byte>(start, SqliteNative.column_bytes(handle, ordinal));
    }

    public byte[] Bytes(int ordinal) => Utf8(ordinal).ToArray();

    public Guid Guid(int ordinal)
    {
        var bytes = Utf8(ordinal);
        return bytes.Length == 16 ? new Guid(bytes, bigEndian: true) : throw Invalid(ordinal, $"a Guid has 16 bytes, the value has {bytes.Length}");
    }

    public Guid GuidText(int ordinal) => Utf8Parser.TryParse(Utf8(ordinal), out Guid value, out var read) && read == 36 ? value : throw Invalid(ordinal, "the text isn't a Guid of 36 characters");

    public Sha256 Sha256(int ordinal)
    {
        var bytes = Utf8(ordinal);
        return bytes.Length == LineageAot.Sha256.Size ? new Sha256(bytes) : throw Invalid(ordinal, $"a SHA-256 hash has {LineageAot.Sha256.Size} bytes, the value has {bytes.Length}");
    }

    public DateTimeOffset DateTimeOffset(int ordinal) => new(UtcTicks(ordinal), System.TimeSpan.Zero);

    public DateTimeOffset DateTimeOffsetText(int ordinal) => new(DateTimeText(ordinal));

    public DateTimeOffset DateTimeOffsetSeconds(int ordinal) => new(DateTimeSeconds(ordinal));

    public DateTime DateTime(int ordinal) => new(UtcTicks(ordinal), DateTimeKind.Utc);

    public DateTime DateTimeText(int ordinal)
        => System.DateTime.TryParse(String(ordinal), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var value)
            ? value
            : throw Invalid(ordinal, "the text isn't an ISO 8601 time");

    public DateTime DateTimeSeconds(int ordinal)
    {
        const long First = -62_135_596_800, Last = 253_402_300_799; // 0001-01-01 and 9999-12-31T23:59:59
        return Int64(ordinal) is >= First and <= Last and var seconds ? System.DateTime.UnixEpoch.AddSeconds(seconds) : throw OutOfRange(ordinal, "DateTime");
    }

    public DateOnly DateOnly(int ordinal)
    {
        var day = Int64(ordinal);
        return day >= -StorageRules.UnixEpochDay && day <= System.DateOnly.MaxValue.DayNumber - StorageRules.UnixEpochDay
            ? System.DateOnly.FromDayNumber((int)day + StorageRules.UnixEpochDay)
            : throw OutOfRange(ordinal, "DateOnly");
    }

    public TimeOnly TimeOnly(int ordinal) => Int64(ordinal) is >= 0 and < System.TimeSpan.TicksPerDay / System.TimeSpan.TicksPerMicrosecond and var value
        ? new TimeOnly(value * System.TimeSpan.TicksPerMicrosecond)
        : throw OutOfRange(ordinal, "TimeOnly");

    public TimeSpan TimeSpan(int ordinal)
    {
        // Cut towards minus infinity on its way in, so that the smallest TimeSpan lies one microsecond below the range of whole ones.
        const long First = long.MinValue / System.TimeSpan.TicksPerMicrosecond - 1, Last = long.MaxValue / System.TimeSpan.TicksPerMicrosecond;
        var value = Int64(ordinal);
        return value is > First and <= Last ? new TimeSpan(value * System.TimeSpan.TicksPerMicrosecond)
            : value == First ? System.TimeSpan.MinValue
            : throw OutOfRange(ordinal, "TimeSpan");
    }

    public float[] Vector(int ordinal)
    {
        var bytes = Utf8(ordinal);
        if (bytes.Length % sizeof(float) != 0)
        {
            throw Invalid(ordinal, $"a vector's bytes come in fours, the value has {bytes.Length}");
        }

        var vector = GC.AllocateUninitializedArray<float>(bytes.Length / sizeof(float));
        if (BitConverter.IsLittleEndian)
        {
            bytes.CopyTo(MemoryMarshal.AsBytes(vector.AsSpan()));
            return vector;
        }

        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
        }

        return vector;
    }

    public T Json<T>(int ordinal, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(Utf8(ordinal), type) ?? throw Invalid(ordinal, "the JSON text is null");
        }
        catch (JsonException e)
        {
            throw statement.InvalidColumn(ordinal, $"the JSON text doesn't fit the property's type (line {e.LineNumber}, byte {e.BytePositionInLine})", e);
        }
    }

    public InvalidValueException Invalid(int ordinal, string reason) => statement.InvalidColumn(ordinal, reason);

    private long UtcTicks(int ordinal)
    {
        const long First = -62_135_596_800_000_000, Last = 253_402_300_799_999_999;
        return Int64(ordinal) is >= First and <= Last and var value ? StorageRules.TicksOfUnixMicroseconds(value) : throw OutOfRange(ordinal, "time");
    }

    // Bytes that are no UTF-8 would all become the same character: another text than the one that is stored.
    private string Decode(int ordinal, ReadOnlySpan<byte> text)
    {
        try
        {
            return StrictUtf8.GetString(text);
        }
        catch (DecoderFallbackException)
        {
            throw Invalid(ordinal, "the text isn't valid UTF-8. Mend it, or read the column as bytes: cast(… as blob)");
        }
    }

    private InvalidValueException OutOfRange(int ordinal, string type) => Invalid(ordinal, $"the integer is out of the range of {type}");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void CheckIsInteger(int ordinal)
    {
        if (SqliteNative.column_type(handle, ordinal) is var type and not SqliteConstants.TypeInteger)
        {
            throw Unexpected(ordinal, type, "an integer");
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void CheckIsNumber(int ordinal)
    {
        if (SqliteNative.column_type(handle, ordinal) is var type and not (SqliteConstants.TypeReal or SqliteConstants.TypeInteger))
        {
            throw Unexpected(ordinal, type, "a number");
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void CheckIsTextOrBlob(int ordinal)
    {
        if (SqliteNative.column_type(handle, ordinal) is var type and not (SqliteConstants.TypeText or SqliteConstants.TypeBlob))
        {
            throw Unexpected(ordinal, type, "text or a blob");
        }
    }

    private InvalidValueException Unexpected(int ordinal, int type, string wanted) => Invalid(ordinal, type == SqliteConstants.TypeNull
        ? "it is NULL, and the property can't be null. Make the property nullable, or exclude NULL in the query"
        : $"{wanted} is expected, the column holds {(type == SqliteConstants.TypeText ? "text" : type == SqliteConstants.TypeBlob ? "a blob" : "a number")}");
}
