using System.Diagnostics;
using Microsoft.Extensions.Logging;
using LogEventId = Microsoft.Extensions.Logging.EventId;

namespace LineageAot.Lineage;

/// <summary>The logger of one category: makes an entry of what is logged at once, since the state may change afterwards, and hands it on.</summary>
internal sealed class LineageLogger(string category, LineageLoggerProvider provider) : ILogger
{
    private readonly string category = LogText.Clean(category, provider.Options.MaxTextLength);

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => provider.Scopes?.Push(state);

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None && logLevel >= provider.Options.MinimumLevel;

    public void Log<TState>(LogLevel logLevel, LogEventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        try
        {
            provider.Add(MakeEntry(logLevel, eventId, state, exception, formatter));
        }
        catch (Exception)
        {
            // Logging never fails the work that it tells of.
            provider.CountLost();
        }
    }

    private LogEntry MakeEntry<TState>(LogLevel level, LogEventId id, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var options = provider.Options;
        var now = options.TimeProvider.GetUtcNow();
        return new LogEntry
        {
            // Whole microseconds, as times are stored.
            At = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond)),
            Level = LevelOf(level),
            Category = category,
            Message = LogText.Clean(Format(state, exception, formatter), options.MaxTextLength),
            Properties = LogProperties.Write(id, state, exception, options.IncludeScopes ? provider.Scopes : null, options.MaxTextLength),
            TraceId = Activity.Current is { TraceId: var trace } && trace != default ? trace.ToHexString() : null,
        };
    }

    private static string Format<TState>(TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            return formatter(state, exception);
        }
        catch (Exception e)
        {
            return $"(the message couldn't be made: {e.GetType().Name})";
        }
    }

    private static LogEntryLevel LevelOf(LogLevel level) => level switch
    {
        LogLevel.Trace => LogEntryLevel.Trace,
        LogLevel.Debug => LogEntryLevel.Debug,
        LogLevel.Information => LogEntryLevel.Information,
        LogLevel.Warning => LogEntryLevel.Warning,
        LogLevel.Error => LogEntryLevel.Error,
        _ => LogEntryLevel.Critical,
    };
}
