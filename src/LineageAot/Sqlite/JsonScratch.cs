using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LineageAot.Sqlite;

/// <summary>Turns values into JSON text in a buffer that is used again and again.</summary>
internal sealed class JsonScratch
{
    private const int KeptCapacity = 1024 * 1024;

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = WholeTextEncoder.Instance, SkipValidation = true };

    private ArrayBufferWriter<byte> buffer = new(1024);
    private Utf8JsonWriter? writer;

    /// <summary>The value's JSON, valid until the next call.</summary>
    public ReadOnlySpan<byte> Serialize<T>(T value, JsonTypeInfo<T> type)
    {
        if (buffer.Capacity > KeptCapacity)
        {
            buffer = new ArrayBufferWriter<byte>(1024);
            writer = null;
        }

        buffer.ResetWrittenCount();
        writer ??= new Utf8JsonWriter(buffer, WriterOptions);
        writer.Reset(buffer);
        JsonSerializer.Serialize(writer, value, type);
        writer.Flush();
        return buffer.WrittenSpan;
    }
}
