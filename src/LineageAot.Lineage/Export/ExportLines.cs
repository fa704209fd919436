using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using LineageAot.Schema;

namespace LineageAot.Lineage;

/// <summary>The lines of an export: collected in a buffer of bounded size and passed on to the stream whenever it's full.</summary>
internal sealed class ExportLines : IAsyncDisposable
{
    private const int FlushBytes = 1 << 16;

    private readonly Stream target;
    private readonly ArrayBufferWriter<byte> buffer = new(FlushBytes * 2);
    private readonly Utf8JsonWriter json;
    private readonly Dictionary<ExportType, long> counts = [];

    public ExportLines(Stream target)
    {
        this.target = target;
        json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    public IReadOnlyDictionary<ExportType, long> Counts => counts;

    public long Bytes { get; private set; }

    public async ValueTask WriteHeaderAsync(WorkspaceRow workspace, ExportOptions options, DateTimeOffset now, CancellationToken cancellationToken)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "header"u8);
        json.WriteNumber("format"u8, 1);
        json.WriteNumber("store_schema"u8, LineageSchema.Model.Migrations.Max(static migration => migration.Version));
        json.WriteString("workspace"u8, workspace.Name);
        json.WriteString("workspace_id"u8, workspace.Id.Value);
        json.WriteString("exported_at"u8, JsonRowWriter.Format(now));
        json.WriteBoolean("texts"u8, options.IncludeTexts);
        await EndLineAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A line for each row, changed before it's written where there is a change.</summary>
    public async ValueTask WriteAsync<T>(ExportType type, IAsyncEnumerable<T> rows, Func<T, T>? change, CancellationToken cancellationToken) where T : class, IRow<T>
    {
        var name = NameOf(type);
        var count = 0L;
        await foreach (var row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            WriteRow(name, change is null ? row : change(row));
            count++;
            await EndLineAsync(cancellationToken).ConfigureAwait(false);
        }

        counts[type] = count;
    }

    /// <summary>The last line: whoever reads a file without it has a part only.</summary>
    public async ValueTask WriteFooterAsync(CancellationToken cancellationToken)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "footer"u8);
        json.WriteStartObject("counts"u8);
        foreach (var (type, count) in counts)
        {
            json.WriteNumber(NameOf(type), count);
        }

        json.WriteEndObject();
        await EndLineAsync(cancellationToken).ConfigureAwait(false);
        await PassOnAsync(cancellationToken).ConfigureAwait(false);
        await target.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => json.DisposeAsync();

    private static JsonEncodedText NameOf(ExportType type) => JsonEncodedText.Encode(JsonNamingPolicy.SnakeCaseLower.ConvertName(type.ToString()));

    private void WriteRow<T>(JsonEncodedText name, T row) where T : class, IRow<T>
    {
        json.WriteStartObject();
        json.WriteString("type"u8, name);
        var writer = new JsonRowWriter(json, ExportNames<T>.Columns, ExportNames<T>.HoldsJson);
        T.Write(row, ref writer);
    }

    private ValueTask EndLineAsync(CancellationToken cancellationToken)
    {
        json.WriteEndObject();
        json.Flush();
        json.Reset();
        buffer.Write("\n"u8);
        return buffer.WrittenCount < FlushBytes ? ValueTask.CompletedTask : PassOnAsync(cancellationToken);
    }

    private async ValueTask PassOnAsync(CancellationToken cancellationToken)
    {
        await target.WriteAsync(buffer.WrittenMemory, cancellationToken).ConfigureAwait(false);
        Bytes += buffer.WrittenCount;
        buffer.ResetWrittenCount();
    }
}
