using System.ComponentModel;
using System.Runtime.CompilerServices;
using LineageAot.Schema;
using LineageAot.Sqlite;
using LineageAot.Writing;

namespace LineageAot;

public abstract partial class LineageDatabase
{
    private const string UnitsAreSynchronous =
        "A unit of work runs on the writer's thread and holds everybody's transaction: it can't await. Await what you need before, write inside with the unit's own synchronous methods, and return the result.";

    /// <summary>
    /// Runs a unit of work on the writer's thread: all of its writes are committed together or none is. Completes after the commit. It runs
    /// once; an exception that leaves it undoes it alone and reaches the caller.
    /// </summary>
    /// <param name="work">Synchronous by design. It may read what it wrote; it must not start queued writes of the same database.</param>
    /// <param name="options">How this write differs from the defaults.</param>
    /// <param name="cancellationToken">Takes the unit out while it waits; once started it is finished.</param>
    public ValueTask WriteAsync(Action<WriteScope> work, WriteOptions options = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        return handle.IsReadOnly
            ? ValueTask.FromException(handle.ReadOnly())
            : handle.EnqueueWithoutResultAsync(
                new UnitRequest<bool>(handle.Queue, unit =>
                {
                    work(unit);
                    return true;
                }), options, cancellationToken);
    }

    /// <inheritdoc cref="WriteAsync(Action{WriteScope}, WriteOptions, CancellationToken)"/>
    /// <returns>What the unit returns.</returns>
    public ValueTask<TResult> WriteAsync<TResult>(Func<WriteScope, TResult> work, WriteOptions options = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        return handle.IsReadOnly
            ? ValueTask.FromException<TResult>(handle.ReadOnly())
            : handle.EnqueueAsync(new UnitRequest<TResult>(handle.Queue, work), options, cancellationToken);
    }

    /// <summary>Not to be called: it turns an asynchronous unit into a compile-time error that explains.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    [Obsolete(UnitsAreSynchronous, error: true)]
    [OverloadResolutionPriority(1)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ValueTask WriteAsync<TTask>(Func<WriteScope, TTask> work, AsynchronousUnit? unused = null) where TTask : Task => throw new NotSupportedException(UnitsAreSynchronous);

    /// <summary>
    /// True for code that runs inside a unit of this database, and for the tasks that it starts: a queued write would wait there for the writer that waits for it, and is an
    /// <see cref="InvalidOperationException"/>. For libraries that queue work of their own.
    /// </summary>
    public bool IsInsideUnit => !handle.IsReadOnly && UnitMarker.IsInside(handle.Queue);

    /// <summary>The blocking form of <see cref="WriteAsync(Action{WriteScope}, WriteOptions, CancellationToken)"/>, for callers that can't await.</summary>
    /// <exception cref="InvalidOperationException">It was called inside a unit.</exception>
    public void Write(Action<WriteScope> work, WriteOptions options = default) => WriteAsync(work, options).AsTask().GetAwaiter().GetResult();

    /// <inheritdoc cref="Write(Action{WriteScope}, WriteOptions)"/>
    /// <returns>What the unit returns.</returns>
    public TResult Write<TResult>(Func<WriteScope, TResult> work, WriteOptions options = default) => WriteAsync(work, options).AsTask().GetAwaiter().GetResult();

    /// <summary>Runs a statement that writes, through the queue; the number of rows changed.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ValueTask<int> ExecuteAsync<TParameters>(SqlStatement statement, in TParameters parameters, WriteOptions options = default, CancellationToken cancellationToken = default)
        where TParameters : struct, IParameters
    {
        var request = new FunctionRequest<(SqlStatement Statement, TParameters Parameters), int>((statement, parameters), statement, static (context, call) =>
        {
            var changed = QueryCommands.Execute(context.Session, call.Statement, call.Parameters, out var written);
            context.Changes.Note(written, changed);
            return changed;
        });
        return handle.EnqueueAsync(request, options, cancellationToken);
    }

    /// <summary>Runs a statement that writes and returns rows, through the queue.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ValueTask<IReadOnlyList<T>> ExecuteListAsync<T, TDecoder, TParameters>(SqlStatement statement, in TParameters parameters, WriteOptions options = default, CancellationToken cancellationToken = default)
        where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters
        => Returning<T, TDecoder, TParameters, IReadOnlyList<T>>(statement, parameters, static (rows, _) => rows, options, cancellationToken);

    /// <summary>Runs a statement that writes and returns exactly one row, through the queue.</summary>
    /// <exception cref="QueryException">It returned none, or more than one; it was undone.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ValueTask<T> ExecuteSingleAsync<T, TDecoder, TParameters>(SqlStatement statement, in TParameters parameters, WriteOptions options = default, CancellationToken cancellationToken = default)
        where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters
        => Returning<T, TDecoder, TParameters, T>(statement, parameters, static (rows, source) => QueryCommands.Only(rows, source), options, cancellationToken);

    /// <summary>Runs a statement that writes and returns at most one row, through the queue.</summary>
    /// <exception cref="QueryException">It returned more than one; it was undone.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ValueTask<T?> ExecuteSingleOrDefaultAsync<T, TDecoder, TParameters>(SqlStatement statement, in TParameters parameters, WriteOptions options = default, CancellationToken cancellationToken = default)
        where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters
        => Returning<T, TDecoder, TParameters, T?>(statement, parameters, static (rows, source) => QueryCommands.OnlyOrDefault(rows, source), options, cancellationToken);

    // A savepoint: what the caller's expectation of the rows refuses, or what can't be read, is undone.
    private ValueTask<TResult> Returning<T, TDecoder, TParameters, TResult>(SqlStatement statement, in TParameters parameters, Func<IReadOnlyList<T>, SqlStatement, TResult> pick, WriteOptions options, CancellationToken cancellationToken)
        where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters
    {
        var request = new FunctionRequest<(SqlStatement Statement, TParameters Parameters, Func<IReadOnlyList<T>, SqlStatement, TResult> Pick), TResult>((statement, parameters, pick), statement, static (context, call) =>
        {
            var rows = QueryCommands.List<T, TDecoder, TParameters>(context.Session, call.Statement, call.Parameters, out var written);
            var result = call.Pick(rows, call.Statement);
            context.Changes.Note(written, rows.Count);
            return result;
        }, needsSavepoint: true);
        return handle.EnqueueAsync(request, options, cancellationToken);
    }
}

/// <summary>Marks the overload of WriteAsync that only explains why units are synchronous.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AsynchronousUnit
{
    private AsynchronousUnit()
    {
    }
}
