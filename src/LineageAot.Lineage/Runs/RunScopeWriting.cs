using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace LineageAot.Lineage;

public sealed partial class RunScope
{
    /// <summary>
    /// Runs a unit of work of your own in the run's name: what it writes through <see cref="RunUnit.Scope"/>, into tables of yours too where the store lies over your database, is committed together with
    /// the edges that it leaves.
    /// </summary>
    /// <param name="work">Synchronous by design; see <see cref="LineageDatabase.WriteAsync(Action{WriteScope}, WriteOptions, CancellationToken)"/>.</param>
    /// <param name="cancellationToken">Takes the unit out while it waits.</param>
    /// <exception cref="LeaseLostException">The run was ended or taken away meanwhile. Nothing was written.</exception>
    public ValueTask<TResult> WriteAsync<TResult>(Func<RunUnit, TResult> work, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        var context = Context;
        return WriteFencedAsync(unit => work(new RunUnit(unit, context)), cancellationToken);
    }

    /// <inheritdoc cref="WriteAsync{TResult}(Func{RunUnit, TResult}, CancellationToken)"/>
    public async ValueTask WriteAsync(Action<RunUnit> work, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        var context = Context;
        await WriteFencedAsync(unit => work(new RunUnit(unit, context)), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Not to be called: it turns an asynchronous unit into a compile-time error that explains.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    [Obsolete(UnitsAreSynchronous, error: true)]
    [OverloadResolutionPriority(1)]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ValueTask WriteAsync<TTask>(Func<RunUnit, TTask> work, AsynchronousUnit? unused = null) where TTask : Task => throw new NotSupportedException(UnitsAreSynchronous);

    /// <summary>Leaves the edge that the run read something. The same edge again changes nothing.</summary>
    /// <param name="type">The kind of thing; <see cref="EntityType.Custom"/> for keys of your own.</param>
    /// <param name="id">Its key.</param>
    /// <param name="role">What it was to the run.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="LineageNotFoundException">This workspace has no such thing.</exception>
    /// <exception cref="LeaseLostException">The run was ended or taken away meanwhile.</exception>
    public ValueTask AddInputAsync(EntityType type, Guid id, string role = "input", CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(role);
        return WriteAsync(unit => unit.AddInput(type, id, role), cancellationToken);
    }

    /// <summary>Leaves the edge that the run made something. The same edge again changes nothing.</summary>
    /// <inheritdoc cref="AddInputAsync"/>
    public ValueTask AddOutputAsync(EntityType type, Guid id, string role = "output", CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(role);
        return WriteAsync(unit => unit.AddOutput(type, id, role), cancellationToken);
    }

    private const string UnitsAreSynchronous =
        "A unit of work runs on the writer's thread and holds everybody's transaction: it can't await. Await what you need before, write inside with the unit's own synchronous methods, and return the result.";

    /// <summary>Every write of a run goes through here: one unit, refused where the run isn't running or isn't this process's.</summary>
    internal ValueTask<TResult> WriteFencedAsync<TResult>(Func<WriteScope, TResult> work, CancellationToken cancellationToken)
    {
        RefuseEnded();
        return Database.WriteAsync(
            unit =>
            {
                unit.RequireRunning(fence, Workspace.Store.Now);
                return work(unit);
            },
            cancellationToken: cancellationToken);
    }

    /// <summary>As the other, for a unit in which runs change.</summary>
    internal ValueTask<TResult> WriteFencedAsync<TResult>(Func<WriteScope, RunEvents, TResult> work, CancellationToken cancellationToken)
    {
        RefuseEnded();
        return Journal.WriteAsync(
            (unit, events) =>
            {
                unit.RequireRunning(fence, Workspace.Store.Now);
                return work(unit, events);
            },
            cancellationToken);
    }

    /// <inheritdoc cref="WriteFencedAsync{TResult}(Func{WriteScope, TResult}, CancellationToken)"/>
    internal async ValueTask WriteFencedAsync(Action<WriteScope> work, CancellationToken cancellationToken)
        => await WriteFencedAsync(
            unit =>
            {
                work(unit);
                return true;
            },
            cancellationToken).ConfigureAwait(false);

    private void RefuseEnded()
    {
        if (IsFinished)
        {
            throw Ended();
        }

        if (!isOwned)
        {
            throw new LineageConflictException(
                $"The run {Id.Value}, which the idempotency key has started, is another process's (runs.owner), and can't be written by this one. If that process is dead, ReapAbandonedAsync marks the run and ResumeRunAsync goes on from it.");
        }
    }
}
