using Microsoft.Extensions.Logging;

namespace LineageAot.Tests.Support;

/// <summary>Holds whoever prepares a statement whose text has these words, until it's let go: as <see cref="DatabaseOptions.LoggerFactory"/> beside <see cref="DatabaseOptions.LogSql"/>.</summary>
internal sealed class HeldStatement(string words) : ILoggerFactory, ILogger
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim released = new();

    /// <summary>The copy of a backup: all before it is done, and the statement hasn't begun.</summary>
    public static HeldStatement Copy => new("vacuum main into");

    /// <summary>Somebody is held; the time limit only ends a test that would hang.</summary>
    public Task Reached => reached.Task.WaitAsync(Patience);

    /// <summary>Lets it go on, and everybody who comes later pass.</summary>
    public void Release() => released.Set();

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (formatter(state, exception).Contains(words, StringComparison.Ordinal))
        {
            reached.TrySetResult();
            released.Wait(Patience);
        }
    }

    public void Dispose() => released.Set();
}
