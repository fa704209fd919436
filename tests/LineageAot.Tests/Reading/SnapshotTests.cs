using LineageAot.Schema;

namespace LineageAot.Tests.Reading;

public sealed class SnapshotTests
{
    [Fact]
    public async Task A_snapshot_does_not_move()
    {
        await using var file = ReadingFile.Create(items: 5);
        await using var snapshot = await file.BeginSnapshotAsync();

        // Nothing was read through it yet: the view was fixed when it began.
        file.Insert([ReadingFile.Item(6)]);
        (await snapshot.Table<Item>().CountAsync()).ShouldBe(5);
        (await file.Items.CountAsync()).ShouldBe(6);
        file.Writer.Execute("delete from items");
        snapshot.Table<Item>().FindByKey(new Number(5)).ShouldNotBeNull();
        (await snapshot.Table<Item>().FindByKeyAsync(new Number(6))).ShouldBeNull();
        snapshot.Table<Item>().All().Count().ShouldBe(5);
        (await snapshot.Table<Item>().PageAsync(10)).Items.Count.ShouldBe(5);
        (await snapshot.Table<Item>().FindManyByKeyAsync(Enumerable.Range(1, 20), key => new Number(key))).Count.ShouldBe(5);
        file.Items.All().ShouldBeEmpty();
    }

    [Fact]
    public async Task Streams_of_a_snapshot_take_turns_with_its_other_reads()
    {
        await using var file = ReadingFile.Create(items: 600);
        await using var snapshot = await file.BeginSnapshotAsync();
        var items = snapshot.Table<Item>();
        var inner = 0;
        var outer = 0;
        await foreach (var item in items.StreamBy(Queries.ItemsNamedFrom, new Text("item 5")))
        {
            outer++;
            items.FindOne(Queries.ItemNamed, new Text($"item {outer}")).ShouldNotBeNull().Id.ShouldBe(outer);
            if (outer % 20 == 0)
            {
                await foreach (var same in items.StreamBy(Queries.ItemsNamedFrom, new Text("item 9")))
                {
                    same.Name.ShouldStartWith("item 9");
                    inner++;
                }

                foreach (var same in snapshot.Query<Item, RowDecoder<Item>, Text>(Queries.ItemsNamedFrom, new Text("item 99")))
                {
                    same.Id.ShouldBe(99);
                    break;
                }
            }
        }

        file.Readers.OpenLeases.ShouldBe(1);
        var names = Enumerable.Range(1, 600).Select(i => $"item {i}").ToArray();
        outer.ShouldBe(names.Count(name => string.CompareOrdinal(name, "item 5") >= 0));
        inner.ShouldBe(outer / 20 * names.Count(name => string.CompareOrdinal(name, "item 9") >= 0));
    }

    [Fact]
    public async Task Cancelling_one_stream_of_a_snapshot_leaves_the_others()
    {
        await using var file = ReadingFile.Create(items: 5000);
        await using var snapshot = await file.BeginSnapshotAsync();
        using var cancellation = new CancellationTokenSource();
        var seen = 0;
        await foreach (var item in snapshot.Table<Item>().AllAsync())
        {
            if (++seen == 10)
            {
                await using var endless = snapshot.QueryStream<long, NumberDecoder, NoParameters>(Queries.FewThenEndless, default, cancellation.Token).GetAsyncEnumerator();
                for (var i = 0; i < 32; i++)
                {
                    (await endless.MoveNextAsync()).ShouldBeTrue();
                }

                var next = endless.MoveNextAsync();
                cancellation.Cancel();
                await Should.ThrowAsync<OperationCanceledException>(async () => await next);
            }
        }

        seen.ShouldBe(5000);
    }

    [Fact]
    public async Task A_point_read_of_a_busy_snapshot_waits_without_its_caller()
    {
        await using var file = ReadingFile.Create(items: 5);
        await using var snapshot = await file.BeginSnapshotAsync();
        using var cancellation = new CancellationTokenSource();
        Entered.Signal.Reset();
        var endless = snapshot.QueryListAsync<long, Entered, NoParameters>(Queries.OneThenEndless, default, cancellation.Token);
        Entered.Signal.Wait();
        var find = snapshot.Table<Item>().FindByKeyAsync(new Number(3));
        find.IsCompleted.ShouldBeFalse();
        cancellation.Cancel();
        await Should.ThrowAsync<OperationCanceledException>(async () => await endless);
        (await find).ShouldNotBeNull().Id.ShouldBe(3);
    }

    [Fact]
    public async Task A_disposed_snapshot_says_so()
    {
        await using var file = ReadingFile.Create(items: 20_000);
        var snapshot = await file.BeginSnapshotAsync();
        await using var rows = snapshot.Table<Item>().AllAsync().GetAsyncEnumerator();
        (await rows.MoveNextAsync()).ShouldBeTrue();
        snapshot.Dispose();
        snapshot.Dispose();
        file.Readers.OpenLeases.ShouldBe(0);
        Should.Throw<ObjectDisposedException>(() => snapshot.Table<Item>().FindByKey(new Number(1)));
        await Should.ThrowAsync<ObjectDisposedException>(async () => await snapshot.Table<Item>().FindByKeyAsync(new Number(1)));
        await Should.ThrowAsync<ObjectDisposedException>(async () => await snapshot.Table<Item>().CountAsync());
        await Should.ThrowAsync<ObjectDisposedException>(async () =>
        {
            while (await rows.MoveNextAsync())
            {
            }
        });
    }

    [Fact]
    public async Task Disposing_a_snapshot_ends_what_runs_on_it()
    {
        await using var file = ReadingFile.Create();
        var snapshot = await file.BeginSnapshotAsync();
        Entered.Signal.Reset();
        var endless = snapshot.QueryListAsync<long, Entered, NoParameters>(Queries.OneThenEndless, default);
        Entered.Signal.Wait();
        await snapshot.DisposeAsync();
        file.Readers.OpenLeases.ShouldBe(0);
        await Should.ThrowAsync<ObjectDisposedException>(async () => await endless);
    }

    [Fact]
    public async Task A_snapshot_knows_the_tables_that_it_read()
    {
        await using var file = ReadingFile.Create(items: 3);
        await using var snapshot = await file.BeginSnapshotAsync();
        snapshot.TablesRead().ShouldBeEmpty();
        snapshot.Table<Item>().FindByKey(new Number(1));
        snapshot.TablesRead().ShouldBe(["items"]);
        (await snapshot.Table<Place>().CountAsync()).ShouldBe(0);
        snapshot.TablesRead().ShouldBe(["items", "places"], ignoreOrder: true);

        // Later reads of the same connection don't count for it.
        var ended = await file.BeginSnapshotAsync();
        ended.Table<Item>().ExistsByKey(new Number(1)).ShouldBeTrue();
        ended.Dispose();
        file.Readers.OpenReaders.ShouldBe(2);
        file.Places.All().ShouldBeEmpty();
        ended.TablesRead().ShouldBe(["items"]);
    }

    private readonly struct Entered : IDecoder<long>
    {
        public static readonly ManualResetEventSlim Signal = new();

        public static long Read<TReader>(ref TReader reader) where TReader : IRowReader, allows ref struct
        {
            Signal.Set();
            return reader.Int64(0);
        }
    }
}
