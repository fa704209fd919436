using LineageAot.Tests.Support;

namespace LineageAot.Tests.Writing;

public sealed class QueueTests
{
    [Fact]
    public async Task Ten_thousand_producers_are_all_served()
    {
        await using var db = await ShopDatabase.OpenTemporaryAsync(new DatabaseOptions { Path = "", QueueRows = 100 });
        await Task.WhenAll(Enumerable.Range(1, 10_000).Select(i => Task.Run(async () => await db.Notes.InsertAsync(new Note { Id = i, Text = "x" }))));
        (await db.CountNotesAsync()).ShouldBe(10_000);
    }

    [Fact]
    public async Task Poison_at_every_position_fails_alone()
    {
        await using var db = await ShopDatabase.OpenTemporaryAsync();
        await db.Notes.InsertAsync(new Note { Id = 1_000_000, Text = "there already" });
        for (var poison = 0; poison < 64; poison++)
        {
            var tasks = Enumerable.Range(0, 64).Select(i => db.Notes.InsertAsync(new Note { Id = i == poison ? 1_000_000 : 1 + poison * 64 + i, Text = "x" }).AsTask()).ToArray();
            var failures = 0;
            for (var i = 0; i < tasks.Length; i++)
            {
                try
                {
                    await tasks[i];
                }
                catch (ConstraintException)
                {
                    failures++;
                    i.ShouldBe(poison);
                }
            }

            failures.ShouldBe(1);
        }

        (await db.CountNotesAsync()).ShouldBe(1 + 64 * 63);
    }

    [Fact]
    public async Task A_write_that_is_cancelled_while_it_waits_is_not_executed()
    {
        await using var db = await ShopDatabase.OpenTemporaryAsync();
        var inside = new TaskCompletionSource();
        using var release = new ManualResetEventSlim();
        var unit = db.WriteAsync(_ =>
        {
            inside.SetResult();
            release.Wait();
        }).AsTask();
        await inside.Task;
        using var cancellation = new CancellationTokenSource();
        var waiting = db.Notes.InsertAsync(new Note { Id = 1, Text = "waits" }, cancellationToken: cancellation.Token).AsTask();
        var other = db.Notes.InsertAsync(new Note { Id = 2, Text = "waits too" }).AsTask();
        cancellation.Cancel();
        await Should.ThrowAsync<OperationCanceledException>(waiting);
        release.Set();
        await unit;
        await other;
        (await db.Notes.FindAsync(1)).ShouldBeNull();
        (await db.CountNotesAsync()).ShouldBe(1);
        await Should.ThrowAsync<OperationCanceledException>(async () => await db.Notes.InsertAsync(new Note { Text = "late" }, cancellationToken: cancellation.Token));
    }

    [Fact]
    public async Task Random_cancels_never_execute_a_write_that_reports_cancellation()
    {
        await using var db = await ShopDatabase.OpenTemporaryAsync();
        var random = new Random(7);
        var outcomes = new List<(long Id, Task Task)>();
        for (var i = 1; i <= 5000; i++)
        {
            using var cancellation = new CancellationTokenSource();
            outcomes.Add((i, db.Notes.InsertAsync(new Note { Id = i, Text = "x" }, cancellationToken: cancellation.Token).AsTask()));
            if (random.Next(3) == 0)
            {
                cancellation.Cancel();
            }
        }

        foreach (var (id, task) in outcomes)
        {
            try
            {
                await task;
                db.Notes.Find(id).ShouldNotBeNull();
            }
            catch (OperationCanceledException)
            {
                db.Notes.Find(id).ShouldBeNull();
            }
        }
    }

    [Fact]
    public async Task Disposing_drains_what_was_accepted_and_refuses_the_rest()
    {
        using var folder = new TempFolder();
        var options = new DatabaseOptions { Path = folder.File("drain.db") };
        var db = await ShopDatabase.OpenAsync(options);
        var accepted = Enumerable.Range(1, 5000).Select(i => db.Notes.InsertAsync(new Note { Id = i, Text = "x" }).AsTask()).ToArray();
        await db.DisposeAsync();
        await Task.WhenAll(accepted);
        await Should.ThrowAsync<WriteQueueClosedException>(async () => await db.Notes.InsertAsync(new Note { Text = "late" }));
        await db.DisposeAsync();
        File.Exists(options.Path + "-wal").ShouldBeFalse();
        await using var again = await ShopDatabase.OpenAsync(options);
        (await again.CountNotesAsync()).ShouldBe(5000);
    }

