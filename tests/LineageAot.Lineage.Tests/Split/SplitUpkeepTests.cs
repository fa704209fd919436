using LineageAot.Tests.Reading;

namespace LineageAot.Lineage.Tests.Split;

public sealed class SplitUpkeepTests
{
    [Fact]
    public async Task A_backup_is_of_both_files_and_both_come_back()
    {
        using var setup = new SplitSetup();
        RunId run;
        await using (var store = await setup.OpenAsync())
        {
            run = await SplitSetup.RunAsync(store);
            await store.BackupAsync(setup.At("copy.db"));
            await SplitSetup.RunAsync(store, "b");
        }

        File.Exists(setup.At("copy.events.db")).ShouldBeTrue();
        (await LineageStore.RestoreAsync(setup.At("copy.db"), setup.State, new RestoreOptions { DryRun = true })).Events!.WasDryRun.ShouldBeTrue();
        var report = await LineageStore.RestoreAsync(setup.At("copy.db"), setup.State);
        File.Exists(report.ReplacedPath).ShouldBeTrue();
        (report.Events!.Path, File.Exists(report.Events.ReplacedPath)).ShouldBe((setup.Events, true));
        await using var restored = await setup.OpenAsync();
        (await (await restored.FindWorkspaceAsync("main"))!.ListRunsAsync(10)).Single().Id.ShouldBe(run);
        (await restored.Events.FindLastPositionAsync()).ShouldBe(3);
        (await restored.VerifyEventsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task In_a_folder_a_backup_finds_the_events_that_were_copied_behind_it()
    {
        using var setup = new SplitSetup();
        Directory.CreateDirectory(setup.At("backups"));
        var folder = new BackupFolder { Path = setup.At("backups") };
        string first;
        await using (var store = await setup.OpenAsync())
        {
            await SplitSetup.RunAsync(store);
            first = await store.BackupToFolderAsync(folder);
            await SplitSetup.RunAsync(store, "b");
            await store.BackupToFolderAsync(folder);
            (await store.ListMaintenanceAsync(new PageRequest(10), StoreMaintenanceKinds.EventsBackup)).Items.Count.ShouldBe(2);
        }

        var copies = Directory.GetFiles(folder.Path, "store.events.db.*.bak").Order().ToList();
        copies.Count.ShouldBe(2);
        await LineageStore.RestoreAsync(first, setup.State);
        await using (var restored = await setup.OpenAsync())
        {
            (await restored.Events.FindLastPositionAsync()).ShouldBe(3);
        }

        // Without its own half the next one behind it will do: events may be ahead.
        File.Delete(copies[0]);
        await LineageStore.RestoreAsync(first, setup.State);
        await using (var restored = await setup.OpenAsync())
        {
            (await restored.Events.FindLastPositionAsync()).ShouldBe(8);
            (await (await restored.FindWorkspaceAsync("main"))!.ListRunsAsync(10)).Count.ShouldBe(2);
        }

        File.Delete(copies[1]);
        var before = setup.Read(setup.State);
        (await Should.ThrowAsync<RestoreException>(() => LineageStore.RestoreAsync(first, setup.State))).Message.ShouldContain("--events-backup");
        setup.Read(setup.State).ShouldBe(before);
    }

    [Fact]
    public async Task Halves_that_dont_belong_together_are_refused_before_anything_is_touched()
    {
        using var setup = new SplitSetup();
        await using (var store = await setup.OpenAsync())
        {
            await store.BackupAsync(setup.At("old.db"));
            await SplitSetup.RunAsync(store);
            await store.BackupAsync(setup.At("new.db"));
        }

        var (state, events) = (setup.Read(setup.State), setup.Read(setup.Events));
        (await Should.ThrowAsync<EventsFileException>(() => LineageStore.RestoreAsync(setup.At("new.db"), setup.State, eventsBackupPath: setup.At("old.events.db")))).Message.ShouldContain("older");
        setup.Read(setup.State).ShouldBe(state);
        setup.Read(setup.Events).ShouldBe(events);
    }

    [Fact]
    public async Task A_backup_whose_second_half_fails_leaves_nothing()
    {
        using var setup = new SplitSetup();
        await using var store = await setup.OpenAsync();
        await File.WriteAllTextAsync(setup.At("copy.events.db"), "somebody's");
        await Should.ThrowAsync<BackupException>(async () => await store.BackupAsync(setup.At("copy.db")));
        File.Exists(setup.At("copy.db")).ShouldBeFalse();
        (await File.ReadAllTextAsync(setup.At("copy.events.db"))).ShouldBe("somebody's");
    }

    [Fact]
    public async Task Maintenance_keeps_both_files_and_writes_into_one_journal()
    {
        using var setup = new SplitSetup();
        Directory.CreateDirectory(setup.At("backups"));
        var clock = new ManualClock();
        await using var store = await LineageStore.OpenAsync(new LineageStoreOptions { Database = setup.Options with { TimeProvider = clock }, SplitEvents = true });
        var done = new HashSet<string>();
        var all = new TaskCompletionSource();
        var options = new MaintenanceOptions
        {
            BackupFolder = new BackupFolder { Path = setup.At("backups") },
            Jitter = 0,
            FirstRunDelay = TimeSpan.Zero,
            OnFinished = (record, _) =>
            {
                record.Ok.ShouldBeTrue(record.Detail);
                done.Add(record.Kind);
                if (done.IsSupersetOf([MaintenanceKinds.Backup, "events vacuum", "events optimize", "events integrity check"]))
                {
                    all.TrySetResult();
                }

                return ValueTask.CompletedTask;
            },
        };
        await using (store.StartMaintenance(options))
        {
            await all.Task.WaitAsync(TimeSpan.FromSeconds(60));
        }

        (await store.ListMaintenanceAsync(new PageRequest(100))).Items.Select(static row => row.Kind).ShouldContain(StoreMaintenanceKinds.EventsBackup);
        Directory.GetFiles(setup.At("backups"), "store.events.db.*.bak").Length.ShouldBe(1);
    }

    [Fact]
    public async Task Health_is_of_both_and_says_what_the_state_doesnt_know()
    {
        using var setup = new SplitSetup();
        await setup.FillAsync();
        var before = setup.Read(setup.State);
        await using (var store = await setup.OpenAsync())
        {
            var health = await store.CheckHealthAsync();
            (health.IsSplit, health.UnappliedEvents, health.Events!.SchemaState).ShouldBe((true, 0, SchemaState.Current));
            await SplitSetup.RunAsync(store, "b");
        }

        await File.WriteAllBytesAsync(setup.State, before);
        await using (var reading = await LineageStore.OpenAsync(setup.Options with { Access = DatabaseAccess.ReadOnly }))
        {
            var health = await reading.CheckHealthAsync();
            health.UnappliedEvents.ShouldBe(3);
            health.Notes.ShouldContain(static note => note.Contains("haven't reached", StringComparison.Ordinal));
        }

        await using var one = await TemporaryStore.OpenAsync(split: false);
        (await one.Store.CheckHealthAsync()).IsSplit.ShouldBeFalse();
    }
}
