using System.Text;

namespace LineageAot.Lineage.Tests.Events;

public sealed class FoldTests
{
    private static readonly StreamName Tape = new("tape", Guid.Parse("00000000-0000-0000-0000-00000000000b"));

    private static readonly EventFold<string> Letters = new("", static (state, row) => state + row.EventType);

    private static readonly EventFold<string> Kept = Letters with
    {
        Save = static state => Encoding.UTF8.GetBytes(state),
        Load = static data => Encoding.UTF8.GetString(data.Span),
        SnapshotEvery = 3,
    };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Undo_and_redo_come_to_what_a_simple_model_says(int seed)
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var events = temporary.Store.Events;
        var random = new Random(seed);
        var history = new List<(EventId Id, string Letter, bool IsUndone)>();
        var past = new List<(long Version, string State)>();
        for (var step = 0; step < 60; step++)
        {
            var choice = random.Next(5);
            if (choice < 2 || history.Count == 0)
            {
                var id = new EventId(Guid.NewGuid());
                var letter = ((char)('a' + (step % 26))).ToString();
                await events.AppendAsync(Tape, ExpectedVersion.Any, new EventDraft(letter) { Id = id });
                history.Add((id, letter, false));
            }
            else if (choice == 2)
            {
                var at = random.Next(history.Count);
                var done = await events.UndoAsync(Tape, history[at].Id);
                done.Appended.ShouldBe(history[at].IsUndone ? 0 : 1);
                history[at] = history[at] with { IsUndone = true };
            }
            else if (choice == 3)
            {
                var at = random.Next(history.Count);
                var done = await events.RedoAsync(Tape, history[at].Id);
                done.Appended.ShouldBe(history[at].IsUndone ? 1 : 0);
                history[at] = history[at] with { IsUndone = false };
            }
            else
            {
                var at = history.FindLastIndex(static entry => !entry.IsUndone);
                (await events.UndoLastAsync(Tape)).Appended.ShouldBe(at < 0 ? 0 : 1);
                if (at >= 0)
                {
                    history[at] = history[at] with { IsUndone = true };
                }
            }

            var expected = string.Concat(history.Where(static entry => !entry.IsUndone).Select(static entry => entry.Letter));
            var folded = await events.FoldAsync(Tape, Letters);
            folded.State.ShouldBe(expected);
            (await events.FoldAsync(Tape, Kept)).ShouldBe(folded, "a snapshot changes nothing");
            past.Add((folded.Version, expected));
        }

        foreach (var (version, state) in past.DistinctBy(static entry => entry.Version))
        {
            (await events.FoldAsync(Tape, Letters, to: version)).ShouldBe(new Folded<string>(state, version), "the past is as it was then");
        }

        (await events.VerifyAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Redoing_the_last_takes_back_the_last_undo()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var events = temporary.Store.Events;
        await events.AppendAsync(Tape, ExpectedVersion.Any, [new EventDraft("a"), new EventDraft("b"), new EventDraft("c")]);
        await events.UndoLastAsync(Tape);
        await events.UndoLastAsync(Tape);
        (await events.FoldAsync(Tape, Letters)).State.ShouldBe("a");
        await events.RedoLastAsync(Tape);
        (await events.FoldAsync(Tape, Letters)).State.ShouldBe("ab");
        await events.RedoLastAsync(Tape);
        (await events.RedoLastAsync(Tape)).Appended.ShouldBe(0);
        (await events.FoldAsync(Tape, Letters)).State.ShouldBe("abc");
    }

