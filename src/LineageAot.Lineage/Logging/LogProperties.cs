using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using LogEventId = Microsoft.Extensions.Logging.EventId;

namespace LineageAot.Lineage;

/// <summary>
/// What an entry says it of, as JSON: <c>event</c>, <c>template</c>, <c>values</c>, <c>scopes</c> and <c>exception</c>, each where there is one. Values of the primitive kinds are written as such, everything else as its text.
/// </summary>
internal static class LogProperties
{
    private const string OriginalFormat = "{OriginalFormat}";

    /// <summary>An exception's causes, so many deep.</summary>
    private const int MaxCauses = 8;

    public static string? Write<TState>(LogEventId id, TState state, Exception? exception, IExternalScopeProvider? scopes, int maxLength)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteEvent(json, id, maxLength);
            if (state is IReadOnlyList<KeyValuePair<string, object?>> values)
            {
                WriteState(json, values, maxLength);
            }

            if (scopes is not null)
            {
                WriteScopes(json, scopes, maxLength);
            }

            if (exception is not null)
            {
                json.WritePropertyName("exception");
                WriteException(json, exception, maxLength, MaxCauses);
            }

            json.WriteEndObject();
        }

        return buffer.WrittenCount > 2 ? Encoding.UTF8.GetString(buffer.WrittenSpan) : null;
    }

    private static void WriteEvent(Utf8JsonWriter json, LogEventId id, int maxLength)
    {
        if (id.Id == 0 && id.Name is null)
        {
            return;
        }

        json.WriteStartObject("event");
        json.WriteNumber("id", id.Id);
        if (id.Name is not null)
        {
            json.WriteString("name", LogText.Clean(id.Name, maxLength));
        }

        json.WriteEndObject();
    }

    private static void WriteState(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, object?>> values, int maxLength)
    {
        foreach (var (name, value) in values)
        {
            if (name == OriginalFormat)
            {
                json.WriteString("template", LogText.Clean(value as string, maxLength));
                break;
            }
        }

        if (values.Any(static value => value.Key != OriginalFormat))
        {
            json.WritePropertyName("values");
            WriteValues(json, values, maxLength);
        }
    }

    private static void WriteScopes(Utf8JsonWriter json, IExternalScopeProvider scopes, int maxLength)
    {
        var open = new List<object?>();
        scopes.ForEachScope(static (scope, list) => list.Add(scope), open);
        if (open.Count == 0)
        {
            return;
        }

        json.WriteStartArray("scopes");
        foreach (var scope in open)
        {
            if (scope is IEnumerable<KeyValuePair<string, object?>> values)
            {
                WriteValues(json, values, maxLength);
            }
            else
            {
                WriteValue(json, scope, maxLength);
            }
        }

        json.WriteEndArray();
    }

    private static void WriteValues(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, object?>> values, int maxLength)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        json.WriteStartObject();
        foreach (var (key, value) in values)
        {
            // An object's names are read by people's SQL: each once, the first one.
            var name = LogText.Clean(key, maxLength);
            if (name != OriginalFormat && names.Add(name))
            {
                json.WritePropertyName(name);
                WriteValue(json, value, maxLength);
            }
        }

        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, object? value, int maxLength)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case sbyte or byte or short or ushort or int or long: json.WriteNumberValue(((IConvertible)value).ToInt64(CultureInfo.InvariantCulture)); break;
            case uint or ulong: json.WriteNumberValue(((IConvertible)value).ToUInt64(CultureInfo.InvariantCulture)); break;
            case float number when float.IsFinite(number): json.WriteNumberValue(number); break;
            case double number when double.IsFinite(number): json.WriteNumberValue(number); break;
            case decimal number: json.WriteNumberValue(number); break;
            case DateTime time: json.WriteStringValue(time); break;
            case DateTimeOffset time: json.WriteStringValue(time); break;
            case Guid guid: json.WriteStringValue(guid); break;
            default: json.WriteStringValue(LogText.Clean(TextOf(value), maxLength)); break;
        }
    }

    // Somebody else's code: whatever it throws must not reach who logs.
    private static string? TextOf(object value)
    {
        try
        {
            return value is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture) : value.ToString();
        }
        catch (Exception e)
        {
            return $"(its text couldn't be made: {e.GetType().Name})";
        }
    }

    private static void WriteException(Utf8JsonWriter json, Exception exception, int maxLength, int depth)
    {
        json.WriteStartObject();
        json.WriteString("type", LogText.Clean(exception.GetType().FullName, maxLength));
        json.WriteString("message", LogText.Clean(Guarded(exception, static e => e.Message), maxLength));
        json.WriteString("stack", LogText.Clean(Guarded(exception, static e => e.StackTrace), maxLength));
        if (exception.InnerException is { } cause && depth > 1)
        {
            json.WritePropertyName("cause");
            WriteException(json, cause, maxLength, depth - 1);
        }

        json.WriteEndObject();
    }

    private static string? Guarded(Exception exception, Func<Exception, string?> read)
    {
        try
        {
            return read(exception);
        }
        catch (Exception e)
        {
            return $"(its text couldn't be made: {e.GetType().Name})";
        }
    }
}
