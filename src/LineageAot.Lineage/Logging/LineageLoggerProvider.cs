using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LineageAot.Lineage;

/// <summary>
/// Stores the program's structured log in <c>log_entries</c> of a lineage store's database, in the background and through its write queue. It takes entries from the start and keeps them (bounded) until it's attached to a database.
/// When more comes than is stored, the oldest go, and an entry says how many. It never throws into who logs, and leaves out categories that begin with <c>LineageAot</c>: a database doesn't log itself into itself.
/// Safe to use from many threads.
/// </summary>
public sealed class LineageLoggerProvider : ILoggerProvider, ISupportExternalScope, IDatabaseCompanion<LineageDatabase>, IAsyncDisposable
{
    private const string OwnCategory = "LineageAot";

    private readonly LogBuffer buffer;
    private readonly Lock gate = new();
    private volatile LogPump? pump;
    private bool isDisposed;

    /// <param name="options">What is stored; null: the defaults. Not to be changed afterwards.</param>
    /// <exception cref="ConfigurationException">A value of <paramref name="options"/> is out of its range.</exception>
    public LineageLoggerProvider(LineageLogOptions? options = null)
    {
        Options = options ?? new LineageLogOptions();
        Options.Check();
        buffer = new LogBuffer(Options.MaxEntries, Options.MaxBytes);
    }

    internal LineageLogOptions Options { get; }

    internal IExternalScopeProvider? Scopes { get; private set; }

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName)
    {
        ArgumentNullException.ThrowIfNull(categoryName);
        return categoryName == OwnCategory || categoryName.StartsWith(OwnCategory + ".", StringComparison.Ordinal) ? NullLogger.Instance : new LineageLogger(categoryName, this);
    }

    /// <inheritdoc/>
    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => Scopes = scopeProvider;

    /// <summary>Stores from now on into this database, which has the tables of <see cref="LineageSchema"/>; also what was logged before.</summary>
    /// <exception cref="InvalidOperationException">It's attached to a database already.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public void Attach(LineageDatabase database)
    {
        ArgumentNullException.ThrowIfNull(database);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            pump = pump is null ? new LogPump(buffer, database, Options) : throw new InvalidOperationException("The log is stored into a database already. Detach it from that first.");
        }
    }

    /// <summary>Stores what is left within <see cref="LineageLogOptions.FlushTimeout"/>, and lets go of the database. What is logged afterwards waits for another one.</summary>
    public async ValueTask DetachAsync(CancellationToken cancellationToken = default)
    {
        LogPump? last;
        lock (gate)
        {
            last = pump;
            pump = null;
        }

        if (last is not null)
        {
            using var limit = new CancellationTokenSource(Options.FlushTimeout);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            await last.StopAsync(both.Token).ConfigureAwait(false);
        }
    }

    /// <summary>As <see cref="DisposeAsync"/>, blocking.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>Detaches, and takes nothing any more. Dispose it before the database.</summary>
    public ValueTask DisposeAsync()
    {
        lock (gate)
        {
            isDisposed = true;
        }

        return DetachAsync();
    }

    internal void Add(LogEntry entry)
    {
        if (!Volatile.Read(ref isDisposed))
        {
            buffer.Add(entry);
            pump?.Ring();
        }
    }

    internal void CountLost() => buffer.Lost(1);
}
