using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using LineageAot.Schema;

namespace LineageAot.Sqlite;

/// <summary>
/// Writes the items of a list parameter, each in its stored form, as one JSON array that <c>json_each</c> takes apart again: numbers and texts as
/// they are, blobs as hexadecimal digits. It grows in the connection's scratch buffer, so that a list costs no managed memory.
/// </summary>
internal unsafe ref struct JsonListWriter : IRowWriter
{
    private const int FirstRoom = 256, LongestNumber = 20, LongestEscape = 6, LongText = 256 * 1024;

    // Looked up: which digit comes next can't be guessed, and a wrong guess costs more than the digit.
    private static ReadOnlySpan<byte> Digits => "0123456789ABCDEF"u8;

    private readonly Statement statement;
    private readonly ScratchBuffer scratch;
    private readonly int parameter;
    private byte* start;
    private int room;
    private int length;

    public JsonListWriter(Statement statement, ScratchBuffer scratch, int parameter)
    {
        this.statement = statement;
        this.scratch = scratch;
        this.parameter = parameter;
        room = FirstRoom;
        start = scratch.Reserve(room);
        start[length++] = (byte)'[';
    }

    /// <summary>Ends the array; its text stays in the scratch buffer until the statement has run.</summary>
    public ReadOnlySpan<byte> Finish()
    {
        if (length > 1)
        {
            length--; // The last comma.
        }

        Room(1);
        start[length++] = (byte)']';
        scratch.Take(length);
        return new ReadOnlySpan<byte>(start, length);
    }

    public readonly void Null(int ordinal) => throw Invalid(ordinal, "an item of the list is null, which equals nothing. Leave it out");

    public void Boolean(int ordinal, bool value) => Int64(ordinal, value ? 1 : 0);

    public void Int64(int ordinal, long value)
    {
        var text = Room(LongestNumber + 1);
        Utf8Formatter.TryFormat(value, text, out var written);
        length += written;
        start[length++] = (byte)',';
    }

    public void UInt64(int ordinal, ulong value)
        => Int64(ordinal, value <= long.MaxValue ? (long)value : throw Invalid(ordinal, "SQLite's integers end at 9223372036854775807; an item of the list is larger"));

    public readonly void Double(int ordinal, double value) => throw Unsupported(ordinal);

    public readonly void Decimal(int ordinal, decimal value) => throw Unsupported(ordinal);

    public void ScaledDecimal(int ordinal, decimal value, int scale)
        => Int64(ordinal, StorageRules.TryScale(value, scale, out var scaled, out var problem) ? scaled : throw Invalid(ordinal, problem));

    public void String(int ordinal, string? value)
    {
        if (value is null)
        {
            Null(ordinal);
        }

        Text(ordinal, value);
    }

    public void Char(int ordinal, char value) => Text(ordinal, new ReadOnlySpan<char>(in value));

    public void ConstantUtf8(int ordinal, ReadOnlySpan<byte> value) => Quoted(value);

    public void Bytes(int ordinal, ReadOnlySpan<byte> value) => Hexadecimal(value);

    public void Memory(int ordinal, ReadOnlyMemory<byte> value) => Hexadecimal(value.Span);

    public void Guid(int ordinal, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        Hexadecimal(bytes);
    }

    public void GuidText(int ordinal, Guid value)
    {
        Span<byte> text = stackalloc byte[36];
        value.TryFormat(text, out _);
        Quoted(text);
    }

    public void Sha256(int ordinal, in Sha256 value)
    {
        Span<byte> bytes = stackalloc byte[LineageAot.Sha256.Size];
        value.CopyTo(bytes);
        Hexadecimal(bytes);
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

    public readonly void Vector(int ordinal, ReadOnlySpan<float> value) => throw Unsupported(ordinal);

    public readonly void Json<T>(int ordinal, T value, JsonTypeInfo<T> type) => throw Unsupported(ordinal);

    public readonly void List<TList>(int ordinal, in TList list) where TList : struct, IParameters => throw Unsupported(ordinal);

    public readonly InvalidValueException Invalid(int ordinal, string reason) => statement.InvalidParameter(parameter, reason);

    private readonly InvalidValueException Unsupported(int ordinal) => Invalid(ordinal, "a list can't hold values of this type");

    private void Quoted(scoped ReadOnlySpan<byte> value)
    {
        var text = Room(value.Length + 3L);
        text[0] = (byte)'"';
        value.CopyTo(text[1..]);
        length += value.Length + 1;
        Close();
    }

    private void Hexadecimal(scoped ReadOnlySpan<byte> value)
    {
        var text = Room((value.Length * 2L) + 3);
        text[0] = (byte)'"';
        var digits = Digits;
        for (var i = 0; i < value.Length; i++)
        {
            text[(i * 2) + 1] = digits[value[i] >> 4];
            text[(i * 2) + 2] = digits[value[i] & 15];
        }

        length += (value.Length * 2) + 1;
        Close();
    }

    private void Text(int ordinal, scoped ReadOnlySpan<char> value)
    {
        var bytes = value.Length < LongText ? value.Length * 3L : Encoding.UTF8.GetByteCount(value);
        var text = Room(bytes + 3);
        text[0] = (byte)'"';
        if (Utf8.FromUtf16(value, text[1..], out _, out var written, replaceInvalidSequences: false) != System.Buffers.OperationStatus.Done)
        {
            throw Invalid(ordinal, "a text of the list holds a lone surrogate, which has no UTF-8 form");
        }

        if (text.Slice(1, written).IndexOfAnyInRange((byte)0, (byte)31) >= 0 || text.Slice(1, written).IndexOfAny((byte)'"', (byte)'\\') >= 0)
        {
            Escaped(value);
            return;
        }

        length += written + 1;
        Close();
    }

    private void Escaped(scoped ReadOnlySpan<char> value)
    {
        Room(((long)value.Length * LongestEscape) + 3);
        start[length++] = (byte)'"';
        foreach (var rune in value.EnumerateRunes())
        {
            var rest = new Span<byte>(start + length, room - length);
            switch (rune.Value)
            {
                case '"' or '\\':
                    rest[0] = (byte)'\\';
                    rest[1] = (byte)rune.Value;
                    length += 2;
                    break;
                case < ' ':
                    "\\u00"u8.CopyTo(rest);
                    rest[4] = Digits[rune.Value >> 4];
                    rest[5] = Digits[rune.Value & 15];
                    length += LongestEscape;
                    break;
                default:
                    length += rune.EncodeToUtf8(rest);
                    break;
            }
        }

        Close();
    }

    private void IsoText(int ordinal, DateTime value)
    {
        Span<byte> text = stackalloc byte[StorageRules.IsoTextLength];
        value.TryFormat(text, out var written, StorageRules.IsoText, CultureInfo.InvariantCulture);
        Quoted(text[..written]);
    }

    private readonly DateTime Utc(int ordinal, DateTime value) => value.Kind == DateTimeKind.Utc
        ? value
        : throw Invalid(ordinal, $"only UTC times are stored, and an item of the list is {value.Kind}. Call ToUniversalTime(), or use DateTimeOffset");

    private void Close()
    {
        start[length++] = (byte)'"';
        start[length++] = (byte)',';
    }

    /// <summary>Room behind what is written, and the array's end.</summary>
    private Span<byte> Room(long more)
    {
        var needed = length + more + 1;
        if (needed > room)
        {
            Grow(needed);
        }

        return new Span<byte>(start + length, room - length);
    }

    private void Grow(long needed)
    {
        if (needed > statement.Session.MaxValueBytes)
        {
            throw Invalid(0, $"the list takes more than the {statement.Session.MaxValueBytes} bytes that SQLite takes at most. Ask in several calls");
        }

        var larger = (int)Math.Min(Math.Max(room * 2L, needed), statement.Session.MaxValueBytes);
        var before = start;
        start = scratch.Reserve(larger);
        if (start != before)
        {
            NativeMemory.Copy(before, start, (nuint)length);
        }

        room = larger;
    }
}
