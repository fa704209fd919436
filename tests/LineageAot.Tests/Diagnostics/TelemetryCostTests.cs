using LineageAot.Tests.Writing;

namespace LineageAot.Tests.Diagnostics;

/// <summary>What telemetry costs a write in memory, on its caller's thread and on the writer's: nothing, whether somebody listens to metrics or not.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class TelemetryCostTests
{
    private const int Writes = 2_000;

    [Fact]
    public async Task The_writer_allocates_nothing_while_nobody_listens()
    {
        await using var file = await TelemetryFile.OpenAsync();
        var order = await file.Database.Orders.InsertAsync(TelemetryFile.Order("A"));
        Cost(file.Database, order);

        // Less than a byte a write: what is left belongs to the two units that ask.
        Cost(file.Database, order).Writer.ShouldBeLessThan(Writes);
    }

    [Fact]
    public async Task Metrics_allocate_nothing_more()
    {
        await using var file = await TelemetryFile.OpenAsync();
        var order = await file.Database.Orders.InsertAsync(TelemetryFile.Order("A"));
        Cost(file.Database, order);
        var without = Cost(file.Database, order);

        // It keeps nothing itself: it's for another file.
        using var measurements = new Measurements("another.db");
        Cost(file.Database, order);
        var with = Cost(file.Database, order);
        (with.Caller - without.Caller).ShouldBeLessThan(Writes);
        with.Writer.ShouldBeLessThan(Writes);
    }

    private static (long Caller, long Writer) Cost(ShopDatabase database, Order order)
    {
        var writer = database.Write(static _ => GC.GetAllocatedBytesForCurrentThread());
        var caller = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Writes; i++)
        {
            var write = database.Orders.TryInsertAsync(order);
            SpinWait.SpinUntil(() => write.IsCompleted);
            write.GetAwaiter().GetResult().ShouldBeFalse();
        }

        caller = GC.GetAllocatedBytesForCurrentThread() - caller;
        return (caller, database.Write(static _ => GC.GetAllocatedBytesForCurrentThread()) - writer);
    }
}
