namespace LineageAot.Tests.Reading;

/// <summary>A query costs what it returns: a struct's row nothing, a record's row the record.</summary>
public sealed class QueryAllocationTests
{
    private const int Few = 1_000, Many = 5_000;

    [Fact]
    public async Task Rows_that_are_structs_and_scalars_cost_nothing()
    {
        await using var db = await CreateAsync();
        Bytes(() => db.Samples(Many).Count()).ShouldBe(Bytes(() => db.Samples(Few).Count()));
        Bytes(() => db.Numbers(Many).Count()).ShouldBe(Bytes(() => db.Numbers(Few).Count()));
    }

    [Fact]
    public async Task A_list_costs_what_a_list_costs()
    {
        await using var db = await CreateAsync();
        var rows = Bytes(() => db.SampleList(Many).Count) - Bytes(() => db.SampleList(Few).Count);
        rows.ShouldBe(Bytes(() => Grow(Many)) - Bytes(() => Grow(Few)));
    }

    [Fact]
    public async Task A_call_costs_its_rows_and_their_list_and_nothing_else()
    {
        await using var db = await CreateAsync();
        Bytes(() => db.SampleList(Few).Count).ShouldBe(Bytes(() => Grow(Few)));
        Bytes(() => db.CountOf([])).ShouldBe(0);
    }

    [Fact]
    public async Task A_record_costs_the_record()
    {
        await using var db = await CreateAsync();
        var one = Bytes(() => GC.KeepAlive(new SampleRecord(1, 2)));
        one.ShouldBeGreaterThan(0);
        (Bytes(() => db.Records(Many).Count()) - Bytes(() => db.Records(Few).Count())).ShouldBe((Many - Few) * one);
    }

    [Fact]
    public async Task A_list_of_parameters_costs_nothing()
    {
        await using var db = await CreateAsync();
        var many = Enumerable.Range(1, Many).ToArray();
        var few = many[..10];
        Bytes(() => db.CountOf(many)).ShouldBe(Bytes(() => db.CountOf(few)));
    }

    private static int Grow(int count)
    {
        var list = new List<Sample>();
        for (var number = 0; number < count; number++)
        {
            list.Add(default);
        }

        return list.Count;
    }

    /// <summary>What a call allocates once everything that is made once is there.</summary>
    private static long Bytes(Action call)
    {
        for (var warm = 0; warm < 3; warm++)
        {
            call();
        }

        var least = long.MaxValue;
        for (var run = 0; run < 5; run++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            call();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    private static long Bytes<T>(Func<T> call) => Bytes(() => { call(); });

    private static async Task<QueryDatabase> CreateAsync()
    {
        var db = await QueryDatabase.OpenTemporaryAsync();
        await db.Entries.InsertManyAsync(Enumerable.Range(1, Many).Select(number => new Entry(number, 1, DateTimeOffset.UnixEpoch, number)));
        return db;
    }
}
