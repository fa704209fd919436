using System.Collections.Concurrent;
using LineageAot.Sqlite;
using LineageAot.Tests.Reading;
using LineageAot.Tests.Support;
using Microsoft.Extensions.Logging;

namespace LineageAot.Tests.Operations;

public sealed class OpenLogTests
{
    [Fact]
    public async Task Opening_says_what_was_opened_and_warns_of_a_vulnerable_SQLite()
    {
        using var folder = new TempFolder();
        using var log = new ListLog();
        await using (await ReadingDatabase.OpenAsync(new DatabaseOptions { Path = folder.File("a.db"), LoggerFactory = log }))
        {
        }

        log.Lines.ShouldContain(line => line.StartsWith("Information 1: Opened '" + folder.File("a.db")));
        log.Lines.Any(line => line.StartsWith("Warning 4: SQLite " + SqliteLibrary.Version)).ShouldBe(SqliteLibrary.HasWalResetDefect);
    }

    /// <summary>Keeps what is logged.</summary>
    private sealed class ListLog : ILoggerFactory, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => Lines.Enqueue($"{logLevel} {eventId.Id}: {formatter(state, exception)}");

        public void Dispose()
        {
        }
    }
}
