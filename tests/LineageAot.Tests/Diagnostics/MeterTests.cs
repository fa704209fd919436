using LineageAot.Tests.Reading;
using LineageAot.Tests.Support;
using LineageAot.Tests.Writing;

namespace LineageAot.Tests.Diagnostics;

[Collection(TelemetryCollection.Name)]
public sealed class MeterTests
{
    private const string Operation = "db.client.operation.duration";

    [Fact]
    public async Task A_write_is_measured_with_its_transaction()
    {
        await using var file = await TelemetryFile.OpenAsync();
        using var measurements = new Measurements(file.Name);
        await file.Database.Orders.InsertAsync(TelemetryFile.Order("A-1"));
        measurements.Of("lineageaot.batch.rows").ShouldHaveSingleItem().Value.ShouldBe(1);
        measurements.Of("lineageaot.batch.bytes").ShouldHaveSingleItem().Value.ShouldBeGreaterThan(10);
        measurements.Of("lineageaot.commit.duration").ShouldHaveSingleItem().Value.ShouldBeGreaterThan(0);
        var measured = measurements.Of(Operation).ShouldHaveSingleItem();
        measured.Value.ShouldBeGreaterThan(0);
        measured.Tags.ShouldBe(new Dictionary<string, object?>
        {
            ["db.system.name"] = "sqlite", ["db.namespace"] = file.Name, ["db.operation.name"] = "INSERT", ["db.collection.name"] = "orders",
        }, ignoreOrder: true);
    }

    [Fact]
    public async Task What_shares_a_transaction_is_one_operation()
    {
        await using var file = await TelemetryFile.OpenAsync();
        using var measurements = new Measurements(file.Name);
        var orders = file.Database.Orders;
        await file.TogetherAsync(() => Enumerable.Range(0, 3).Select(i => orders.InsertAsync(TelemetryFile.Order($"A-{i}")).AsTask()));
        measurements.Operations("BATCH INSERT").ShouldHaveSingleItem().Tags["db.collection.name"].ShouldBe("orders");
        measurements.Of("lineageaot.batch.rows").Select(measured => measured.Value).ShouldContain(3);

        await file.TogetherAsync(() => [orders.InsertAsync(TelemetryFile.Order("B")).AsTask(), file.Database.Notes.InsertAsync(new Note { Text = "x" }).AsTask()]);
        measurements.Operations("BATCH").ShouldHaveSingleItem().Tags.ContainsKey("db.collection.name").ShouldBeFalse();
        measurements.Operations("INSERT").ShouldBeEmpty();
    }

    [Fact]
    public async Task Commands_units_and_deletions_have_their_names()
    {
        await using var file = await TelemetryFile.OpenAsync();
        using var measurements = new Measurements(file.Name);
        var order = await file.Database.Orders.InsertAsync(TelemetryFile.Order("A"));
        await file.Database.SetStateOfAsync("Ada", OrderState.Paid);
        await file.Database.Orders.DeleteAsync(order.Id);
        await file.Database.WriteAsync(unit => unit.Insert(new Note { Text = "x" }));
        await file.Database.Notes.UpsertAsync(new Note { Id = 1, Text = "y" });
        measurements.Of(Operation).Select(measured => (measured.Operation, measured.Tags.GetValueOrDefault("db.collection.name"))).ShouldBe(
            [("INSERT", "orders"), ("UPDATE", null), ("DELETE", "orders"), ("TRANSACTION", null), ("UPSERT", "notes")]);
    }

