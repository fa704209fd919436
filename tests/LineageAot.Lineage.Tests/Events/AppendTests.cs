namespace LineageAot.Lineage.Tests.Events;

public sealed class AppendTests
{
    private static readonly StreamName Order = new("order", Guid.Parse("00000000-0000-0000-0000-00000000000a"));

    [Fact]
    public async Task Events_are_numbered_in_their_stream_and_placed_among_all()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var events = temporary.Store.Events;
        var other = new StreamName("order", Guid.NewGuid());

        (await events.AppendAsync(Order, ExpectedVersion.NoStream, [new EventDraft("placed") { Payload = """{"n":1}""" }, new EventDraft("paid")])).ShouldBe(new AppendResult(2, 2, 2));
        (await events.AppendAsync(other, ExpectedVersion.Any, new EventDraft("placed"))).ShouldBe(new AppendResult(1, 1, 3));
        (await events.AppendAsync(Order, ExpectedVersion.Exact(2), new EventDraft("sent") { Actor = "agent" })).ShouldBe(new AppendResult(3, 1, 4));

        var read = await events.ReadStreamAsync(Order).ToListAsync();
        read.Select(static row => (row.StreamVersion, row.EventType, row.Position)).ShouldBe([(1, "placed", 1), (2, "paid", 2), (3, "sent", 4)]);
        read[0].Payload.ShouldBe("""{"n":1}""");
        (await events.ReadStreamAsync(Order, direction: EventDirection.Backward, max: 2).ToListAsync()).Select(static row => row.StreamVersion).ShouldBe([3, 2]);
        (await events.ReadStreamAsync(Order, from: 2).ToListAsync()).Select(static row => row.StreamVersion).ShouldBe([2, 3]);
        (await events.ReadAllAsync(after: 1).ToListAsync()).Select(static row => row.Position).ShouldBe([2, 3, 4]);
        (await events.ReadAllAsync(direction: EventDirection.Backward).ToListAsync()).Select(static row => row.Position).ShouldBe([4, 3, 2, 1]);
        (await events.FindStreamAsync(Order))!.Version.ShouldBe(3);
        (await events.VerifyAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_wrong_expected_version_appends_nothing_and_says_what_is_there(long expected)
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var events = temporary.Store.Events;
        await events.AppendAsync(Order, ExpectedVersion.Any, [new EventDraft("placed"), new EventDraft("paid")]);

        var refused = await Should.ThrowAsync<WrongExpectedVersionException>(async () => await events.AppendAsync(Order, ExpectedVersion.Exact(expected), new EventDraft("sent")));

        (refused.Stream, refused.Expected, refused.Actual).ShouldBe((Order, ExpectedVersion.Exact(expected), 2));
        refused.Message.ShouldContain("event_streams.version");
        (await events.ReadStreamAsync(Order).CountAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task An_append_that_is_tried_again_as_it_was_appends_nothing_twice()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var events = temporary.Store.Events;
        EventDraft[] drafts = [new("placed") { Id = new EventId(Guid.NewGuid()), Payload = "1" }, new("paid") { Id = new EventId(Guid.NewGuid()) }];
        await events.AppendAsync(Order, ExpectedVersion.NoStream, drafts);

        (await events.AppendAsync(Order, ExpectedVersion.NoStream, drafts)).ShouldBe(new AppendResult(2, 0, null));
        (await events.AppendAsync(Order, ExpectedVersion.Any, drafts)).ShouldBe(new AppendResult(2, 0, null));
        (await events.AppendAsync(Order, ExpectedVersion.Any, [drafts[1], new EventDraft("sent")])).ShouldBe(new AppendResult(3, 1, 3));
        (await events.AppendAsync(Order, ExpectedVersion.NoStream, drafts)).ShouldBe(new AppendResult(3, 0, null), "also when others have appended since");

        // Half of it was never appended, so it isn't a second try.
        await Should.ThrowAsync<WrongExpectedVersionException>(async () => await events.AppendAsync(Order, ExpectedVersion.NoStream, [drafts[0], new EventDraft("lost") { Id = new EventId(Guid.NewGuid()) }]));
        (await events.ReadStreamAsync(Order).CountAsync()).ShouldBe(3);
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused_whole()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var events = temporary.Store.Events;
        var draft = new EventDraft("placed") { Id = new EventId(Guid.NewGuid()), Payload = """{"secret":"word"}""" };
        await events.AppendAsync(Order, ExpectedVersion.Any, draft);

        foreach (var other in (EventDraft[])[draft with { Payload = "2" }, draft with { Payload = null }, draft with { Meta = "{}" }, draft with { Actor = "else" }])
        {
            var refused = await Should.ThrowAsync<LineageConflictException>(async () => await events.AppendAsync(Order, ExpectedVersion.Any, [new EventDraft("before"), other]));
            refused.Message.ShouldNotContain("word");
        }

        (await events.ReadStreamAsync(Order).CountAsync()).ShouldBe(1);
        (await events.AppendAsync(new StreamName("order", Guid.NewGuid()), ExpectedVersion.Any, draft with { Payload = "2" })).Appended.ShouldBe(1, "a key is a stream's own");
    }

    [Fact]
    public async Task What_is_no_event_is_refused_before_anything_is_written()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var events = temporary.Store.Events;
        await Should.ThrowAsync<ArgumentException>(async () => await events.AppendAsync(Order, ExpectedVersion.Any, new EventDraft("$undo")));
        await Should.ThrowAsync<ArgumentException>(async () => await events.AppendAsync(Order, ExpectedVersion.Any, new EventDraft(" ")));
        await Should.ThrowAsync<ArgumentException>(async () => await events.AppendAsync(Order, ExpectedVersion.Any, new EventDraft("x") { Id = default(EventId) }));
        await Should.ThrowAsync<ArgumentException>(async () => await events.AppendAsync(new StreamName("order", Guid.Empty), ExpectedVersion.Any, new EventDraft("x")));
        await Should.ThrowAsync<ArgumentException>(async () => await events.AppendAsync(new StreamName("", Guid.NewGuid()), ExpectedVersion.Any, new EventDraft("x")));
        await Should.ThrowAsync<ConstraintException>(async () => await events.AppendAsync(Order, ExpectedVersion.Any, [new EventDraft("fine"), new EventDraft("x") { Payload = "no json" }]));
        (await events.FindLastPositionAsync()).ShouldBe(0);
        (await events.FindStreamAsync(Order)).ShouldBeNull();
    }

