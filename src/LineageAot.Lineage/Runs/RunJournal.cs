namespace LineageAot.Lineage;

/// <summary>Writes units in which runs change, together with the events that tell of it.</summary>
internal abstract class RunJournal
{
    /// <summary>Runs a unit, and appends what it noted.</summary>
    public abstract ValueTask<T> WriteAsync<T>(Func<WriteScope, RunEvents, T> work, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="WriteAsync{T}"/>
    public async ValueTask WriteAsync(Action<WriteScope, RunEvents> work, CancellationToken cancellationToken = default)
        => await WriteAsync(
            (unit, events) =>
            {
                work(unit, events);
                return true;
            },
            cancellationToken).ConfigureAwait(false);

    /// <summary>Before a run may be told to have ended well: what it wrote is durable as far as its end will be.</summary>
    public abstract ValueTask BeforeSuccessAsync(RunId run, DateTimeOffset now, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Takes away a run that has no items and edges any more, and its events.</summary>
    public abstract ValueTask RemoveAsync(RunId run, CancellationToken cancellationToken);
}

/// <summary>For a store whose events are in its own file: the state and its events are committed together.</summary>
internal sealed class OneFileJournal(LineageDatabase database) : RunJournal
{
    public override ValueTask<T> WriteAsync<T>(Func<WriteScope, RunEvents, T> work, CancellationToken cancellationToken = default)
        => database.WriteAsync(
            unit =>
            {
                var events = new RunEvents();
                var result = work(unit, events);
                if (events.Noted.Count > 0 && unit.FindSplit() is not null)
                {
                    throw new InvalidOperationException("The store's events are in a file of their own, and this store was laid over its own file alone. Nothing was written. Open it with LineageStore.OpenAsync, or lay it over both with LineageStore.AttachAsync.");
                }

                foreach (var happened in events.Noted)
                {
                    EventWriting.Append(unit, StreamName.Of(happened.Run), ExpectedVersion.Any, [happened.Draft]);
                }

                return result;
            },
            cancellationToken: cancellationToken);

    public override ValueTask BeforeSuccessAsync(RunId run, DateTimeOffset now, TimeSpan lease, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public override ValueTask RemoveAsync(RunId run, CancellationToken cancellationToken)
        => database.WriteAsync(
            unit =>
            {
                unit.RemoveRunStream(run);
                unit.Table<Run>().Delete(run);
            },
            cancellationToken: cancellationToken);
}
