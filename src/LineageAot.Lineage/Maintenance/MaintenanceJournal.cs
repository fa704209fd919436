using System.Collections.Concurrent;

namespace LineageAot.Lineage;

/// <summary>Writes a row when a piece of upkeep begins, and what came of it when it ends: one that was killed stays as begun. Safe to use from many threads, but for <see cref="AddTo"/>.</summary>
internal sealed class MaintenanceJournal(LineageDatabase database)
{
    // A database that is paused takes no row, and a row without an end would say that the process was killed: it's written with the next one.
    private readonly ConcurrentQueue<(long Id, MaintenanceRecord Record)> late = new();

    // Jobs of one maintenance run one after another.
    private long? begun;

    /// <returns>The row's key.</returns>
    public ValueTask<long> BeginAsync(string kind, DateTimeOffset startedAt, CancellationToken cancellationToken)
        => WriteAsync(unit => unit.Insert(new MaintenanceEntry { Kind = kind, StartedAt = startedAt }).Id, cancellationToken);

    /// <param name="id">The row that was written when it began; null where there is none, and then the whole is written now.</param>
    /// <param name="record">What came of it.</param>
    /// <param name="cancellationToken">Takes it out of the queue.</param>
    public async ValueTask EndAsync(long? id, MaintenanceRecord record, CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync(unit => End(unit, id, record), cancellationToken).ConfigureAwait(false);
        }
        catch (LineageException) when (id is not null)
        {
            late.Enqueue((id.Value, record));
            throw;
        }
    }

    /// <summary>The options, with this journal in front of the caller's own.</summary>
    public MaintenanceOptions AddTo(MaintenanceOptions options) => options with
    {
        OnStarted = async (kind, at, cancellationToken) =>
        {
            begun = null;
            try
            {
                begun = await BeginAsync(kind, at, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                await (options.OnStarted?.Invoke(kind, at, cancellationToken) ?? ValueTask.CompletedTask).ConfigureAwait(false);
            }
        },
        OnFinished = async (record, cancellationToken) =>
        {
            try
            {
                await EndAsync(begun, record, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                await (options.OnFinished?.Invoke(record, cancellationToken) ?? ValueTask.CompletedTask).ConfigureAwait(false);
            }
        },
        FindLastRun = async (kind, cancellationToken) =>
        {
            var known = await database.FindLastMaintenanceAsync(kind, cancellationToken).ConfigureAwait(false);
            var told = options.FindLastRun is { } find ? await find(kind, cancellationToken).ConfigureAwait(false) : null;
            return told > known ? told : known ?? told;
        },
    };

    private static bool End(WriteScope unit, long? id, MaintenanceRecord record)
    {
        // By its beginning too: the file may be another one since.
        if (id is not { } known || unit.FinishMaintenance(known, record.StartedAt, record.FinishedAt, record.Ok, record.Detail, unit.Now) == 0)
        {
            unit.Insert(new MaintenanceEntry { Kind = record.Kind, StartedAt = record.StartedAt, FinishedAt = record.FinishedAt, Ok = record.Ok, Detail = record.Detail });
        }

        return true;
    }

    private async ValueTask<TResult> WriteAsync<TResult>(Func<WriteScope, TResult> work, CancellationToken cancellationToken)
    {
        var before = new List<(long Id, MaintenanceRecord Record)>();
        while (late.TryDequeue(out var one))
        {
            before.Add(one);
        }

        try
        {
            return await database.WriteAsync(
                unit =>
                {
                    foreach (var (id, record) in before)
                    {
                        End(unit, id, record);
                    }

                    return work(unit);
                },
                cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            before.ForEach(late.Enqueue);
            throw;
        }
    }
}