    [Fact]
    public async Task Of_many_who_expect_the_same_version_one_appends()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var events = temporary.Store.Events;
        for (var round = 0; round < 20; round++)
        {
            var tries = await Task.WhenAll(Enumerable.Range(0, 8).Select(async producer =>
            {
                try
                {
                    await events.AppendAsync(Order, ExpectedVersion.Exact(round), new EventDraft($"by-{producer}"));
                    return 1;
                }
                catch (WrongExpectedVersionException)
                {
                    return 0;
                }
            }));
            tries.Sum().ShouldBe(1);
        }

        (await events.ReadStreamAsync(Order).Select(static row => row.StreamVersion).ToListAsync()).ShouldBe([.. Enumerable.Range(1, 20).Select(static number => (long)number)]);
        (await events.VerifyAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_event_and_the_state_it_tells_of_are_written_together_or_not_at_all()
    {
        await using var temporary = await TemporaryStore.OpenAsync(split: false);
        await temporary.Store.Database.WriteAsync(unit =>
        {
            unit.Insert(new ProcessorCheckpoint { Processor = "state", Shard = 0, Position = 7 });
            unit.AppendEvents(Order, ExpectedVersion.NoStream, [new EventDraft("placed")]);
        });
        await Should.ThrowAsync<WrongExpectedVersionException>(async () => await temporary.Store.Database.WriteAsync(unit =>
        {
            unit.Insert(new ProcessorCheckpoint { Processor = "state", Shard = 1, Position = 7 });
            unit.AppendEvents(Order, ExpectedVersion.NoStream, [new EventDraft("placed")]);
        }));
        (await temporary.Store.Events.ListCheckpointsAsync()).Count.ShouldBe(1);
        (await temporary.Store.Events.FindLastPositionAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task An_archived_stream_takes_no_more_and_its_events_go_when_asked()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var events = temporary.Store.Events;
        var first = new EventDraft("placed") { Id = new EventId(Guid.NewGuid()) };
        await events.AppendAsync(Order, ExpectedVersion.Any, [first, new EventDraft("paid")]);
        var live = new StreamName("order", Guid.NewGuid());
        await events.AppendAsync(live, ExpectedVersion.Any, new EventDraft("placed"));

        await Should.ThrowAsync<WrongExpectedVersionException>(async () => await events.ArchiveAsync(Order, ExpectedVersion.Exact(1)));
        (await events.ArchiveAsync(Order, ExpectedVersion.Exact(2))).ShouldBeTrue();
        (await events.ArchiveAsync(Order)).ShouldBeTrue();
        (await events.ArchiveAsync(new StreamName("order", Guid.NewGuid()))).ShouldBeFalse();
        (await Should.ThrowAsync<LineageConflictException>(async () => await events.AppendAsync(Order, ExpectedVersion.Any, new EventDraft("sent")))).Message.ShouldContain("archived");
        (await events.AppendAsync(Order, ExpectedVersion.Any, first)).Appended.ShouldBe(0, "trying again is no new event");

        (await events.RemoveArchivedAsync(DateTimeOffset.UtcNow.AddDays(-1))).ShouldBe(0);
        (await events.RemoveArchivedAsync(DateTimeOffset.UtcNow.AddDays(1))).ShouldBe(2);
        (await events.RemoveArchivedAsync(DateTimeOffset.UtcNow.AddDays(1))).ShouldBe(0);
        (await events.ReadAllAsync().CountAsync()).ShouldBe(1);
        (await events.FindStreamAsync(Order))!.Version.ShouldBe(2);
        (await events.VerifyAsync()).ShouldBeEmpty();
    }
}
