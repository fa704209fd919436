using LineageAot.Schema;

namespace LineageAot.Tests.Reading;

public sealed class PointReadTests
{
    [Fact]
    public async Task A_row_is_found_by_its_key()
    {
        await using var file = ReadingFile.Create(items: 10);
        file.Items.FindByKey(new Number(3)).ShouldBe(ReadingFile.Item(3));
        (await file.Items.FindByKeyAsync(new Number(4))).ShouldNotBeNull().Name.ShouldBe("item 4");
        file.Items.FindByKey(new Number(11)).ShouldBeNull();
    }

    [Fact]
    public async Task A_point_read_is_done_when_the_call_returns()
    {
        await using var file = ReadingFile.Create(items: 10);
        file.Items.FindByKeyAsync(new Number(3)).IsCompletedSuccessfully.ShouldBeTrue();
        file.Items.FindOneAsync(Queries.ItemNamed, new Text("item 5")).IsCompletedSuccessfully.ShouldBeTrue();
        file.Items.ExistsByKeyAsync(new Number(3)).IsCompletedSuccessfully.ShouldBeTrue();
        file.Readers.OpenReaders.ShouldBe(1);
    }

    [Fact]
    public async Task Existence_and_finders()
    {
        await using var file = ReadingFile.Create(items: 10);
        file.Items.ExistsByKey(new Number(10)).ShouldBeTrue();
        (await file.Items.ExistsByKeyAsync(new Number(11))).ShouldBeFalse();
        file.Items.FindOne(Queries.ItemNamed, new Text("item 7")).ShouldNotBeNull().Id.ShouldBe(7);
        (await file.Items.FindOneAsync(Queries.ItemNamed, new Text("none"))).ShouldBeNull();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(400)]
    public async Task Many_keys_give_their_rows_in_the_order_of_the_keys(int count)
    {
        await using var file = ReadingFile.Create(items: 500);
        var keys = Enumerable.Range(0, count).Select(i => (long)(i * 7 % 600) + 1).ToArray();
        var rows = await file.Items.FindManyByKeyAsync(keys, key => new Number(key));
        rows.Select(row => row.Id).ShouldBe(keys.Where(key => key <= 500));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Some_keys_are_found_on_the_callers_thread_unless_that_takes_long(bool takesLong)
    {
        await using var file = ReadingFile.Create(items: 100);
        var caller = Environment.CurrentManagedThreadId;
        var isElsewhere = false;
        file.Clock.BeforeTimestamp = () =>
        {
            isElsewhere |= Environment.CurrentManagedThreadId != caller;
            if (takesLong)
            {
                file.Clock.Advance(TimeSpan.FromMilliseconds(1));
            }
        };
        var found = file.Items.FindManyByKeyAsync(Enumerable.Range(1, 100), key => new Number(key));
        var isThere = found.IsCompletedSuccessfully;

        (await found).Select(row => row.Id).ShouldBe(Enumerable.Range(1, 100).Select(id => (long)id));
        isElsewhere.ShouldBe(takesLong);
        (isThere || takesLong).ShouldBeTrue();
        file.CanTruncate().ShouldBeTrue();
    }

    [Theory]
    [InlineData(2)]
    [InlineData(20)]
    [InlineData(200)]
    public async Task A_bad_key_among_many_leaves_no_transaction_open(int count)
    {
        await using var file = ReadingFile.Create(items: 5);
        var keys = Enumerable.Repeat(1, count).Append(-1);
        await Should.ThrowAsync<InvalidValueException>(async () => await file.Items.FindManyByKeyAsync(keys, key => new Positive(key)));
        file.CanTruncate().ShouldBeTrue();
    }

    [Fact]
    public async Task A_cancelled_read_does_not_begin()
    {
        await using var file = ReadingFile.Create(items: 1);
        var cancelled = new CancellationToken(canceled: true);
        await Should.ThrowAsync<TaskCanceledException>(async () => await file.Items.FindByKeyAsync(new Number(1), cancelled));
        await Should.ThrowAsync<TaskCanceledException>(async () => await file.Items.CountAsync(cancelled));
        file.Readers.OpenReaders.ShouldBe(0);
    }

    [Fact]
    public async Task A_point_read_of_the_warm_pool_allocates_only_its_row()
    {
        await using var file = ReadingFile.Create(items: 10);
        var items = file.Items;
        for (var i = 0; i < 100; i++)
        {
            items.ExistsByKey(new Number(3));
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            items.ExistsByKey(new Number(3));
            _ = items.ExistsByKeyAsync(new Number(3)).IsCompleted;
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private readonly struct Positive(long value) : IParameters
    {
        public void Bind<TWriter>(ref TWriter writer) where TWriter : IRowWriter, allows ref struct
        {
            if (value < 0)
            {
                throw writer.Invalid(0, "it is negative");
            }

            writer.Int64(0, value);
        }
    }
}
