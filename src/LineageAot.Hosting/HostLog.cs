using Microsoft.Extensions.Logging;

namespace LineageAot.Hosting;

/// <summary>All that this package logs. An event's number is never given to another message.</summary>
internal static partial class HostLog
{
    [LoggerMessage(1, LogLevel.Warning, "{Database} isn't closed within the host's shutdown timeout; what it accepted and hasn't committed is lost if the process ends now")]
    public static partial void NotClosedInTime(ILogger logger, string database);

    [LoggerMessage(2, LogLevel.Error, "{Database} couldn't be closed")]
    public static partial void CloseFailed(ILogger logger, string database, Exception exception);
}
