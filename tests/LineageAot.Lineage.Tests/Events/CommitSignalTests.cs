namespace LineageAot.Lineage.Tests.Events;

public sealed class CommitSignalTests
{
    [Fact]
    public async Task A_commit_between_listening_and_waiting_isnt_missed()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        await using var signal = new CommitSignal(temporary.Store.EventsDatabase, TimeProvider.System, "events");
        for (var round = 0; round < 50; round++)
        {
            signal.Listen();
            await temporary.Store.Events.AppendAsync(new StreamName("round", Guid.NewGuid()), ExpectedVersion.NoStream, new EventDraft("came"));
            (await signal.WaitAsync(TimeSpan.FromSeconds(20), CancellationToken.None)).ShouldBe(true);
        }
    }

    [Fact]
    public async Task The_end_of_the_database_ends_the_waiting()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        await using var signal = new CommitSignal(temporary.Store.EventsDatabase, TimeProvider.System, "events");
        signal.Listen();
        await temporary.Store.DisposeAsync();
        (await signal.WaitAsync(TimeSpan.FromDays(1), CancellationToken.None)).ShouldBeNull();
        (await signal.WaitAsync(TimeSpan.FromDays(1), CancellationToken.None)).ShouldBeNull();
    }
}
