namespace LineageAot.Tests.Reading;

/// <summary>A generated stream holds a reader only while it's enumerated, and gives it back however that ends.</summary>
public sealed class QueryStreamTests
{
    [Fact]
    public async Task A_reader_is_held_only_while_rows_are_taken()
    {
        await using var db = await CreateAsync();
        var stream = db.AllAsync();
        var sequence = db.All();
        db.Pool.OpenLeases.ShouldBe(0);
        var seen = 0;
        await foreach (var entry in stream)
        {
            if (++seen == 1)
            {
                db.Pool.Holders().ShouldHaveSingleItem().Operation.ShouldBe("QueryDatabase.AllAsync");
            }
        }

        seen.ShouldBe(500);
        db.Pool.OpenLeases.ShouldBe(0);
        foreach (var entry in sequence)
        {
            db.Pool.Holders().ShouldHaveSingleItem().Operation.ShouldBe("QueryDatabase.All");
            break;
        }

        db.Pool.OpenLeases.ShouldBe(0);
    }

    [Fact]
    public async Task Leaving_the_loop_gives_the_reader_back()
    {
        await using var db = await CreateAsync();
        await foreach (var entry in db.AllAsync())
        {
            break;
        }

        db.Pool.OpenLeases.ShouldBe(0);
        await Should.ThrowAsync<InvalidOperationException>(async () =>
        {
            await foreach (var entry in db.AllAsync())
            {
                throw new InvalidOperationException();
            }
        });
        db.Pool.OpenLeases.ShouldBe(0);
        Should.Throw<InvalidOperationException>(() =>
        {
            foreach (var entry in db.All())
            {
                throw new InvalidOperationException();
            }
        });
        db.Pool.OpenLeases.ShouldBe(0);
        (await db.Entries.CountAsync()).ShouldBe(500);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancelling_gives_the_reader_back(bool byMethod)
    {
        await using var db = await CreateAsync();
        using var cancellation = new CancellationTokenSource();
        var seen = 0;
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var entry in (byMethod ? db.AllAsync(cancellation.Token) : db.AllAsync()).WithCancellation(byMethod ? default : cancellation.Token))
            {
                if (++seen == 3)
                {
                    cancellation.Cancel();
                }
            }
        });
        seen.ShouldBe(3);
        db.Pool.OpenLeases.ShouldBe(0);
    }

    [Fact]
    public async Task A_snapshots_streams_share_its_reader()
    {
        await using var db = await CreateAsync();
        await using (var snapshot = await db.BeginSnapshotAsync())
        {
            await foreach (var entry in snapshot.AllAsync())
            {
                db.Pool.OpenLeases.ShouldBe(1);
                break;
            }

            snapshot.All().Count().ShouldBe(500);
            db.Pool.OpenLeases.ShouldBe(1);
        }

        db.Pool.OpenLeases.ShouldBe(0);
    }

    private static async Task<QueryDatabase> CreateAsync()
    {
        var db = await QueryDatabase.OpenTemporaryAsync();
        await db.Entries.InsertManyAsync(Enumerable.Range(1, 500).Select(number => new Entry(number, 1, DateTimeOffset.UnixEpoch, number)));
        return db;
    }
}
