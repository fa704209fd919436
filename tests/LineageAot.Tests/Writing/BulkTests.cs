namespace LineageAot.Tests.Writing;

public sealed class BulkTests
{
    private static IEnumerable<Note> Notes(int count, int from = 1) => Enumerable.Range(from, count).Select(i => new Note { Id = i, Text = $"note {i}" });

    [Fact]
    public async Task A_sequence_is_written_whole_and_counted()
    {
        await using var db = await ShopDatabase.OpenTemporaryAsync();
        var seen = new List<long>();
        var report = await db.Notes.InsertManyAsync(Notes(20_000), new BulkOptions { Progress = new Synchronous(seen) });
        report.Inserted.ShouldBe(20_000);
        seen.ShouldBe(seen.Order());
        seen[^1].ShouldBe(20_000);
        (await db.CountNotesAsync()).ShouldBe(20_000);
    }

    [Fact]
    public async Task Conflicts_are_ignored_or_updated_and_told_apart()
    {
        await using var db = await ShopDatabase.OpenTemporaryAsync();
        await db.Notes.InsertManyAsync(Notes(100));
        (await db.Notes.InsertManyAsync(Notes(150), new BulkOptions { OnConflict = OnConflict.Ignore })).ShouldSatisfyAllConditions(report => report.Inserted.ShouldBe(50), report => report.Updated.ShouldBe(0), report => report.Ignored.ShouldBe(100));
        var changed = Notes(200).Select(note => note.Id <= 10 ? note with { Text = "changed" } : note);
        (await db.Notes.InsertManyAsync(changed, new BulkOptions { OnConflict = OnConflict.Update })).ShouldSatisfyAllConditions(report => report.Inserted.ShouldBe(50), report => report.Updated.ShouldBe(10), report => report.Ignored.ShouldBe(140));
        (await db.Notes.FindAsync(10))!.Text.ShouldBe("changed");
    }

    [Fact]
    public async Task A_failing_row_stops_the_load_at_a_whole_segment()
    {
        await using var db = await ShopDatabase.OpenTemporaryAsync(new DatabaseOptions { Path = "", MaxBatchRows = 1000 });
        var rows = Notes(10_000).Select(note => note.Id == 4501 ? note with { Id = 7 } : note);
        var error = await Should.ThrowAsync<ConstraintException>(async () => await db.Notes.InsertManyAsync(rows));
        error.RowNumber.ShouldBe(4500);
        error.CommittedRows.ShouldBe(4000);
        (await db.CountNotesAsync()).ShouldBe(4000);
    }

    [Fact]
    public async Task Rejected_rows_are_collected_with_their_numbers()
    {
        await using var db = await ShopDatabase.OpenTemporaryAsync();
        var rows = Notes(3000).Select(note => note.Id switch { 100 => note with { Id = 1 }, 2000 => note with { Text = "\udc00" }, _ => note });
        var report = await db.Notes.InsertManyAsync(rows, new BulkOptions { CollectRejected = true });
        report.Inserted.ShouldBe(2998);
        report.Rejected.Select(row => row.RowNumber).ShouldBe([99, 1999]);
        report.Rejected[0].Error.ShouldBeOfType<ConstraintException>();
        report.Rejected[1].Error.ShouldBeOfType<InvalidValueException>();
    }

    [Fact]
    public async Task Rows_behind_one_that_refuses_itself_keep_their_numbers()
    {
        await using var db = await ShopDatabase.OpenTemporaryAsync();
        var rows = Notes(1000).Select(note => note.Id switch { 10 or 20 => note with { Text = Note.Refused }, 15 or 30 => note with { Id = 1 }, _ => note });
        var report = await db.Notes.InsertManyAsync(rows, new BulkOptions { CollectRejected = true });
        report.Inserted.ShouldBe(996);
        report.Rejected.Select(row => (row.RowNumber, row.Error is InvalidValueException)).ShouldBe([(9, true), (14, false), (19, true), (29, false)]);
    }

    [Fact]
    public async Task A_single_write_slips_in_between_two_segments()
    {
        await using var db = await ShopDatabase.OpenTemporaryAsync(new DatabaseOptions { Path = "", MaxBatchRows = 100 });
        using var mayEnd = new ManualResetEventSlim();
        var unit = db.WriteAsync(_ => mayEnd.Wait()).AsTask();
        var loads = Enumerable.Range(0, 4).Select(_ => db.Notes.InsertManyAsync(Enumerable.Range(0, 1000).Select(i => new Note { Text = $"{i}" })).AsTask()).ToArray();
        var single = db.Notes.InsertAsync(new Note { Text = "single" }).AsTask();
        mayEnd.Set();
        await unit;

        // Behind one segment at most, though eight wait and more come all the time.
        (await single).Id.ShouldBeLessThanOrEqualTo(101);
        await Task.WhenAll(loads);
        (await db.CountNotesAsync()).ShouldBe(4001);
    }

    [Fact]
    public async Task A_source_that_throws_leaves_what_was_committed_and_nothing_on_its_way()
    {
        await using var db = await ShopDatabase.OpenTemporaryAsync(new DatabaseOptions { Path = "", MaxBatchRows = 100 });
        await Should.ThrowAsync<TimeZoneNotFoundException>(async () => await db.Notes.InsertManyAsync(Failing()));
        var count = await db.CountNotesAsync();
        (count % 100).ShouldBe(0);
        count.ShouldBeLessThanOrEqualTo(1000);
        (await db.Notes.InsertAsync(new Note { Text = "the queue goes on" })).Text.ShouldNotBeEmpty();

        static IEnumerable<Note> Failing()
        {
            foreach (var note in Notes(1050))
            {
                yield return note;
            }

            throw new TimeZoneNotFoundException();
        }
    }

    [Fact]
    public async Task Cancelling_stops_between_segments()
    {
        await using var db = await ShopDatabase.OpenTemporaryAsync(new DatabaseOptions { Path = "", MaxBatchRows = 100 });
        using var cancellation = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(async () => await db.Notes.InsertManyAsync(
            Notes(100_000).Select(note =>
            {
                if (note.Id == 5000)
                {
                    cancellation.Cancel();
                }

                return note;
            }),
            cancellationToken: cancellation.Token));
        ((await db.CountNotesAsync()) % 100).ShouldBe(0);
    }

    [Fact]
    public async Task Single_writes_get_through_while_a_load_runs()
    {
        await using var db = await ShopDatabase.OpenTemporaryAsync();
        var stop = false;
        var load = db.Notes.InsertManyAsync(Endless()).AsTask();
        for (var i = 0; i < 20; i++)
        {
            await db.Orders.InsertAsync(new Order { Number = $"A-{i}", Customer = "Ada" });
        }

        load.IsCompleted.ShouldBeFalse();
        Volatile.Write(ref stop, true);
        (await load).Inserted.ShouldBe(await db.CountNotesAsync());

        IEnumerable<Note> Endless()
        {
            for (var i = 1; !Volatile.Read(ref stop); i++)
            {
                yield return new Note { Id = i, Text = "load" };
            }
        }
    }

    private sealed class Synchronous(List<long> seen) : IProgress<long>
    {
        public void Report(long value) => seen.Add(value);
    }
}