    [Fact]
    public async Task A_write_that_fails_is_told_by_its_error()
    {
        await using var file = await TelemetryFile.OpenAsync();
        using var measurements = new Measurements(file.Name);
        await Should.ThrowAsync<ConstraintException>(async () => await file.Database.Orders.InsertAsync(TelemetryFile.Order("A", amount: -1)));
        measurements.Of(Operation).ShouldHaveSingleItem().Tags["error.type"].ShouldBe("LineageAot.ConstraintException");
        measurements.Of("lineageaot.batch.rows").ShouldBeEmpty();

        await file.TogetherAsync(() => [file.Database.Orders.InsertAsync(TelemetryFile.Order("A")).AsTask(), file.Database.Orders.InsertAsync(TelemetryFile.Order("B", amount: -1)).AsTask()]);
        measurements.Operations("INSERT").Count(measured => measured.Tags.ContainsKey("error.type")).ShouldBe(2);
        measurements.Operations("BATCH INSERT").ShouldHaveSingleItem().Tags.ContainsKey("error.type").ShouldBeFalse();
    }

    [Fact]
    public async Task What_waits_shows_while_it_waits()
    {
        var clock = new ManualClock();
        await using var file = await TelemetryFile.OpenAsync(clock);
        using var measurements = new Measurements(file.Name);
        measurements.Observe("lineageaot.queue.rows").ShouldBe(0);
        measurements.Observe("lineageaot.queue.age").ShouldBe(0);
        await file.TogetherAsync(() =>
        {
            var writes = Enumerable.Range(0, 3).Select(i => file.Database.Orders.InsertAsync(TelemetryFile.Order($"A-{i}")).AsTask()).ToArray();
            clock.Advance(TimeSpan.FromSeconds(7));
            measurements.Observe("lineageaot.queue.rows").ShouldBe(4); // The control request counts as one.
            measurements.Observe("lineageaot.queue.bytes")!.Value.ShouldBeGreaterThan(30);
            measurements.Observe("lineageaot.queue.age").ShouldBe(7);
            return writes;
        });
        measurements.Observe("lineageaot.queue.rows").ShouldBe(0);
        measurements.Observe("lineageaot.queue.bytes").ShouldBe(0);
        measurements.Observe("lineageaot.queue.age").ShouldBe(0);
    }

    [Fact]
    public async Task The_logs_lag_ends_with_a_checkpoint()
    {
        await using var file = await TelemetryFile.OpenAsync();
        await file.Database.CheckpointAsync(CheckpointMode.Truncate);
        using var measurements = new Measurements(file.Name);
        await file.Database.Orders.InsertAsync(TelemetryFile.Order("A"));
        measurements.Observe("lineageaot.checkpoint.lag")!.Value.ShouldBeGreaterThan(0);
        await file.Database.CheckpointAsync(CheckpointMode.Passive);
        measurements.Observe("lineageaot.checkpoint.lag").ShouldBe(0);

        // The log begins anew.
        await file.Database.Orders.InsertAsync(TelemetryFile.Order("B"));
        measurements.Observe("lineageaot.checkpoint.lag")!.Value.ShouldBeGreaterThan(0);
        await file.Database.CheckpointAsync(CheckpointMode.Truncate);
        measurements.Observe("lineageaot.checkpoint.lag").ShouldBe(0);
        measurements.Of("lineageaot.checkpoint.duration").Count.ShouldBe(2);
        measurements.Operations("CHECKPOINT").Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_page_caches_hits_are_a_share()
    {
        await using var file = await TelemetryFile.OpenAsync();
        using var measurements = new Measurements(file.Name);
        measurements.Observe("lineageaot.page_cache.hit_ratio").ShouldBeNull();
        for (var i = 0; i < 20; i++)
        {
            await file.Database.Orders.InsertAsync(TelemetryFile.Order($"A-{i}"));
        }

        measurements.Observe("lineageaot.page_cache.hit_ratio")!.Value.ShouldBeInRange(0.5, 1);
    }

    [Fact]
    public async Task Readers_in_use_are_counted()
    {
        await using var file = await TelemetryFile.OpenAsync();
        using var measurements = new Measurements(file.Name);
        await using (await file.Database.BeginSnapshotAsync())
        {
            measurements.Observe("lineageaot.readers.in_use").ShouldBe(1);
        }

        measurements.Observe("lineageaot.readers.in_use").ShouldBe(0);
    }

    [Fact]
    public async Task Bulk_writes_and_reads_are_measured_as_a_whole()
    {
        await using var file = await TelemetryFile.OpenAsync();
        using var measurements = new Measurements(file.Name);
        await file.Database.Orders.InsertManyAsync(Enumerable.Range(0, 10_000).Select(i => TelemetryFile.Order($"A-{i}")));
        measurements.Of(Operation).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            measured => measured.Operation.ShouldBe("INSERT"), measured => measured.Tags["db.collection.name"].ShouldBe("orders"));
        measurements.Of("lineageaot.batch.rows").Sum(measured => measured.Value).ShouldBe(10_000);

        await file.Database.Orders.CountAsync();
        await file.Database.CountNotesAsync();
        await foreach (var _ in file.Database.Orders.AllAsync())
        {
            break;
        }

        measurements.Operations("SELECT").Select(measured => measured.Tags.GetValueOrDefault("db.collection.name")).ShouldBe(["orders", null, "orders"]);
    }

