namespace LineageAot.Lineage.Tests.Events;

/// <summary>The head file itself: made, torn, foreign, moved away.</summary>
public sealed class EventHeadFileTests : IDisposable
{
    private readonly HeadPlace place = new();

    public void Dispose() => place.Dispose();

    [Fact]
    public async Task The_first_event_makes_it_for_its_owner_only()
    {
        await using (var store = await place.OpenAsync())
        {
            await store.GetOrAddWorkspaceAsync("main");
            (await store.VerifyEventsAsync()).Head.ShouldBe(EventHeadState.Matches);
            File.Exists(place.Head).ShouldBeFalse();
            await HeadPlace.AppendAsync(store, 1);
            File.Exists(place.Head).ShouldBeTrue();
            (await store.VerifyEventsAsync()).Head.ShouldBe(EventHeadState.Matches);
        }

        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(place.Head).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        (await place.LookAsync()).ShouldBe((EventHeadState.Matches, 1));
        place.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_missing_one_is_made_anew_and_told_of_once()
    {
        await place.AppendAsync(3);
        File.Delete(place.Head);
        (await place.LookAsync()).ShouldBe((EventHeadState.Missing, 3));
        (await place.LookAsync()).ShouldBe((EventHeadState.Matches, 3));
        EventHeadContent.Read(place.Head).Newest!.Value.Positions.ShouldBe(3);
        place.Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_torn_slot_leaves_the_older_one(int odd)
    {
        await place.AppendAsync(4 + odd);
        File.Copy(place.Path, place.At("older.db"));
        await place.AppendAsync(2);
        var newest = EventHeadContent.Read(place.Head);
        newest.Newest!.Value.Positions.ShouldBe(6 + odd);
        Change(newest.Place * EventHeadSlot.Size + 60);

        EventHeadContent.Read(place.Head).Newest!.Value.Positions.ShouldBe(5 + odd);
        File.Copy(place.Path, place.At("newest.db"));
        File.Copy(place.At("older.db"), place.Path, overwrite: true);
        (await place.LookAsync(access: DatabaseAccess.ReadOnly)).State.ShouldBe(EventHeadState.Contradicts, "the older slot is ahead of it too");
        File.Copy(place.At("newest.db"), place.Path, overwrite: true);
        (await place.LookAsync()).ShouldBe((EventHeadState.Matches, 6 + odd));
        EventHeadContent.Read(place.Head).Newest!.Value.Positions.ShouldBe(6 + odd, "brought up to date");
    }

    [Fact]
    public async Task No_byte_of_a_slot_can_change_unseen()
    {
        await place.AppendAsync(1);
        var bytes = await File.ReadAllBytesAsync(place.Head);
        bytes.Length.ShouldBe(EventHeadSlot.Size);
        EventHeadSlot.ReadFrom(bytes).ShouldNotBeNull();
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 0x10;
            EventHeadSlot.ReadFrom(bytes).ShouldBeNull($"byte {i}");
            bytes[i] ^= 0x10;
        }
    }

    [Fact]
    public async Task Garbage_is_told_of_and_not_touched()
    {
        await place.AppendAsync(2);
        await File.WriteAllTextAsync(place.Head, "somebody's own file");
        await place.AppendAsync(1);
        (await place.LookAsync()).ShouldBe((EventHeadState.Unreadable, 3));
        (await File.ReadAllTextAsync(place.Head)).ShouldBe("somebody's own file");
        place.Warnings.ShouldContain(line => line.Contains($"delete '{place.Head}'"));

        File.Delete(place.Head);
        Directory.CreateDirectory(place.Head);
        (await place.LookAsync()).ShouldBe((EventHeadState.Unreadable, 3));
        Directory.Delete(place.Head);
        File.CreateSymbolicLink(place.Head, place.At("elsewhere"));
        (await place.LookAsync()).ShouldBe((EventHeadState.Unreadable, 3));
        File.Exists(place.At("elsewhere")).ShouldBeFalse();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(384)]
    public async Task An_empty_one_as_a_power_cut_leaves_it_counts_as_missing(int zeros)
    {
        await place.AppendAsync(2);
        await File.WriteAllBytesAsync(place.Head, new byte[zeros]);
        (await place.LookAsync()).ShouldBe((EventHeadState.Missing, 2));
        (await place.LookAsync()).ShouldBe((EventHeadState.Matches, 2));
    }

    [Fact]
    public async Task Another_logs_is_told_of_and_not_touched()
    {
        await place.AppendAsync(2);
        await using (var other = await place.OpenAsync(place.At("other.db")))
        {
            await HeadPlace.AppendAsync(other, 2);
        }

        File.Copy(place.At("other.db.head"), place.Head, overwrite: true);
        await place.AppendAsync(1);
        (await place.LookAsync()).ShouldBe((EventHeadState.Foreign, 3));
        (await File.ReadAllBytesAsync(place.Head)).ShouldBe(await File.ReadAllBytesAsync(place.At("other.db.head")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Restoring_moves_it_along_with_the_replaced_store_and_makes_a_new_one(bool isPaused)
    {
        await using var store = await place.OpenAsync();
        await HeadPlace.AppendAsync(store, 2);
        await store.BackupAsync(place.At("backup"));
        File.Exists(place.At("backup.head")).ShouldBeFalse();
        await HeadPlace.AppendAsync(store, 3);
        if (isPaused)
        {
            await store.Database.PauseAsync();
        }
        else
        {
            await store.DisposeAsync();
        }

        var report = await LineageStore.RestoreAsync(place.At("backup"), place.Path);
        EventHeadContent.Read(place.Head).Newest!.Value.Positions.ShouldBe(2);
        EventHeadContent.Read(report.ReplacedPath + ".head").Newest!.Value.Positions.ShouldBe(5);
        if (isPaused)
        {
            await store.Database.ResumeAsync();
            await HeadPlace.AppendAsync(store, 1);
            EventHeadContent.Read(place.Head).Newest!.Value.Positions.ShouldBe(3);
            EventHeadContent.Read(report.ReplacedPath + ".head").Newest!.Value.Positions.ShouldBe(5);
            await store.DisposeAsync();
        }

        (await place.LookAsync()).ShouldBe((EventHeadState.Matches, isPaused ? 3 : 2));
        (await place.LookAsync(report.ReplacedPath)).ShouldBe((EventHeadState.Matches, 5));
        place.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Restoring_where_only_the_head_was_left_moves_it_too_and_a_dry_run_doesnt()
    {
        await using (var store = await place.OpenAsync())
        {
            await HeadPlace.AppendAsync(store, 2);
            await store.BackupAsync(place.At("backup"));
            await HeadPlace.AppendAsync(store, 3);
        }

        await LineageStore.RestoreAsync(place.At("backup"), place.Path, new RestoreOptions { DryRun = true });
        EventHeadContent.Read(place.Head).Newest!.Value.Positions.ShouldBe(5);

        File.Delete(place.Path);
        await LineageStore.RestoreAsync(place.At("backup"), place.Path);
        EventHeadContent.Read(Directory.GetFiles(Path.GetDirectoryName(place.Path)!, "*.before-restore.*.bak.head").ShouldHaveSingleItem()).Newest!.Value.Positions.ShouldBe(5);
        (await place.LookAsync()).ShouldBe((EventHeadState.Matches, 2));
    }

    private void Change(long at)
    {
        using var file = File.Open(place.Head, FileMode.Open, FileAccess.ReadWrite);
        file.Position = at;
        var value = file.ReadByte();
        file.Position = at;
        file.WriteByte((byte)(value ^ 1));
    }
}
