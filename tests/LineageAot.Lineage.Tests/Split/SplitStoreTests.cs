namespace LineageAot.Lineage.Tests.Split;

public sealed class SplitStoreTests
{
    [Fact]
    public async Task Events_are_in_the_other_file_and_the_store_knows_them_all()
    {
        using var setup = new SplitSetup();
        await using var store = await setup.OpenAsync();
        store.IsSplit.ShouldBeTrue();
        var run = await SplitSetup.RunAsync(store);
        (await store.Events.ReadStreamAsync(StreamName.Of(run)).ToListAsync()).Select(static row => row.EventType).ShouldBe(["run.started", "run.batch", "run.succeeded"]);
        (await store.Database.HasEventsAsync()).ShouldBeFalse();
        (await store.Database.FindSplitAsync())!.AppliedPosition.ShouldBe(await store.EventsDatabase.FindLastPositionAsync());
        store.EventsDatabase.Options.Durability.ShouldBe(Durability.Full);
        (await store.VerifyEventsAsync()).ShouldBeEmpty();
        File.Exists(setup.Events).ShouldBeTrue();
    }

    [Fact]
    public async Task The_file_says_that_its_events_are_apart_to_whoever_opens_it()
    {
        using var setup = new SplitSetup();
        var run = await setup.FillAsync();
        await using (var store = await LineageStore.OpenAsync(setup.State))
        {
            store.IsSplit.ShouldBeTrue();
            (await store.Events.FindStreamAsync(StreamName.Of(run)))!.Version.ShouldBe(3);
        }

        await using (var reading = await LineageStore.OpenAsync(setup.Options with { Access = DatabaseAccess.ReadOnly }))
        {
            (await reading.Events.FindStreamAsync(StreamName.Of(run)))!.Version.ShouldBe(3);
        }

        (await Should.ThrowAsync<EventsFileException>(async () => await setup.OpenAsync(split: false))).Message.ShouldContain("JoinEventsAsync");
    }

    [Fact]
    public async Task Another_path_is_kept_from_the_stores_folder_on()
    {
        using var setup = new SplitSetup();
        Directory.CreateDirectory(setup.At("elsewhere"));
        await using (var store = await LineageStore.OpenAsync(new LineageStoreOptions { Database = setup.Options, SplitEvents = true, EventsPath = "elsewhere/log.db" }))
        {
            store.EventsDatabase.Path.ShouldBe(setup.At("elsewhere/log.db"));
        }

        await using var again = await LineageStore.OpenAsync(setup.State);
        again.EventsDatabase.Path.ShouldBe(setup.At("elsewhere/log.db"));
    }

    [Fact]
    public async Task A_store_with_events_in_its_own_file_isnt_opened_as_if_it_had_none()
    {
        using var setup = new SplitSetup();
        await setup.FillAsync(split: false);
        (await Should.ThrowAsync<EventsFileException>(async () => await setup.OpenAsync())).Message.ShouldContain("SplitEventsAsync");
        File.Exists(setup.Events).ShouldBeFalse();
    }

    [Fact]
    public async Task A_missing_file_of_events_isnt_made_anew()
    {
        using var setup = new SplitSetup();
        await setup.FillAsync();
        File.Delete(setup.Events);
        var refused = await Should.ThrowAsync<EventsFileException>(async () => await LineageStore.OpenAsync(setup.State));
        refused.Message.ShouldContain("it isn't there");
        refused.EventsPath.ShouldBe(setup.Events);
        File.Exists(setup.Events).ShouldBeFalse();
    }

    [Fact]
    public async Task Events_that_are_older_than_the_store_are_refused_and_nothing_is_written()
    {
        using var setup = new SplitSetup();
        await setup.FillAsync();
        var before = setup.Read(setup.Events);
        await using (var store = await setup.OpenAsync())
        {
            await SplitSetup.RunAsync(store, "b");
        }

        var state = setup.Read(setup.State);
        await File.WriteAllBytesAsync(setup.Events, before);
        (await Should.ThrowAsync<EventsFileException>(async () => await setup.OpenAsync())).Message.ShouldContain("it ends at position 3, and the store knows what came of the events up to 6");
        setup.Read(setup.State).ShouldBe(state);
        (await Should.ThrowAsync<EventsFileException>(async () => await LineageStore.OpenAsync(setup.Options with { Access = DatabaseAccess.ReadOnly }))).Message.ShouldContain("older");
    }

    [Fact]
    public async Task Events_of_another_store_are_refused()
    {
        using var setup = new SplitSetup();
        using var other = new SplitSetup();
        await setup.FillAsync();
        await other.FillAsync();
        File.Copy(other.Events, setup.Events, overwrite: true);
        (await Should.ThrowAsync<EventsFileException>(async () => await setup.OpenAsync())).Message.ShouldContain("another store's");

        using var third = new SplitSetup();
        File.Copy(other.Events, third.Events);
        (await Should.ThrowAsync<EventsFileException>(async () => await third.OpenAsync())).Message.ShouldContain("doesn't know of them");
    }

    [Fact]
    public async Task No_unit_spans_two_files()
    {
        using var setup = new SplitSetup();
        await using var store = await setup.OpenAsync();
        var stream = new StreamName("order", Guid.NewGuid());
        (await Should.ThrowAsync<InvalidOperationException>(async () => await store.Database.WriteAsync(unit => unit.AppendEvents(stream, ExpectedVersion.Any, [new EventDraft("placed")])))).Message.ShouldContain("two files");
        (await store.Events.FindStreamAsync(stream)).ShouldBeNull();

        await store.EventsDatabase.WriteAsync(unit => unit.AppendEvents(stream, ExpectedVersion.Any, [new EventDraft("placed")]));
        (await store.Events.FindStreamAsync(stream))!.Version.ShouldBe(1);

        // A store that was laid over the one file alone would write events into it.
        var half = await new LineageStore(store.Database).GetOrAddWorkspaceAsync("main");
        (await Should.ThrowAsync<InvalidOperationException>(async () => await half.StartRunAsync(new RunRequest("index")))).Message.ShouldContain("AttachAsync");
        (await store.Database.HasEventsAsync()).ShouldBeFalse();
        (await half.ListRunsAsync(10)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_poisoned_event_is_a_dead_letter_of_the_stores_file_once()
    {
        using var setup = new SplitSetup();
        await using var store = await setup.OpenAsync();
        await store.Events.AppendAsync(new StreamName("order", Guid.NewGuid()), ExpectedVersion.Any, [new EventDraft("bad"), new EventDraft("good")]);
        using var ending = new CancellationTokenSource();
        await using var subscription = await store.Events.SubscribeAsync(new SubscriptionOptions("mailer"));
        var poison = new PoisonOptions { MaxAttempts = 1, Backoff = TimeSpan.FromMilliseconds(1), Action = PoisonAction.SetAside };
        await Should.ThrowAsync<OperationCanceledException>(async () => await subscription.HandleAsync(
            (events, _) =>
            {
                if (events.Any(static row => row.EventType == "bad"))
                {
                    throw new FormatException();
                }

                ending.Cancel();
                return ValueTask.CompletedTask;
            },
            poison,
            ending.Token));
        (await store.Outbox.ListAsync(new PageRequest(10))).Items.Single().Kind.ShouldBe(OutboxKinds.PoisonedEvent);
        (await store.Events.ListCheckpointsAsync()).Single().Position.ShouldBeGreaterThanOrEqualTo(1);
    }
}
