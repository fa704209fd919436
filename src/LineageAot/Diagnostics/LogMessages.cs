using Microsoft.Extensions.Logging;

namespace LineageAot;

/// <summary>All log messages of the library, compiled. They name files, counts and codes, never user data.</summary>
internal static partial class LogMessages
{
    [LoggerMessage(20, LogLevel.Debug, "Checkpoint held back by a reader: {Checkpointed} of {Frames} frames are in the file")]
    public static partial void LogCheckpointHeldBack(this ILogger logger, int checkpointed, int frames);

    [LoggerMessage(21, LogLevel.Error, "Checkpoint failed; the connection is opened anew before the next write")]
    public static partial void LogCheckpointFailed(this ILogger logger, Exception exception);

    [LoggerMessage(22, LogLevel.Warning, "The last checkpoint failed while the database was closed; the write-ahead log is brought home on the next open")]
    public static partial void LogCloseFailed(this ILogger logger, Exception exception);

    [LoggerMessage(23, LogLevel.Warning, "The writer recovered after SQLite error {Code}: connection opened anew, write-ahead log brought home")]
    public static partial void LogRecovered(this ILogger logger, int code);
}
