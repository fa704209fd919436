using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using LineageAot.Schema;

namespace LineageAot.Sqlite;

/// <summary>
/// Binds the values of one row or call to a prepared statement: SQLite's side of the storage table. Values are bound in place
/// (SQLITE_STATIC), text and small blobs through the connection's scratch buffer, so that a row costs no managed memory.
/// </summary>
internal readonly unsafe ref struct SqliteRowWriter : IRowWriter
{
    /// <summary>Blobs up to this many bytes are copied: cheaper than a pinning handle.</summary>
    private const int CopiedBlob = 4096;

    private const string LoneSurrogate = "the text holds a lone surrogate, which has no UTF-8 form. Mend the text, or store it as bytes";

    private readonly nint handle;
    private readonly Statement statement;
    private readonly ScratchBuffer scratch;

    public SqliteRowWriter(Statement statement) : this(statement, statement.Session.Scratch)
    {
    }

    /// <summary>Binds through a buffer of the statement's own, for one that stays open while others of its connection run.</summary>
    public SqliteRowWriter(Statement statement, ScratchBuffer scratch)
    {
        this.statement = statement;
        this.scratch = scratch;
        handle = statement.Handle;
        scratch.Clear();
    }

    public void Null(int ordinal) => Check(SqliteNative.bind_null(handle, ordinal + 1), ordinal);

    public void Boolean(int ordinal, bool value) => Int64(ordinal, value ? 1 : 0);

    public void Int64(int ordinal, long value) => Check(SqliteNative.bind_int64(handle, ordinal + 1, value), ordinal);

    public void UInt64(int ordinal, ulong value)
    {
        if (value > long.MaxValue)
        {
            throw Invalid(ordinal, "SQLite's integers end at 9223372036854775807; the value is larger. Store it as text, or as a blob of 8 bytes");
        }

        Int64(ordinal, (long)value);
    }

    public void Double(int ordinal, double value)
    {
        if (double.IsNaN(value))
        {
            RefuseNaN(ordinal);
        }

        Check(SqliteNative.bind_double(handle, ordinal + 1, value), ordinal);
    }

    public void Decimal(int ordinal, decimal value)
    {
        Span<byte> text = stackalloc byte[32];
        value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        CopyText(ordinal, text[..length]);
    }

    public void ScaledDecimal(int ordinal, decimal value, int scale)
    {
        if (!StorageRules.TryScale(value, scale, out var scaled, out var problem))
        {
            throw Invalid(ordinal, problem);
        }

        Int64(ordinal, scaled);
    }

    public void String(int ordinal, string? value)
    {
        if (value is null)
        {
            Null(ordinal);
            return;
        }

        Text(ordinal, value);
    }

    public void Char(int ordinal, char value) => Text(ordinal, new ReadOnlySpan<char>(in value));

    public void ConstantUtf8(int ordinal, ReadOnlySpan<byte> value)
        => BindText(ordinal, (byte*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref MemoryMarshal.GetReference(value)), value.Length);

    public void Bytes(int ordinal, ReadOnlySpan<byte> value)
    {
        CheckLength(ordinal, value.Length);
        var copy = scratch.Reserve(value.Length);
        value.CopyTo(new Span<byte>(copy, value.Length));
        scratch.Take(value.Length);
        BindBlob(ordinal, copy, value.Length);
    }

    public void Memory(int ordinal, ReadOnlyMemory<byte> value)
    {
        if (value.Length <= CopiedBlob)
        {
            Bytes(ordinal, value.Span);
            return;
        }

        CheckLength(ordinal, value.Length);
        BindBlob(ordinal, scratch.Pin(value), value.Length);
    }

    public void Guid(int ordinal, Guid value)
    {
        var copy = scratch.Reserve(16);
        value.TryWriteBytes(new Span<byte>(copy, 16), bigEndian: true, out _);
        scratch.Take(16);
        BindBlob(ordinal, copy, 16);
    }

    public void GuidText(int ordinal, Guid value)
    {
        Span<byte> text = stackalloc byte[36];
        value.TryFormat(text, out _);
        CopyText(ordinal, text);
    }

    public void Sha256(int ordinal, in Sha256 value)
    {
        var copy = scratch.Reserve(LineageAot.Sha256.Size);
        value.CopyTo(new Span<byte>(copy, LineageAot.Sha256.Size));
        scratch.Take(LineageAot.Sha256.Size);
        BindBlob(ordinal, copy, LineageAot.Sha256.Size);
    }

    public void DateTimeOffset(int ordinal, DateTimeOffset value) => Int64(ordinal, StorageRules.UnixMicroseconds(value.UtcTicks));

    public void DateTimeOffsetText(int ordinal, DateTimeOffset value) => IsoText(ordinal, value.UtcDateTime);

    public void DateTimeOffsetSeconds(int ordinal, DateTimeOffset value) => Int64(ordinal, value.ToUnixTimeSeconds());

    public void DateTime(int ordinal, DateTime value) => Int64(ordinal, StorageRules.UnixMicroseconds(Utc(ordinal, value).Ticks));

    public void DateTimeText(int ordinal, DateTime value) => IsoText(ordinal, Utc(ordinal, value));

    public void DateTimeSeconds(int ordinal, DateTime value) => Int64(ordinal, new DateTimeOffset(Utc(ordinal, value)).ToUnixTimeSeconds());

    public void DateOnly(int ordinal, DateOnly value) => Int64(ordinal, value.DayNumber - StorageRules.UnixEpochDay);

    public void TimeOnly(int ordinal, TimeOnly value) => Int64(ordinal, value.Ticks / System.TimeSpan.TicksPerMicrosecond);

    public void TimeSpan(int ordinal, TimeSpan value) => Int64(ordinal, StorageRules.Microseconds(value));

    public void Vector(int ordinal, ReadOnlySpan<float> value)
    {
        CheckLength(ordinal, (long)value.Length * sizeof(float));
        var length = value.Length * sizeof(float);
        var copy = new Span<byte>(scratch.Reserve(length), length);
        for (var i = 0; i < value.Length; i++)
        {
            if (float.IsNaN(value[i]))
            {
                throw Invalid(ordinal, "the vector holds NaN");
            }
        }

        if (BitConverter.IsLittleEndian)
        {
            MemoryMarshal.AsBytes(value).CopyTo(copy);
        }
        else
        {
            for (var i = 0; i < value.Length; i++)
            {
                BinaryPrimitives.WriteSingleLittleEndian(copy[(i * sizeof(float))..], value[i]);
            }
        }

        scratch.Take(length);
        fixed (byte* start = copy)
        {
            BindBlob(ordinal, start, length);
        }
    }

    public void Json<T>(int ordinal, T value, JsonTypeInfo<T> type)
    {
        ReadOnlySpan<byte> json;
        try
        {
            json = statement.Session.Json.Serialize(value, type);
        }
        catch (LoneSurrogateException)
        {
            throw Invalid(ordinal, LoneSurrogate);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or JsonException or InvalidOperationException)
        {
            // A number that isn't finite, a graph that is too deep or goes in circles, a type that the context doesn't know.
            throw statement.InvalidParameter(ordinal, "it can't be written as JSON with the property's context. JSON has no NaN and no infinities; for others see the inner exception", e);
        }

        CheckLength(ordinal, json.Length);
        CopyText(ordinal, json);
    }

    public void List<TList>(int ordinal, in TList list) where TList : struct, IParameters
    {
        var items = new JsonListWriter(statement, scratch, ordinal);
        list.Bind(ref items);
        var text = items.Finish();
        BindText(ordinal, (byte*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref MemoryMarshal.GetReference(text)), text.Length); // Native memory.
    }

    public InvalidValueException Invalid(int ordinal, string reason) => statement.InvalidParameter(ordinal, reason);

    private void Text(int ordinal, ReadOnlySpan<char> value)
    {
        var room = (long)value.Length * 3;
        if (room > 1024 * 1024)
        {
            room = System.Text.Encoding.UTF8.GetByteCount(value);
            CheckLength(ordinal, room);
        }

        var start = scratch.Reserve((int)room);
        var bytes = new Span<byte>(start, (int)room);

        // Most text is ASCII, which needs no transcoder; where it ends being so, the transcoder goes on.
        if (Ascii.FromUtf16(value, bytes, out var written) != OperationStatus.Done)
        {
            var status = Utf8.FromUtf16(value[written..], bytes[written..], out _, out var rest, replaceInvalidSequences: false);
            if (status != OperationStatus.Done)
            {
                throw Invalid(ordinal, LoneSurrogate);
            }

            written += rest;
        }

        scratch.Take(written);
        BindText(ordinal, start, written);
    }

    private void CopyText(int ordinal, scoped ReadOnlySpan<byte> text)
    {
        var copy = scratch.Reserve(text.Length);
        text.CopyTo(new Span<byte>(copy, text.Length));
        scratch.Take(text.Length);
        BindText(ordinal, copy, text.Length);
    }

    private void IsoText(int ordinal, DateTime value)
    {
        Span<byte> text = stackalloc byte[StorageRules.IsoTextLength];
        value.TryFormat(text, out var length, StorageRules.IsoText, CultureInfo.InvariantCulture);
        CopyText(ordinal, text[..length]);
    }

    private DateTime Utc(int ordinal, DateTime value) => value.Kind == DateTimeKind.Utc
        ? value
        : throw Invalid(ordinal, $"only UTC times are stored, and this one is {value.Kind}. Call ToUniversalTime(), or use DateTimeOffset");

    private void CheckLength(int ordinal, long bytes)
    {
        if (bytes > statement.Session.MaxValueBytes)
        {
            throw Invalid(ordinal, $"the value has {bytes} bytes and SQLite takes at most {statement.Session.MaxValueBytes}. Store it in a file and keep its path");
        }
    }

    private void BindText(int ordinal, byte* text, int length) => Check(SqliteNative.bind_text(handle, ordinal + 1, NotNull(text), length, 0), ordinal);

    private void BindBlob(int ordinal, byte* blob, int length) => Check(SqliteNative.bind_blob(handle, ordinal + 1, NotNull(blob), length, 0), ordinal);

    // A null pointer would bind NULL; an empty value needs any other address, which is never read.
    private static byte* NotNull(byte* pointer) => pointer == null ? (byte*)1 : pointer;

    // Apart, so that the check itself is small enough to become part of its caller.
    private void RefuseNaN(int ordinal) => throw Invalid(ordinal, "NaN can't be stored, SQLite would turn it into NULL. Make the property nullable and store null");

    private void Check(int code, int ordinal)
    {
        if (code != SqliteConstants.Ok)
        {
            Refused(code, ordinal);
        }
    }

    private void Refused(int code, int ordinal)
    {
        // A statement may use only some of a row's columns: the numbers past its last parameter have no place to go.
        if (code != SqliteConstants.Range)
        {
            throw code == SqliteConstants.TooBig
                ? Invalid(ordinal, $"SQLite takes at most {statement.Session.MaxValueBytes} bytes a value. Store it in a file and keep its path")
                : statement.Session.Error(code, statement);
        }
    }
}
