using LineageAot.Schema;

namespace LineageAot.Tests.Reading;

public sealed class StreamTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(5000)]
    public async Task A_stream_yields_every_row_in_order(int count)
    {
        await using var file = ReadingFile.Create(items: count);
        var ids = await Ids(file.Items.AllAsync());
        ids.ShouldBe(Enumerable.Range(1, count).Select(i => (long)i));
        file.Items.All().Select(item => item.Id).ShouldBe(ids);
    }

    [Fact]
    public async Task A_reader_is_held_only_while_a_stream_is_enumerated()
    {
        await using var file = ReadingFile.Create(items: 3000);
        var stream = file.Items.AllAsync();
        file.Readers.OpenReaders.ShouldBe(0);
        await foreach (var item in stream)
        {
            file.Readers.OpenLeases.ShouldBeLessThanOrEqualTo(1);
            if (item.Id == 1)
            {
                file.Readers.Holders().ShouldHaveSingleItem().Operation.ShouldBe("all items");
                file.CanTruncate().ShouldBeFalse();
            }
        }

        file.Readers.OpenLeases.ShouldBe(0);
        file.CanTruncate().ShouldBeTrue();
    }

    [Fact]
    public async Task Each_enumeration_runs_the_query_again()
    {
        await using var file = ReadingFile.Create(items: 3);
        var stream = file.Items.StreamBy(Queries.ItemsFrom, new Number(2));
        var sequence = file.Query<Item, RowDecoder<Item>, Number>(Queries.ItemsFrom, new Number(2));
        (await Ids(stream)).ShouldBe([2, 3]);
        sequence.Count().ShouldBe(2);
        file.Insert([ReadingFile.Item(4)]);
        (await Ids(stream)).ShouldBe([2, 3, 4]);
        sequence.Count().ShouldBe(3);
    }

    [Fact]
    public async Task A_broken_off_stream_gives_its_reader_back()
    {
        await using var file = ReadingFile.Create(items: 10_000);
        await foreach (var item in file.Items.AllAsync())
        {
            if (item.Id == 40)
            {
                break;
            }
        }

        file.Readers.OpenLeases.ShouldBe(0);
        file.Items.All().First().Id.ShouldBe(1);
        file.Readers.OpenLeases.ShouldBe(0);
    }

    [Fact]
    public async Task A_stream_is_broken_off_also_while_a_step_runs_without_end()
    {
        await using var file = ReadingFile.Create();
        await foreach (var number in file.QueryStream<long, NumberDecoder, NoParameters>(Queries.FewThenEndless, default))
        {
            number.ShouldBe(1);
            break;
        }

        file.Readers.OpenLeases.ShouldBe(0);
    }

    [Fact]
    public async Task An_exception_of_the_consumer_gives_the_reader_back()
    {
        await using var file = ReadingFile.Create(items: 10_000);
        await Should.ThrowAsync<InvalidOperationException>(async () =>
        {
            await foreach (var item in file.Items.AllAsync())
            {
                throw new InvalidOperationException(item.Name);
            }
        });
        file.Readers.OpenLeases.ShouldBe(0);
        Should.Throw<InvalidOperationException>(() =>
        {
            foreach (var item in file.Items.All())
            {
                throw new InvalidOperationException(item.Name);
            }
        });
        file.Readers.OpenLeases.ShouldBe(0);
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_comes_after_those_before_it()
    {
        await using var file = ReadingFile.Create(items: 100);
        long last = 0;
        await Should.ThrowAsync<FormatException>(async () =>
        {
            await foreach (var id in file.QueryStream<long, Below50, Number>(Queries.ItemsFrom, new Number(1)))
            {
                last = id;
            }
        });
        last.ShouldBe(49);
        last = 0;
        Should.Throw<FormatException>(() =>
        {
            foreach (var id in file.Query<long, Below50, Number>(Queries.ItemsFrom, new Number(1)))
            {
                last = id;
            }
        });
        last.ShouldBe(49);
        file.Readers.OpenLeases.ShouldBe(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cancelled_token_ends_a_stream_before_it_begins(bool byMethod)
    {
        await using var file = ReadingFile.Create(items: 10);
        var cancelled = new CancellationToken(canceled: true);
        var stream = byMethod ? file.Items.AllAsync(cancelled) : file.Items.AllAsync();
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var item in stream.WithCancellation(byMethod ? default : cancelled))
            {
                Assert.Fail(item.Name);
            }
        });
        file.Readers.OpenReaders.ShouldBe(0);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Cancelling_ends_a_stream_at_its_next_row(bool methodsToken, bool enumerationsToken)
    {
        await using var file = ReadingFile.Create(items: 10_000);
        using var cancellation = new CancellationTokenSource();
        using var other = new CancellationTokenSource();
        var stream = file.Items.AllAsync(methodsToken ? enumerationsToken ? other.Token : cancellation.Token : default);
        var seen = 0;
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var item in stream.WithCancellation(enumerationsToken ? cancellation.Token : default))
            {
                if (++seen == 10)
                {
                    cancellation.Cancel();
                }
            }
        });
        seen.ShouldBe(10);
        file.Readers.OpenLeases.ShouldBe(0);
    }

    [Fact]
    public async Task Cancelling_ends_a_step_that_runs_without_end()
    {
        await using var file = ReadingFile.Create();
        using var cancellation = new CancellationTokenSource();
        await using var rows = file.QueryStream<long, NumberDecoder, NoParameters>(Queries.Endless, default, cancellation.Token).GetAsyncEnumerator();
        var next = rows.MoveNextAsync();
        await file.UntilLeased(1);
        next.IsCompleted.ShouldBeFalse();
        cancellation.Cancel();
        await Should.ThrowAsync<OperationCanceledException>(async () => await next);
    }

    [Fact]
    public async Task Streams_inside_streams_never_hang()
    {
        await using var file = ReadingFile.Create(items: 3, readers: 1);
        const int Levels = 20;
        (await Descend(1)).ShouldBe(Levels);
        file.Readers.OpenReaders.ShouldBe(1);

        async Task<int> Descend(int level)
        {
            await foreach (var number in file.QueryStream<long, NumberDecoder, NoParameters>(Queries.Numbers, default))
            {
                file.Readers.OpenLeases.ShouldBe(level);
                (await file.Items.FindByKeyAsync(new Number(1))).ShouldNotBeNull().Id.ShouldBe(1);
                (await file.Items.CountAsync()).ShouldBe(3);
                return level == Levels ? Levels : await Descend(level + 1);
            }

            return 0;
        }
    }

    [Fact]
    public async Task What_is_read_ahead_is_bounded_in_rows()
    {
        await using var file = ReadingFile.Create();
        Counted.Reset(0);
        var seen = 0L;
        await foreach (var number in file.QueryStream<byte[], Counted, NoParameters>(Queries.Numbers, default))
        {
            seen++;
            (Counted.Rows - seen).ShouldBeLessThanOrEqualTo(3 * 1024);
            if (seen == 20_000)
            {
                break;
            }
        }
    }

    [Fact]
    public async Task What_is_read_ahead_is_bounded_in_bytes()
    {
        await using var file = ReadingFile.Create();
        const int Weight = 400_000;
        Counted.Reset(Weight);
        var seen = 0L;
        await foreach (var number in file.QueryStream<byte[], Counted, NoParameters>(Queries.Numbers, default))
        {
            seen++;
            (Counted.Rows - seen).ShouldBeLessThanOrEqualTo(3 * (1024 * 1024 / Weight + 1));
            if (seen == 100)
            {
                break;
            }
        }
    }

    [Fact]
    public async Task Streams_run_on_threads_of_the_pool_and_consumers_do_not()
    {
        await using var file = ReadingFile.Create(items: 2000);
        await foreach (var thread in file.QueryStream<string, ThreadName, Number>(Queries.ItemsFrom, new Number(1)))
        {
            thread.ShouldBe("LineageAot reader");
            Thread.CurrentThread.Name.ShouldNotBe("LineageAot reader");
        }

        (await file.QueryListAsync<string, ThreadName, Number>(Queries.ItemsFrom, new Number(2000))).ShouldBe(["LineageAot reader"]);
        Thread.CurrentThread.Name.ShouldNotBe("LineageAot reader");
        file.Query<string, ThreadName, Number>(Queries.ItemsFrom, new Number(2000)).ShouldBe([Thread.CurrentThread.Name ?? ""]);
    }

    private static async Task<List<long>> Ids(IAsyncEnumerable<Item> items)
    {
        var ids = new List<long>();
        await foreach (var item in items)
        {
            ids.Add(item.Id);
        }

        return ids;
    }

    private readonly struct Below50 : IDecoder<long>
    {
        public static long Read<TReader>(ref TReader reader) where TReader : IRowReader, allows ref struct
            => reader.Int64(0) is < 50 and var id ? id : throw new FormatException("50");
    }

    private readonly struct ThreadName : IDecoder<string>
    {
        public static string Read<TReader>(ref TReader reader) where TReader : IRowReader, allows ref struct => Thread.CurrentThread.Name ?? "";
    }

    private readonly struct Counted : IDecoder<byte[]>
    {
        private static long rows;
        private static int weight;

        public static long Rows => Volatile.Read(ref rows);

        public static void Reset(int bytes) => (rows, weight) = (0, bytes);

        public static byte[] Read<TReader>(ref TReader reader) where TReader : IRowReader, allows ref struct
        {
            Interlocked.Increment(ref rows);
            return weight == 0 ? [] : new byte[weight];
        }
    }
}