    [Fact]
    public async Task Disposing_under_load_ends_every_write_exactly_once()
    {
        using var folder = new TempFolder();
        var options = new DatabaseOptions { Path = folder.File("load.db"), QueueRows = 64 };
        var db = await ShopDatabase.OpenAsync(options);
        var committed = 0;
        var started = new TaskCompletionSource();
        var producers = Enumerable.Range(0, 32).Select(p => Task.Run(async () =>
        {
            for (var i = 1; ; i++)
            {
                try
                {
                    await db.Notes.InsertAsync(new Note { Id = p * 1_000_000L + i, Text = "x" });
                }
                catch (WriteQueueClosedException)
                {
                    return;
                }

                if (Interlocked.Increment(ref committed) == 2000)
                {
                    started.SetResult();
                }
            }
        })).ToArray();
        await started.Task;
        await db.DisposeAsync();
        await Task.WhenAll(producers);
        await using var again = await ShopDatabase.OpenAsync(options);
        (await again.CountNotesAsync()).ShouldBe(committed);
    }

    [Fact]
    public async Task A_full_write_in_a_normal_database_is_committed_and_synced()
    {
        await using var db = await ShopDatabase.OpenTemporaryAsync();
        var stored = await db.Notes.InsertAsync(new Note { Text = "x" }, new WriteOptions { Durability = Durability.Full });
        db.Notes.Find(stored.Id).ShouldNotBeNull();
    }

    [Fact]
    public async Task Pausing_lets_go_of_the_file_and_resuming_goes_on()
    {
        using var folder = new TempFolder();
        var options = new DatabaseOptions { Path = folder.File("pause.db") };
        await using var db = await ShopDatabase.OpenAsync(options);
        await db.Notes.InsertAsync(new Note { Text = "before" });
        await db.PauseAsync();
        File.Exists(options.Path + "-wal").ShouldBeFalse();
        await Should.ThrowAsync<WriteQueueClosedException>(async () => await db.Notes.InsertAsync(new Note { Text = "meanwhile" }));
        await using (var other = await ShopDatabase.OpenAsync(options))
        {
            await other.Notes.InsertAsync(new Note { Text = "by another" });
            await Should.ThrowAsync<LineageException>(async () => await db.ResumeAsync());
        }

        await db.ResumeAsync();
        await db.Notes.InsertAsync(new Note { Text = "after" });
        (await db.CountNotesAsync()).ShouldBe(3);
    }

    [Fact]
    public async Task A_row_larger_than_the_whole_queue_is_still_taken()
    {
        await using var db = await ShopDatabase.OpenTemporaryAsync(new DatabaseOptions { Path = "", QueueBytes = 4096, QueueRows = 1 });
        await Task.WhenAll(Enumerable.Range(1, 20).Select(i => db.Notes.InsertAsync(new Note { Id = i, Text = new string('x', 100_000) }).AsTask()));
        (await db.CountNotesAsync()).ShouldBe(20);
    }

    [Fact]
    public async Task A_file_that_was_moved_away_is_noticed()
    {
        using var folder = new TempFolder();
        var clock = new Reading.ManualClock();
        await using var db = await ShopDatabase.OpenAsync(new DatabaseOptions { Path = folder.File("a.db"), TimeProvider = clock });
        await db.Notes.InsertAsync(new Note { Text = "x" });
        File.Move(folder.File("a.db"), folder.File("b.db"));
        clock.Advance(TimeSpan.FromSeconds(5));
        await Should.ThrowAsync<DatabaseIOException>(async () => await db.Notes.InsertAsync(new Note { Text = "into nowhere" }));
        (await db.CheckHealthAsync()).IsHealthy.ShouldBeFalse();
        File.Move(folder.File("b.db"), folder.File("a.db"));
    }

    [Fact]
    public async Task A_clone_has_the_rows_and_goes_its_own_way()
    {
        await using var template = await ShopDatabase.OpenTemporaryAsync();
        await template.Notes.InsertAsync(new Note { Text = "shared" });
        string path;
        await using (var clone = await ShopDatabase.CloneFromAsync(template))
        {
            path = clone.Path;
            await clone.Notes.InsertAsync(new Note { Text = "own" });
            (await clone.CountNotesAsync()).ShouldBe(2);
            (await template.CountNotesAsync()).ShouldBe(1);
        }

        File.Exists(path).ShouldBeFalse();
    }
}
