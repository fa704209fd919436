using System.Globalization;
using LineageAot.Cli.Rendering;
using LineageAot.Lineage;

namespace LineageAot.Cli.Events;

/// <summary>How events are shown.</summary>
internal static class EventLines
{
    public static string[] Headings => ["position", "at", "stream", "version", "type", "level", "payload"];

    public static string[] Cells(EventRow row) =>
    [
        row.Position.ToString(CultureInfo.InvariantCulture), Words.Of(row.At), new StreamName(row.StreamType, row.StreamId).ToString(), row.StreamVersion.ToString(CultureInfo.InvariantCulture), row.EventType,
        Words.Of(row.Level), row.Payload ?? "",
    ];

    public static EventReport ReportOf(EventRow row) => new(
        "event", row.Position, row.EventId.Value.ToString(), row.StreamType, row.StreamId.ToString(), row.StreamVersion, row.EventType, Words.Of(row.Level), row.At, row.RunId?.Value.ToString(),
        Words.Json(row.Payload), Words.Json(row.Meta), row.TraceId, row.Actor);

    /// <summary>One event in a line of its own: of those that come one by one nobody knows how wide the widest will be.</summary>
    public static void Write(CommandOutput output, EventRow row)
    {
        if (output.IsJson)
        {
            output.WriteJson(ReportOf(row), UpkeepJson.Default.EventReport);
        }
        else
        {
            output.Results.WriteLine(string.Join("  ", Cells(row).Select(CellText.Line)).TrimEnd());
        }

        output.Results.Flush();
    }
}
