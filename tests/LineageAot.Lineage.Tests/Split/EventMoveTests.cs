namespace LineageAot.Lineage.Tests.Split;

public sealed class EventMoveTests
{
    [Fact]
    public async Task Moving_out_and_back_changes_no_event_no_place_and_no_snapshot()
    {
        using var setup = new SplitSetup();
        var before = await FillAsync(setup);

        var moved = await LineageStore.SplitEventsAsync(new LineageStoreOptions { Database = setup.Options });
        moved.ShouldBe(new EventMoveReport(setup.Events, 4, 3));
        await using (var store = await setup.OpenAsync(split: null))
        {
            store.IsSplit.ShouldBeTrue();
            (await store.Database.HasEventsAsync()).ShouldBeFalse();
            (await PictureAsync(store)).ShouldBe(before);
            (await store.VerifyEventsAsync()).ShouldBeEmpty();

            // The position of the event that was taken away isn't given again.
            (await store.Events.AppendAsync(new StreamName("order", Guid.NewGuid()), ExpectedVersion.NoStream, new EventDraft("placed"))).LastPosition.ShouldBe(6);
        }

        var joined = await LineageStore.JoinEventsAsync(new LineageStoreOptions { Database = setup.Options });
        joined.Events.ShouldBe(5);
        File.Exists(joined.EventsPath).ShouldBeTrue();
        File.Exists(setup.Events).ShouldBeFalse();
        await using (var store = await setup.OpenAsync(split: null))
        {
            store.IsSplit.ShouldBeFalse();
            (await PictureAsync(store)).ShouldStartWith(before);
            (await store.VerifyEventsAsync()).ShouldBeEmpty();
            await SplitSetup.RunAsync(store, "later");
        }

        // And out again: the file that was set aside is in nobody's way.
        (await LineageStore.SplitEventsAsync(new LineageStoreOptions { Database = setup.Options })).Events.ShouldBe(8);
        await using var last = await setup.OpenAsync();
        (await last.VerifyEventsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_move_that_was_ended_is_begun_again()
    {
        using var setup = new SplitSetup();
        var before = await FillAsync(setup);
        using var ending = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(async () => await LineageStore.SplitEventsAsync(new LineageStoreOptions { Database = setup.Options }, new Told(_ => ending.Cancel()), ending.Token));
        await using (var store = await setup.OpenAsync(split: null))
        {
            store.IsSplit.ShouldBeFalse();
            (await PictureAsync(store)).ShouldBe(before);
        }

        (await LineageStore.SplitEventsAsync(new LineageStoreOptions { Database = setup.Options })).Events.ShouldBe(4);
        (await LineageStore.SplitEventsAsync(new LineageStoreOptions { Database = setup.Options })).Events.ShouldBe(0);
        using var endingAgain = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(async () => await LineageStore.JoinEventsAsync(new LineageStoreOptions { Database = setup.Options }, new Told(_ => endingAgain.Cancel()), endingAgain.Token));
        await using (var store = await setup.OpenAsync(split: null))
        {
            store.IsSplit.ShouldBeTrue();
            (await PictureAsync(store)).ShouldBe(before);
            (await store.Database.HasEventsAsync()).ShouldBeFalse();
        }

        (await LineageStore.JoinEventsAsync(new LineageStoreOptions { Database = setup.Options })).Events.ShouldBe(4);
        await using var joined = await setup.OpenAsync(split: null);
        (await PictureAsync(joined)).ShouldBe(before);
    }

    [Fact]
    public async Task A_file_with_other_events_isnt_overwritten()
    {
        using var setup = new SplitSetup();
        using var other = new SplitSetup();
        await FillAsync(setup);
        await other.FillAsync();
        File.Copy(other.Events, setup.Events);
        var bytes = setup.Read(setup.Events);
        (await Should.ThrowAsync<EventsFileException>(async () => await LineageStore.SplitEventsAsync(new LineageStoreOptions { Database = setup.Options }))).Message.ShouldContain("Move the file away");
        setup.Read(setup.Events).ShouldBe(bytes);
        await using var store = await setup.OpenAsync(split: null);
        store.IsSplit.ShouldBeFalse();
    }

    [Fact]
    public async Task A_store_that_somebody_has_open_isnt_moved()
    {
        using var setup = new SplitSetup();
        await using var store = await setup.OpenAsync(split: false);
        await Should.ThrowAsync<ConfigurationException>(async () => await LineageStore.SplitEventsAsync(new LineageStoreOptions { Database = setup.Options }));
        await Should.ThrowAsync<ConfigurationException>(async () => await LineageStore.JoinEventsAsync(new LineageStoreOptions { Database = setup.Options }));
    }

    [Fact]
    public async Task What_is_in_one_file_isnt_joined()
    {
        using var setup = new SplitSetup();
        await FillAsync(setup);
        await Should.ThrowAsync<LineageConflictException>(async () => await LineageStore.JoinEventsAsync(new LineageStoreOptions { Database = setup.Options }));
    }

    // Two streams, a snapshot, a place, and an event that was taken away after all others.
    private static async Task<string> FillAsync(SplitSetup setup)
    {
        await using var store = await setup.OpenAsync(split: false);
        await SplitSetup.RunAsync(store);
        var order = new StreamName("order", Guid.Parse("00000000-0000-0000-0000-00000000000a"));
        await store.Events.AppendAsync(order, ExpectedVersion.NoStream, new EventDraft("placed") { Payload = """{"total":12}""", Actor = "web" });
        await store.Events.SaveSnapshotAsync(order, 1, 2, new byte[] { 1, 2, 3 });
        var gone = new StreamName("gone", Guid.NewGuid());
        await store.Events.AppendAsync(gone, ExpectedVersion.NoStream, new EventDraft("placed"));
        await store.Events.ArchiveAsync(gone);
        (await store.Events.RemoveArchivedAsync(DateTimeOffset.MaxValue)).ShouldBe(1);
        await using (var subscription = await store.Events.SubscribeAsync(new SubscriptionOptions("mailer")))
        {
            await foreach (var batch in subscription.ReadAsync())
            {
                await batch.CompleteAsync();
                break;
            }
        }

        return await PictureAsync(store);
    }

    private static async Task<string> PictureAsync(LineageStore store)
    {
        var events = await store.Events.ReadAllAsync().ToListAsync();
        var order = new StreamName("order", Guid.Parse("00000000-0000-0000-0000-00000000000a"));
        var snapshot = (await store.Events.FindSnapshotAsync(order, 2))!;
        var place = (await store.Events.ListCheckpointsAsync()).Single();
        return string.Join('\n', ((IEnumerable<string>)[$"{Convert.ToHexString(snapshot.Data.Span)} {snapshot.StreamVersion}", $"{place.Processor} {place.Position} {place.Token}"]).Concat(events.Select(static row => row.ToString())));
    }

    private sealed class Told(Action<long> tell) : IProgress<long>
    {
        public void Report(long value) => tell(value);
    }
}
