using Microsoft.Extensions.Logging;

namespace LineageAot.Lineage;

/// <summary>What the log is told of head files.</summary>
internal static partial class EventHeadLog
{
    [LoggerMessage(200, LogLevel.Warning, "The events of '{Path}': {Finding}")]
    public static partial void Found(ILogger logger, string path, string finding);

    [LoggerMessage(201, LogLevel.Information, "The events of '{Path}' had no head file to be compared with; from now on they have")]
    public static partial void WasMissing(ILogger logger, string path);

    [LoggerMessage(203, LogLevel.Warning, "The events of '{Path}' couldn't be compared with their head file when it was opened")]
    public static partial void NotCompared(ILogger logger, string path, Exception exception);

    [LoggerMessage(202, LogLevel.Warning, "The head file of '{Path}' couldn't be written; it's tried again at the next commit, and until then nothing tells whether the newest events are cut off")]
    public static partial void WriteFailed(ILogger logger, string path, Exception exception);
}
