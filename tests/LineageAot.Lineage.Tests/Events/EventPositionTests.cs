namespace LineageAot.Lineage.Tests.Events;

/// <summary>An event's position is covered by the next event of its stream, or by the stream's row.</summary>
public sealed class EventPositionTests
{
    private static readonly StreamName First = new("meter", Guid.Parse("00000000-0000-4000-8000-000000000001"));
    private static readonly StreamName Second = new("meter", Guid.Parse("00000000-0000-4000-8000-000000000002"));

    [Theory]
    [InlineData(1, 2)]
    [InlineData(3, 4)]
    [InlineData(5, 6)]
    [InlineData(3, 6)]
    public async Task Two_events_of_different_streams_that_trade_their_positions_are_found(int one, int other)
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        await AppendAsync(temporary.Store, rounds: 3);
        (await temporary.Store.VerifyEventsAsync()).ShouldBeEmpty();
        await Alteration.MakeAsync(temporary.Store, Trade(one, other));
        (await temporary.Store.VerifyEventsAsync()).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task An_event_that_moved_to_the_place_of_one_that_was_taken_away_is_found()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        await AppendAsync(temporary.Store, rounds: 3);
        await temporary.Store.Events.ArchiveAsync(Second);
        (await temporary.Store.Events.RemoveArchivedAsync(DateTimeOffset.MaxValue)).ShouldBe(3);
        (await temporary.Store.VerifyEventsAsync()).ShouldBeEmpty();
        await Alteration.MakeAsync(temporary.Store, "update events set position = 4 where position = 3");
        (await temporary.Store.VerifyEventsAsync()).ShouldHaveSingleItem().ShouldContain("the position of the one before it isn't");
    }

    [Fact]
    public async Task In_a_file_of_an_earlier_version_positions_are_covered_from_the_last_events_on()
    {
        var folder = Directory.CreateTempSubdirectory("lineage-positions-");
        try
        {
            var path = Path.Combine(folder.FullName, "store.db");
            File.Copy(Path.Combine(AppContext.BaseDirectory, "Migrations", "Files", "version-4.db"), path);
            await using var store = await LineageStore.OpenAsync(path);
            var old = await store.Events.ReadAllAsync().ToArrayAsync();
            await AppendAsync(store, rounds: 1);
            (await store.VerifyEventsAsync()).ShouldBeEmpty();
            await Alteration.MakeAsync(store, Trade(old[^1].Position, old[^1].Position + 1));
            (await store.VerifyEventsAsync()).Count.ShouldBe(2, "each of both streams ends elsewhere than it did");
            await Alteration.MakeAsync(store, Trade(old[^1].Position, old[^1].Position + 1));
            await store.Events.AppendAsync(new StreamName(old[^1].StreamType, old[^1].StreamId), ExpectedVersion.Any, [new EventDraft("later")]);
            (await store.VerifyEventsAsync()).ShouldBeEmpty();
            await Alteration.MakeAsync(store, Trade(old[^1].Position, old[^1].Position + 1));
            (await store.VerifyEventsAsync()).Count.ShouldBe(2, "one is covered by the event behind it, one by its stream's row");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Trade(long one, long other)
        => $"update events set position = -1 where position = {one}; update events set position = {one} where position = {other}; update events set position = {other} where position = -1";

    private static async Task AppendAsync(LineageStore store, int rounds)
    {
        for (var i = 0; i < rounds; i++)
        {
            await store.Events.AppendAsync(First, ExpectedVersion.Any, [new EventDraft("read") { Payload = "{}" }]);
            await store.Events.AppendAsync(Second, ExpectedVersion.Any, [new EventDraft("read") { Payload = "{}" }]);
        }
    }
}
