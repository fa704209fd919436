using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace LineageAot.Tests.Writing;

public sealed class LogSqlTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Statements_are_logged_without_values_and_only_when_asked(bool logSql)
    {
        var log = new Recorder();
        await using (var db = await ShopDatabase.OpenTemporaryAsync(new DatabaseOptions { Path = "", LogSql = logSql, LoggerFactory = log }))
        {
            var note = await db.Notes.InsertAsync(new Note { Text = "a secret" });
            db.Notes.Find(note.Id).ShouldNotBeNull();
        }

        log.Messages.Any(message => message.Contains("insert into \"notes\"")).ShouldBe(logSql);
        log.Messages.Any(message => message.Contains("from \"notes\" where")).ShouldBe(logSql);
        log.Messages.ShouldNotContain(message => message.Contains("a secret"));
    }

    [Fact]
    public async Task A_reader_is_patient_from_its_first_statement_on()
    {
        await using var db = await ShopDatabase.OpenTemporaryAsync();
        var log = new Recorder();
        var options = new DatabaseOptions { Path = db.Path, Access = DatabaseAccess.ReadOnly, BusyTimeout = TimeSpan.FromSeconds(3), LogSql = true, LoggerFactory = log };
        await using (await ShopDatabase.OpenAsync(options))
        {
        }

        // Its owner, just closing it, has the file for itself for a moment; the settings behind this one look at the file.
        log.Messages.First().ShouldEndWith("pragma busy_timeout=3000");
    }

    private sealed class Recorder : ILoggerFactory, ILogger
    {
        public ConcurrentQueue<string> Messages { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Messages.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
