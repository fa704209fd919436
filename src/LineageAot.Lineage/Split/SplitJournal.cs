using System.Runtime.CompilerServices;

namespace LineageAot.Lineage;

/// <summary>
/// For a store whose events are in another file. At the end of a unit what it noted is appended there and committed, durably, while the unit is still open; then the unit commits, with the position of the last
/// event in it. So the state is never ahead of the events; if the unit doesn't commit after all, the events are ahead, and the next unit catches up first.
/// </summary>
/// <remarks>Units run one after the other on the state's writer thread, which waits there for the events' writer. That one waits for nobody.</remarks>
internal sealed class SplitJournal(LineageDatabase state, LineageDatabase events) : RunJournal
{
    private const long Unknown = -1;

    // Of each state, however many stores lie over it. Only touched in its units.
    private static readonly ConditionalWeakTable<LineageDatabase, Reached> States = [];
    private readonly Reached reached = States.GetOrCreateValue(state);

    public override async ValueTask<T> WriteAsync<T>(Func<WriteScope, RunEvents, T> work, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            try
            {
                return await state.WriteAsync(unit => Write(unit, work), cancellationToken: cancellationToken).ConfigureAwait(false);
            }
            catch (BehindException)
            {
                await CatchUpAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Brings the state up to the events, so many a unit.</summary>
    public async ValueTask CatchUpAsync(CancellationToken cancellationToken)
    {
        var catchUp = new SplitCatchUp(events);
        while (!await state.WriteAsync(unit => IsThrough(unit, catchUp), cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        foreach (var run in await events.ListRemovedRunsAsync(cancellationToken).ConfigureAwait(false))
        {
            await events.WriteAsync(unit => unit.RemoveRunStream(new RunId(run)), cancellationToken: cancellationToken).ConfigureAwait(false);
        }
    }

    public override async ValueTask BeforeSuccessAsync(RunId run, DateTimeOffset now, TimeSpan lease, CancellationToken cancellationToken)
        => await state.WriteAsync(unit => unit.Renew(run, now, now + lease), new WriteOptions { Durability = Durability.Full }, cancellationToken).ConfigureAwait(false);

    public override async ValueTask RemoveAsync(RunId run, CancellationToken cancellationToken)
    {
        await WriteAsync(
            (unit, noted) =>
            {
                noted.Add(run, EventTypes.RunRemoved, null, unit.Now);
                unit.Table<Run>().Delete(run);
            },
            cancellationToken).ConfigureAwait(false);
        await events.WriteAsync(unit => unit.RemoveRunStream(run), cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    private T Write<T>(WriteScope unit, Func<WriteScope, RunEvents, T> work)
    {
        if (AppliedOf(unit) != reached.Position)
        {
            throw new BehindException();
        }

        var noted = new RunEvents();
        var result = work(unit, noted);
        if (noted.Noted.Count > 0)
        {
            var position = Append(unit, noted);
            unit.SetApplied(position, unit.Now);
            reached.Position = position;
        }

        return result;
    }

    private long Append(WriteScope unit, RunEvents noted)
    {
        var drafts = noted.Noted.Select(happened => (Stream: StreamName.Of(happened.Run), Draft: happened.Draft with { Meta = MetaOf(unit, happened) })).ToList();

        // Until it's known how the other unit ended.
        reached.Position = Unknown;
        return Waiting.For(events.WriteAsync(inner =>
        {
            var position = 0L;
            foreach (var (stream, draft) in drafts)
            {
                position = EventWriting.Append(inner, stream, ExpectedVersion.Any, [draft]).LastPosition ?? position;
            }

            return position;
        }));
    }

    private static string MetaOf(WriteScope unit, in RunEvent happened)
        => RunMeta.Of(happened.IsBatch || unit.Table<Run>().Find(happened.Run) is not { } run ? null : RunImage.Of(run), happened.IsBatch);

    private bool IsThrough(WriteScope unit, SplitCatchUp catchUp)
    {
        var applied = AppliedOf(unit);
        var last = catchUp.Apply(unit, applied);
        if (last > applied)
        {
            unit.SetApplied(last, unit.Now);
        }

        reached.Position = last;
        return last == applied;
    }

    // Without its row the file is another one than was opened: it was exchanged while the database was paused.
    private long AppliedOf(WriteScope unit) => unit.FindSplit()?.AppliedPosition
        ?? throw SplitOpening.Refuse(events.Path, "the store's file doesn't say any more that its events are there (it has no row in event_split). Nothing was written. Open the store anew.");

    /// <summary>What the state's position has to be if all that this process appended has reached it.</summary>
    private sealed class Reached
    {
        public long Position { get; set; } = Unknown;
    }

    /// <summary>The unit may not begin before the state has caught up. Never seen outside.</summary>
    private sealed class BehindException() : Exception("The state is behind its events.");
}