    [Fact]
    public async Task Only_events_can_be_undone()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var events = temporary.Store.Events;
        await Should.ThrowAsync<LineageNotFoundException>(async () => await events.UndoAsync(Tape, new EventId(Guid.NewGuid())));
        (await events.UndoLastAsync(Tape)).ShouldBe(new AppendResult(0, 0, null));
        var id = new EventId(Guid.NewGuid());
        await events.AppendAsync(Tape, ExpectedVersion.Any, new EventDraft("a") { Id = id });
        await events.UndoAsync(Tape, id, actor: "me");
        var marker = await events.ReadStreamAsync(Tape, from: 2).SingleAsync();
        (marker.EventType, marker.Actor).ShouldBe(("$undo", "me"));
        await Should.ThrowAsync<LineageConflictException>(async () => await events.UndoAsync(Tape, marker.EventId));
    }

    [Fact]
    public async Task A_snapshot_of_another_form_isnt_read_and_the_newest_is_kept()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var events = temporary.Store.Events;
        await events.AppendAsync(Tape, ExpectedVersion.Any, [.. "abcd".Select(static letter => new EventDraft(letter.ToString()))]);
        await Should.ThrowAsync<LineageConflictException>(async () => await events.SaveSnapshotAsync(Tape, 5, 1, new byte[] { 1 }));
        await events.SaveSnapshotAsync(Tape, 2, 1, "XX"u8.ToArray());
        (await events.FoldAsync(Tape, Kept with { SnapshotEvery = 0 })).State.ShouldBe("XXcd", "it begins at the snapshot");
        (await events.FoldAsync(Tape, Kept with { SchemaVersion = 2 })).State.ShouldBe("abcd");
        temporary.Scalar("select count(*) from snapshots").ShouldBe(1);
        (await events.FindSnapshotAsync(Tape, 2))!.StreamVersion.ShouldBe(4);
        (await events.FindSnapshotAsync(Tape, 1)).ShouldBeNull();
    }

    [Fact]
    public async Task A_live_state_follows_each_commit_and_begins_again_where_it_was()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var events = temporary.Store.Events;
        await events.AppendAsync(Tape, ExpectedVersion.Any, [new EventDraft("a"), new EventDraft("b")]);
        await using (var live = await events.OpenLiveStateAsync("letters", Kept, "tape"))
        {
            live.State.ShouldBe("ab");
            await events.AppendAsync(new StreamName("else", Guid.NewGuid()), ExpectedVersion.Any, new EventDraft("z"));
            var id = new EventId(Guid.NewGuid());
            var appended = await events.AppendAsync(Tape, ExpectedVersion.Any, [new EventDraft("c") { Id = id }, new EventDraft("d")]);
            (await live.WaitForAsync(appended.LastPosition!.Value)).ShouldBe("abcd");
            var undone = await events.UndoAsync(Tape, id);
            (await live.WaitForAsync(undone.LastPosition!.Value)).ShouldBe("abd");
            live.Position.ShouldBe(undone.LastPosition!.Value);
            var waiting = live.WaitForAsync(long.MaxValue).AsTask();
            await live.DisposeAsync();
            await Should.ThrowAsync<ObjectDisposedException>(waiting);
            live.State.ShouldBe("abd");
        }

        var started = new List<string>();
        await using var again = await events.OpenLiveStateAsync("letters", Kept with { Load = data => Note(Encoding.UTF8.GetString(data.Span)) }, "tape");
        again.State.ShouldBe("abd");
        started.ShouldBe(["abd"]);

        string Note(string state)
        {
            started.Add(state);
            return state;
        }
    }

    [Fact]
    public async Task A_live_state_whose_fold_fails_says_so()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var events = temporary.Store.Events;
        await using var live = await events.OpenLiveStateAsync("letters", Letters with { Apply = static (state, row) => row.EventType == "x" ? throw new InvalidOperationException("no x") : state + row.EventType });
        var appended = await events.AppendAsync(Tape, ExpectedVersion.Any, new EventDraft("a"));
        (await live.WaitForAsync(appended.LastPosition!.Value)).ShouldBe("a");
        appended = await events.AppendAsync(Tape, ExpectedVersion.Any, new EventDraft("x"));
        var failed = await Should.ThrowAsync<LineageException>(async () => await live.WaitForAsync(appended.LastPosition!.Value));
        failed.Message.ShouldContain("no x");
        Should.Throw<LineageException>(() => live.State);
    }

    [Fact]
    public async Task A_fold_of_many_pages_takes_each_event_once_and_one_that_fails_leaves_the_store_usable()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var events = temporary.Store.Events;
        await events.AppendAsync(Tape, ExpectedVersion.NoStream, [.. Enumerable.Range(0, 3000).Select(static number => new EventDraft("a") { Payload = $"{number}" })]);
        var numbers = new EventFold<long>(0, static (state, row) => row.Payload == $"{state}" ? state + 1 : throw new InvalidOperationException("out of order"));
        (await events.FoldAsync(Tape, numbers)).ShouldBe(new Folded<long>(3000, 3000));
        (await events.FoldAsync(Tape, numbers, to: 2048)).ShouldBe(new Folded<long>(2048, 2048));
        (await events.FoldAsync(Tape, numbers, to: 2049)).ShouldBe(new Folded<long>(2049, 2049));
        await Should.ThrowAsync<InvalidOperationException>(async () => await events.FoldAsync(Tape, numbers with { Apply = static (state, _) => state == 10 ? throw new InvalidOperationException() : state + 1 }));
        (await events.FoldAsync(Tape, numbers)).State.ShouldBe(3000);
    }
}
