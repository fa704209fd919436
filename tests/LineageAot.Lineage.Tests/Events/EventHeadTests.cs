namespace LineageAot.Lineage.Tests.Events;

/// <summary>What the head says while events come and go.</summary>
public sealed class EventHeadTests : IDisposable
{
    private static readonly StreamName Other = new("order", Guid.Parse("00000000-0000-0000-0000-00000000000b"));

    private readonly HeadPlace place = new();

    public void Dispose() => place.Dispose();

    [Fact]
    public async Task Whatever_was_acknowledged_is_in_the_head()
    {
        await using var store = await place.OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(producer => Task.Run(async () =>
        {
            var stream = new StreamName("order", Guid.NewGuid());
            for (var i = 0; i < 50; i++)
            {
                var appended = await store.Events.AppendAsync(stream, ExpectedVersion.Exact(i), new EventDraft("placed"));
                EventHeadContent.Read(place.Head).Newest!.Value.Positions.ShouldBeGreaterThanOrEqualTo(appended.LastPosition!.Value);
                if (i % 10 == producer % 10)
                {
                    var report = await store.Events.CompareHeadAsync();
                    report.ShouldBe(new EventHeadReport(EventHeadState.Matches));
                }
            }
        })));
        EventHeadContent.Read(place.Head).Newest!.Value.Positions.ShouldBe(800);
        place.Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_is_never_ahead_of_a_database_whose_process_ends_at_a_commit(bool before)
    {
        await using var store = await place.OpenAsync();
        var copies = new CopyAtCommit(place, before);
        store.Database.AddCommitObserver(copies, "events");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(producer => Task.Run(() => HeadPlace.AppendAsync(store, 20, new StreamName("order", Guid.NewGuid())))));

        copies.Made.Count.ShouldBeGreaterThan(2);
        foreach (var (copy, positions) in copies.Made)
        {
            var (state, found) = await place.LookAsync(copy);
            state.ShouldBe(EventHeadState.Matches, copy);
            found.ShouldBe(positions);
        }

        place.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_unit_that_was_undone_leaves_no_trace_in_it()
    {
        await using var store = await place.OpenAsync();
        await HeadPlace.AppendAsync(store, 2);
        await Should.ThrowAsync<InvalidOperationException>(async () => await store.Database.WriteAsync(unit =>
        {
            unit.AppendEvents(HeadPlace.Order, ExpectedVersion.Any, [new EventDraft("undone")]);
            throw new InvalidOperationException();
        }));
        EventHeadContent.Read(place.Head).Newest!.Value.Positions.ShouldBe(2);
        await store.Database.WriteAsync(unit => unit.AppendEvents(HeadPlace.Order, ExpectedVersion.Any, [new EventDraft("done"), new EventDraft("done")]));
        EventHeadContent.Read(place.Head).Newest!.Value.Positions.ShouldBe(4);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Events_that_were_taken_away_on_purpose_arent_missed(bool all)
    {
        await place.AppendAsync(2);
        await place.AppendAsync(3, Other);
        File.Copy(place.Path, place.At("before.db"));
        File.Copy(place.Head, place.At("before.head"));
        await using (var store = await place.OpenAsync())
        {
            await store.Events.ArchiveAsync(Other);
            if (all)
            {
                await store.Events.ArchiveAsync(HeadPlace.Order);
            }

            (await store.Events.RemoveArchivedAsync(DateTimeOffset.MaxValue)).ShouldBe(all ? 5 : 3);
            (await store.VerifyEventsAsync()).ShouldBeEmpty();
        }

        var newest = EventHeadContent.Read(place.Head).Newest!.Value;
        (newest.Positions, newest.Removed, newest.Position).ShouldBe((5, all ? 5 : 3, all ? 0 : 2));
        (await place.LookAsync()).ShouldBe((EventHeadState.Matches, all ? 0 : 2));

        // A head that wasn't brought up to date any more.
        File.Copy(place.Head, place.At("after.head"));
        File.Copy(place.At("before.head"), place.Head, overwrite: true);
        (await place.LookAsync()).ShouldBe((EventHeadState.Matches, all ? 0 : 2));
        await place.AppendAsync(1, new StreamName("order", Guid.NewGuid()));
        (await place.LookAsync()).ShouldBe((EventHeadState.Matches, 6));

        // The database of before the removal.
        File.Copy(place.At("before.db"), place.Path, overwrite: true);
        File.Copy(place.At("after.head"), place.Head, overwrite: true);
        (await place.LookAsync()).State.ShouldBe(EventHeadState.Contradicts);
        place.Warnings.ShouldContain(line => line.Contains($"{(all ? 5 : 3)} events had been taken away on purpose, and 0 are"));
    }

    [Fact]
    public async Task A_store_that_is_laid_over_a_database_keeps_it_from_its_first_commit_on()
    {
        await place.AppendAsync(2);
        File.Copy(place.Path, place.At("older.db"));
        await place.AppendAsync(1);
        File.Copy(place.At("older.db"), place.Path, overwrite: true);
        await using var database = await LineageSchema.OpenAsync(new DatabaseOptions { Path = place.Path, LoggerFactory = place });
        var store = new LineageStore(database);
        place.Warnings.ShouldBeEmpty();
        await HeadPlace.AppendAsync(store, 2);
        await HeadPlace.AppendAsync(new LineageStore(database), 2);
        place.Warnings.Count.ShouldBe(1);
        (await new LineageStore(database).Events.CompareHeadAsync()).State.ShouldBe(EventHeadState.Contradicts);
        EventHeadContent.Read(place.Head).Newest!.Value.Positions.ShouldBe(6);
    }

    /// <summary>Copies the files while the writer waits, right before a commit or right behind it: what a process leaves that is killed there.</summary>
    private sealed class CopyAtCommit(HeadPlace place, bool before) : ICommitObserver
    {
        private long positions, committed;

        public List<(string Path, long Positions)> Made { get; } = [];

        public string? Concern => null;

        public void Committing(WriteScope unit)
        {
            positions = unit.FindLogEnd().Positions!.Value;
            if (before)
            {
                Copy();
            }
        }

        public void Committed()
        {
            committed = positions;
            if (!before)
            {
                Copy();
            }
        }

        public void Released()
        {
        }

        private void Copy()
        {
            var copy = place.At($"copy{Made.Count}.db");
            HeadPlace.Copy(place.Path, copy);
            Made.Add((copy, committed));
        }
    }
}
