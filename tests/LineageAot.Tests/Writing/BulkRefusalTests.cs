namespace LineageAot.Tests.Writing;

/// <summary>Bulk writes whose database is paused under them.</summary>
public sealed class BulkRefusalTests
{
    private const int Segment = 10;

    [Fact]
    public async Task Each_bulk_write_that_is_refused_keeps_its_own_count_of_committed_rows()
    {
        await using var db = await OpenAsync();
        var first = await Should.ThrowAsync<WriteQueueClosedException>(async () => await db.Notes.InsertManyAsync(PauseBehindAsync(db, rows: Segment, more: Segment)));
        first.CommittedRows.ShouldBe(Segment);
        var second = await Should.ThrowAsync<WriteQueueClosedException>(async () => await db.Notes.InsertManyAsync(Notes(0, 1)));
        (first.CommittedRows, second.CommittedRows).ShouldBe((Segment, 0));
    }

    [Fact]
    public async Task Behind_a_segment_that_was_refused_nothing_is_written_though_the_database_goes_on()
    {
        await using var db = await OpenAsync();
        var error = await Should.ThrowAsync<WriteQueueClosedException>(async () => await db.Notes.InsertManyAsync(ResumeBehindAsync(db)));
        error.CommittedRows.ShouldBe(Segment);

        // Where the source was stopped before it came to it.
        await db.ResumeAsync();
        db.Notes.All().Select(static note => note.Id).ShouldBe(Enumerable.Range(1, Segment).Select(static id => (long)id));
    }

    private static ValueTask<ShopDatabase> OpenAsync() => ShopDatabase.OpenTemporaryAsync(new DatabaseOptions { Path = "", MaxBatchRows = Segment });

    private static async IAsyncEnumerable<Note> PauseBehindAsync(ShopDatabase db, int rows, int more)
    {
        foreach (var note in Notes(0, rows))
        {
            yield return note;
        }

        // What is on its way is committed first.
        await db.PauseAsync();
        foreach (var note in Notes(rows, more))
        {
            yield return note;
        }
    }

    private static async IAsyncEnumerable<Note> ResumeBehindAsync(ShopDatabase db)
    {
        await foreach (var note in PauseBehindAsync(db, Segment, Segment))
        {
            yield return note;
        }

        await db.ResumeAsync();
        foreach (var note in Notes(2 * Segment, Segment))
        {
            yield return note;
        }
    }

    private static IEnumerable<Note> Notes(int from, int count) => Enumerable.Range(from + 1, count).Select(static id => new Note { Id = id, Text = "x" });
}