    [Fact]
    public async Task Each_new_attempt_after_another_programs_lock_is_counted()
    {
        await using var file = await TelemetryFile.OpenAsync();
        using var measurements = new Measurements(file.Name);
        var retried = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        measurements.Told = measured => _ = measured.Instrument == "lineageaot.busy.retries" && retried.TrySetResult();
        using var other = Sessions.Writer(file.Path);
        other.Execute("begin immediate");
        var write = file.Database.Orders.InsertAsync(TelemetryFile.Order("A"));
        await retried.Task;
        other.Execute("rollback");
        await write;
        measurements.Of("lineageaot.busy.retries").ShouldAllBe(measured => measured.Value == 1);
    }

    [Fact]
    public async Task A_closed_database_is_not_observed_and_no_tag_names_a_folder()
    {
        await using var file = await TelemetryFile.OpenAsync();
        using var measurements = new Measurements(file.Name);
        await file.Database.Orders.InsertAsync(TelemetryFile.Order("A"));
        await file.Database.BackupAsync(file.Path + ".bak");
        measurements.Observe("lineageaot.queue.rows").ShouldBe(0);
        measurements.Operations("BACKUP").ShouldHaveSingleItem();
        await file.Database.DisposeAsync();
        measurements.Observe("lineageaot.queue.rows").ShouldBeNull();
        measurements.All.SelectMany(measured => measured.Tags.Values).OfType<string>().ShouldNotContain(value => value.Contains(file.Folder) || value.Contains(Path.DirectorySeparatorChar));
    }

    [Fact]
    public async Task A_listener_that_throws_ends_nothing()
    {
        await using var file = await TelemetryFile.OpenAsync();
        using var measurements = new Measurements(file.Name) { Told = static _ => throw new InvalidOperationException("a listener's own mistake") };
        await file.Database.Orders.InsertAsync(TelemetryFile.Order("A"));
        await file.Database.CheckpointAsync();
        (await file.Database.Orders.CountAsync()).ShouldBe(1);
        await file.Database.Orders.InsertAsync(TelemetryFile.Order("B"));
        measurements.Of("lineageaot.batch.rows").Count.ShouldBe(2);
    }

    [Fact]
    public void Instruments_have_their_names_and_units()
    {
        using var measurements = new Measurements("");
        measurements.Instruments.Select(instrument => $"{instrument.Name} {instrument.Unit}").ShouldBe([
            "db.client.operation.duration s", "lineageaot.batch.rows {row}", "lineageaot.batch.bytes By", "lineageaot.commit.duration s", "lineageaot.busy.retries {retry}", "lineageaot.checkpoint.duration s",
            "lineageaot.queue.rows {row}", "lineageaot.queue.bytes By", "lineageaot.queue.age s", "lineageaot.checkpoint.lag {frame}", "lineageaot.page_cache.hit_ratio 1", "lineageaot.readers.in_use {reader}",
        ], ignoreOrder: true);
        measurements.Instruments.OfType<System.Diagnostics.Metrics.Histogram<double>>().Single(instrument => instrument.Name == Operation)
            .Advice!.HistogramBucketBoundaries.ShouldBe([0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10]);
    }
}
