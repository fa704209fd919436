using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LineageAot.Schema;

namespace LineageAot.Lineage;

/// <summary>
/// Writes a record's columns as JSON properties, through the same compiled codec that stores it: keys as text, hashes in hexadecimal, times as ISO 8601 with microseconds,
/// durations as whole microseconds, enums as they are stored, JSON as JSON.
/// </summary>
internal readonly struct JsonRowWriter(Utf8JsonWriter json, JsonEncodedText[] names, bool[] holdsJson) : IRowWriter
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public void Null(int ordinal) => json.WriteNull(names[ordinal]);

    public void Boolean(int ordinal, bool value) => json.WriteBoolean(names[ordinal], value);

    public void Int64(int ordinal, long value) => json.WriteNumber(names[ordinal], value);

    public void UInt64(int ordinal, ulong value) => json.WriteNumber(names[ordinal], value);

    public void Double(int ordinal, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(names[ordinal], value);
            return;
        }

        // JSON has no infinity; a score may be one.
        json.WriteString(names[ordinal], value > 0 ? "Infinity" : "-Infinity");
    }

    public void Decimal(int ordinal, decimal value) => json.WriteNumber(names[ordinal], value);

    public void ScaledDecimal(int ordinal, decimal value, int scale) => json.WriteNumber(names[ordinal], value);

    public void String(int ordinal, string? value)
    {
        if (value is null)
        {
            json.WriteNull(names[ordinal]);
        }
        else if (holdsJson[ordinal])
        {
            Raw(ordinal, value);
        }
        else
        {
            json.WriteString(names[ordinal], value);
        }
    }

    public void Char(int ordinal, char value) => json.WriteString(names[ordinal], [value]);

    public void ConstantUtf8(int ordinal, ReadOnlySpan<byte> value) => json.WriteString(names[ordinal], value);

    public void Bytes(int ordinal, ReadOnlySpan<byte> value) => json.WriteBase64String(names[ordinal], value);

    public void Memory(int ordinal, ReadOnlyMemory<byte> value) => json.WriteBase64String(names[ordinal], value.Span);

    public void Guid(int ordinal, Guid value) => json.WriteString(names[ordinal], value);

    public void GuidText(int ordinal, Guid value) => json.WriteString(names[ordinal], value);

    public void Sha256(int ordinal, in Sha256 value)
    {
        Span<char> text = stackalloc char[LineageAot.Sha256.Size * 2];
        value.TryFormat(text, out var length);
        json.WriteString(names[ordinal], text[..length]);
    }

    public void DateTimeOffset(int ordinal, DateTimeOffset value) => Time(ordinal, value.UtcDateTime);

    public void DateTimeOffsetText(int ordinal, DateTimeOffset value) => Time(ordinal, value.UtcDateTime);

    public void DateTimeOffsetSeconds(int ordinal, DateTimeOffset value) => Time(ordinal, value.UtcDateTime);

    public void DateTime(int ordinal, DateTime value) => Time(ordinal, value);

    public void DateTimeText(int ordinal, DateTime value) => Time(ordinal, value);

    public void DateTimeSeconds(int ordinal, DateTime value) => Time(ordinal, value);

    public void DateOnly(int ordinal, DateOnly value) => json.WriteString(names[ordinal], value.ToString("O", CultureInfo.InvariantCulture));

    public void TimeOnly(int ordinal, TimeOnly value) => json.WriteNumber(names[ordinal], value.Ticks / System.TimeSpan.TicksPerMicrosecond);

    public void TimeSpan(int ordinal, TimeSpan value) => json.WriteNumber(names[ordinal], value.Ticks / System.TimeSpan.TicksPerMicrosecond);

    public void Vector(int ordinal, ReadOnlySpan<float> value)
    {
        json.WriteStartArray(names[ordinal]);
        foreach (var number in value)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    public void Json<T>(int ordinal, T value, JsonTypeInfo<T> type)
    {
        json.WritePropertyName(names[ordinal]);
        JsonSerializer.Serialize(json, value, type);
    }

    public void List<TList>(int ordinal, in TList list) where TList : struct, IParameters => throw Invalid(ordinal, "a list isn't a column");

    public InvalidValueException Invalid(int ordinal, string reason) => new($"The column {names[ordinal].Value} can't be exported: {reason}.");

    public static string Format(DateTimeOffset value) => value.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private void Time(int ordinal, DateTime value)
    {
        Span<char> text = stackalloc char[27];
        value.TryFormat(text, out var length, TimeFormat, CultureInfo.InvariantCulture);
        json.WriteString(names[ordinal], text[..length]);
    }

    private void Raw(int ordinal, string value)
    {
        // Between its parts JSON may hold line ends, which would end the line here; within strings it can't.
        var line = value.AsSpan().ContainsAny('\n', '\r') ? value.Replace('\n', ' ').Replace('\r', ' ') : value;
        json.WritePropertyName(names[ordinal]);
        try
        {
            json.WriteRawValue(line);
        }
        catch (JsonException)
        {
            // SQLite reads JSON up to a NUL character, so that its json_valid lets pass what follows one: then it's a text.
            json.WriteStringValue(value);
        }
    }
}
