using System.Collections.Concurrent;
using System.ComponentModel;
using LineageAot.Schema;

namespace LineageAot;

/// <summary>
/// The front door: one file, one writer with group commit, many readers. Derive a partial class from it with
/// <see cref="DatabaseAttribute"/>; the generator adds <c>OpenAsync</c> and the rest. Safe to use from many threads.
/// </summary>
public abstract partial class LineageDatabase : ReadSource, IAsyncDisposable
{
    private readonly DatabaseHandle handle;
    private readonly ConcurrentDictionary<Type, object> tables = new();

    /// <summary>Used by generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected LineageDatabase(DatabaseHandle handle) : base(handle.Readers) => this.handle = handle;

    /// <summary>The file's full path.</summary>
    public string Path => handle.Options.Path;

    /// <summary>How it was opened.</summary>
    public DatabaseOptions Options => handle.Options;

    /// <summary>A table of this database or of one that it includes.</summary>
    /// <exception cref="ArgumentException">The record belongs to another database.</exception>
    public Table<T> Table<T>() where T : class, IRow<T> => (Table<T>)tables.GetOrAdd(typeof(T), static (_, database) => database.MakeTable<T>(), this);

    /// <summary>Used by generated code: opens the file, applies the schema to an empty one, and makes the database object.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected static async ValueTask<TDatabase> OpenAsync<TDatabase>(DatabaseOptions options, DatabaseSchema schema, Func<DatabaseHandle, TDatabase> create, CancellationToken cancellationToken)
        where TDatabase : LineageDatabase
    {
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        var handle = await DatabaseOpener.OpenAsync(options, schema).ConfigureAwait(false);
        handle.Factory = create;
        return create(handle);
    }

    /// <summary>Used by generated code: as OpenAsync, with a file of its own in the temporary folder that is gone after disposal.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected static async ValueTask<TDatabase> OpenTemporaryAsync<TDatabase>(DatabaseOptions? options, DatabaseSchema schema, Func<DatabaseHandle, TDatabase> create, CancellationToken cancellationToken)
        where TDatabase : LineageDatabase
    {
        cancellationToken.ThrowIfCancellationRequested();
        var handle = await DatabaseOpener.OpenTemporaryAsync(options, schema).ConfigureAwait(false);
        handle.Factory = create;
        return create(handle);
    }

    /// <summary>
    /// A database with a copy of another's rows, in a file of its own in the temporary folder that is gone after disposal: for tests that start
    /// from the same data.
    /// </summary>
    /// <param name="template">Copied as it is at one moment; it may be in use.</param>
    /// <param name="cancellationToken">Stops the copying.</param>
    /// <typeparam name="TDatabase">The template's own class.</typeparam>
    /// <exception cref="BackupException">The copy couldn't be made, or the template was paused or disposed meanwhile.</exception>
    /// <exception cref="DatabaseBusyException">The template is paused.</exception>
    public static async ValueTask<TDatabase> CloneFromAsync<TDatabase>(TDatabase template, CancellationToken cancellationToken = default) where TDatabase : LineageDatabase
    {
        ArgumentNullException.ThrowIfNull(template);
        var create = (Func<DatabaseHandle, TDatabase>)template.handle.Factory!;
        var handle = await DatabaseOpener.OpenCopyAsync(template.handle, cancellationToken).ConfigureAwait(false);
        handle.Factory = create;
        return create(handle);
    }

    /// <summary>
    /// Stops maintenance where it was started, ends reads and backups (<see cref="BackupException"/>), takes no more writes, commits those that wait (as long as <see cref="DatabaseOptions.DrainTimeout"/> allows; what is left fails with
    /// <see cref="WriteQueueClosedException"/>), checkpoints and closes. Lent connections (<see cref="OpenConnection"/>) are their borrowers' to dispose. Safe to call twice.
    /// </summary>
    public ValueTask DisposeAsync() => CloseAsync(Options.DrainTimeout);

    /// <summary>As <see cref="DisposeAsync"/>, with a limit of its own: for a program that knows how long it still has. Safe to call twice: the first call's limit counts, and the second waits for the first within its own.</summary>
    /// <param name="drainTimeout">How long queued writes are committed, 0 or more or <see cref="Timeout.InfiniteTimeSpan"/>; what is left then fails with <see cref="WriteQueueClosedException"/>. The batch that runs is ended whatever it takes.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="drainTimeout"/> is negative.</exception>
    public async ValueTask CloseAsync(TimeSpan drainTimeout)
    {
        if (drainTimeout != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(drainTimeout, TimeSpan.Zero);
        }

        await handle.Maintenance.DisposeAsync().ConfigureAwait(false);
        await handle.CloseAsync(drainTimeout).ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    private Table<T> MakeTable<T>() where T : class, IRow<T> => handle.Tables.Contains(T.Schema)
        ? new Table<T>(this, handle)
        : throw new ArgumentException($"{T.Schema.RecordName} isn't a table of {handle.Schema.Name}. Add a partial property 'Table<{T.Schema.RecordName}>' to it, or include the database that has it.");
}
