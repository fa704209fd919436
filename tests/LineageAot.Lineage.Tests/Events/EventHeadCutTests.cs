namespace LineageAot.Lineage.Tests.Events;

/// <summary>A log or a database that lost what was acknowledged.</summary>
public sealed class EventHeadCutTests : IDisposable
{
    private const int FrameBytes = 24 + 4096, LogHeaderBytes = 32;

    private readonly HeadPlace place = new();

    public void Dispose() => place.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public async Task Every_cut_of_the_log_that_loses_an_event_is_found_and_no_other(int more)
    {
        await using var store = await place.OpenAsync(checkpointPages: 1_000_000);
        for (var i = 0; i < 6; i++)
        {
            await HeadPlace.AppendAsync(store, 1);
            await store.GetOrAddWorkspaceAsync($"workspace {i}");
        }

        var killed = place.At("killed.db");
        HeadPlace.Copy(place.Path, killed);
        var frames = (new FileInfo(killed + "-wal").Length - LogHeaderBytes) / FrameBytes;
        var seen = new HashSet<(EventHeadState, long)>();
        for (var kept = 0; kept <= frames; kept++)
        {
            var cut = place.At("cut.db");
            HeadPlace.Copy(killed, cut);
            HeadPlace.Cut(cut + "-wal", Math.Min(LogHeaderBytes + (kept * FrameBytes) + more, new FileInfo(killed + "-wal").Length));
            var found = await place.LookAsync(cut);
            found.State.ShouldBe(found.Positions < 6 ? EventHeadState.Contradicts : EventHeadState.Matches, $"{kept} of {frames} frames, {found.Positions} events");
            seen.Add(found);
            HeadPlace.Delete(cut);
        }

        // Each number of events was met, the whole one with and without the write behind it.
        seen.Count.ShouldBe(7);
        place.Warnings.ShouldContain(line => line.Contains("events are missing behind position 5 that were there, up to position 6"));
        place.Warnings.ShouldContain(line => line.Contains("a power cut does this too"));
    }

    [Fact]
    public async Task An_older_copy_is_found_stays_so_and_new_events_are_guarded_all_the_same()
    {
        await place.AppendAsync(2);
        File.Copy(place.Path, place.At("older.db"));
        await place.AppendAsync(3);
        File.Copy(place.At("older.db"), place.Path, overwrite: true);

        (await place.LookAsync()).ShouldBe((EventHeadState.Contradicts, 2));
        await place.AppendAsync(4);
        (await place.LookAsync()).ShouldBe((EventHeadState.Contradicts, 6));

        // A second loss, behind the first.
        File.Copy(place.At("older.db"), place.Path, overwrite: true);
        (await place.LookAsync()).ShouldBe((EventHeadState.Contradicts, 2));

        File.Delete(place.Head);
        (await place.LookAsync()).ShouldBe((EventHeadState.Missing, 2));
        (await place.LookAsync()).ShouldBe((EventHeadState.Matches, 2));
    }

    [Fact]
    public async Task The_newest_copy_put_back_ends_the_finding()
    {
        await place.AppendAsync(2);
        File.Copy(place.Path, place.At("older.db"));
        await place.AppendAsync(3);
        File.Copy(place.Path, place.At("newest.db"));
        File.Copy(place.At("older.db"), place.Path, overwrite: true);
        (await place.LookAsync()).State.ShouldBe(EventHeadState.Contradicts);

        File.Copy(place.At("newest.db"), place.Path, overwrite: true);
        (await place.LookAsync()).ShouldBe((EventHeadState.Matches, 5));
        File.Copy(place.At("older.db"), place.Path, overwrite: true);
        (await place.LookAsync()).State.ShouldBe(EventHeadState.Contradicts, "and it counts again");
    }

    [Fact]
    public async Task As_many_events_as_before_but_others_are_found()
    {
        await place.AppendAsync(2);
        var branch = place.At("branch.db");
        HeadPlace.Copy(place.Path, branch);
        await place.AppendAsync(3);
        await using (var store = await place.OpenAsync(branch))
        {
            await HeadPlace.AppendAsync(store, 8);
        }

        File.Copy(branch, place.Path, overwrite: true);
        (await place.LookAsync()).ShouldBe((EventHeadState.Contradicts, 10));
        place.Warnings.ShouldContain(line => line.Contains("the event at position 5 isn't the one that was there"));
    }

    [Fact]
    public async Task A_database_that_was_deleted_and_made_anew_misses_its_events()
    {
        await place.AppendAsync(3);
        File.Delete(place.Path);
        (await place.LookAsync()).ShouldBe((EventHeadState.Contradicts, 0));
        await place.AppendAsync(1);
        (await place.LookAsync()).ShouldBe((EventHeadState.Contradicts, 1));
    }

    [Fact]
    public async Task A_file_exchanged_while_the_database_was_paused_is_found_before_the_next_event_is_acknowledged()
    {
        await place.AppendAsync(2);
        File.Copy(place.Path, place.At("older.db"));
        await using var store = await place.OpenAsync();
        await HeadPlace.AppendAsync(store, 3);
        await store.Database.PauseAsync();
        File.Copy(place.At("older.db"), place.Path, overwrite: true);
        await store.Database.ResumeAsync();
        place.Warnings.ShouldBeEmpty();

        await HeadPlace.AppendAsync(store, 1);
        place.Warnings.Count.ShouldBe(1);
        (await store.Events.CompareHeadAsync()).State.ShouldBe(EventHeadState.Contradicts);
    }

    [Fact]
    public async Task Reading_only_compares_and_writes_nothing()
    {
        await place.AppendAsync(2);
        File.Copy(place.Path, place.At("older.db"));
        await place.AppendAsync(3);
        var head = await File.ReadAllBytesAsync(place.Head);
        (await place.LookAsync(access: DatabaseAccess.ReadOnly)).ShouldBe((EventHeadState.Matches, 5));

        File.Copy(place.At("older.db"), place.Path, overwrite: true);
        (await place.LookAsync(access: DatabaseAccess.ReadOnly)).ShouldBe((EventHeadState.Contradicts, 2));
        (await File.ReadAllBytesAsync(place.Head)).ShouldBe(head);

        File.Delete(place.Head);
        (await place.LookAsync(access: DatabaseAccess.ReadOnly)).ShouldBe((EventHeadState.Missing, 2));
        File.Exists(place.Head).ShouldBeFalse();
    }
}
