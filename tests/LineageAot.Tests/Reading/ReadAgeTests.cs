using LineageAot.Reading;
using LineageAot.Schema;

namespace LineageAot.Tests.Reading;

public sealed class ReadAgeTests
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task An_old_snapshot_is_ended_and_lets_go_of_the_log()
    {
        await using var file = ReadingFile.Create(items: 5, maxReadAge: MaxAge);
        await using var snapshot = await file.BeginSnapshotAsync();
        file.Insert([ReadingFile.Item(6)]);
        file.CanTruncate().ShouldBeFalse();
        file.Clock.Advance(MaxAge - TimeSpan.FromSeconds(1));
        (await snapshot.Table<Item>().CountAsync()).ShouldBe(5);
        file.Clock.Advance(TimeSpan.FromSeconds(1));
        file.Readers.OpenLeases.ShouldBe(0);
        file.CanTruncate().ShouldBeTrue();
        var e = Should.Throw<SnapshotExpiredException>(() => snapshot.Table<Item>().FindByKey(new Number(1)));
        e.Message.ShouldContain("MaxReadAge (00:00:30)");
        e.Operation.ShouldBe("a snapshot");
        await Should.ThrowAsync<SnapshotExpiredException>(async () => await snapshot.Table<Item>().CountAsync());
    }

    [Fact]
    public async Task An_old_stream_is_ended()
    {
        await using var file = ReadingFile.Create(maxReadAge: MaxAge);
        var seen = 0;
        var e = await Should.ThrowAsync<SnapshotExpiredException>(async () =>
        {
            await foreach (var number in file.QueryStream<long, NumberDecoder, NoParameters>(Queries.Numbers, default))
            {
                if (++seen == 5)
                {
                    file.Clock.Advance(MaxAge);
                }
            }
        });
        e.Message.ShouldContain("Queries.Numbers");
        seen.ShouldBeInRange(5, 4 * 1024);
        file.Readers.OpenLeases.ShouldBe(0);
        seen = 0;
        Should.Throw<SnapshotExpiredException>(() =>
        {
            foreach (var number in file.Query<long, NumberDecoder, NoParameters>(Queries.Numbers, default))
            {
                if (++seen == 5)
                {
                    file.Clock.Advance(MaxAge);
                }
            }
        });
    }

    [Fact]
    public async Task An_old_read_is_ended_while_its_step_runs()
    {
        await using var file = ReadingFile.Create(maxReadAge: MaxAge);
        var endless = file.QuerySingleAsync<long, NumberDecoder, NoParameters>(Queries.Endless, default);
        await file.UntilLeased(1);
        endless.IsCompleted.ShouldBeFalse();
        file.Clock.Advance(MaxAge);
        await Should.ThrowAsync<SnapshotExpiredException>(async () => await endless);
        file.Readers.OpenLeases.ShouldBe(0);
    }

    [Fact]
    public async Task Only_the_old_ones_are_ended()
    {
        await using var file = ReadingFile.Create(items: 1, maxReadAge: MaxAge);
        await using var first = await file.BeginSnapshotAsync();
        file.Clock.Advance(TimeSpan.FromSeconds(20));
        await using var second = await file.BeginSnapshotAsync();
        file.Readers.Holders().Select(holder => holder.Age.TotalSeconds).ShouldBe([20, 0]);
        file.Clock.Advance(TimeSpan.FromSeconds(10));
        Should.Throw<SnapshotExpiredException>(() => first.Table<Item>().FindByKey(new Number(1)));
        second.Table<Item>().FindByKey(new Number(1)).ShouldNotBeNull();
        file.Clock.Advance(TimeSpan.FromSeconds(20));
        Should.Throw<SnapshotExpiredException>(() => second.Table<Item>().FindByKey(new Number(1)));
    }

    [Fact]
    public async Task A_read_is_as_old_as_itself_and_not_as_the_reads_before_it()
    {
        await using var file = ReadingFile.Create(items: 1, maxReadAge: MaxAge);
        file.QuerySingle<long, NumberDecoder, NoParameters>(Queries.Count, default).ShouldBe(1);
        file.Clock.Advance(MaxAge - TimeSpan.FromSeconds(1));
        var endless = file.QuerySingleAsync<long, NumberDecoder, NoParameters>(Queries.Endless, default);
        await file.UntilLeased(1);
        file.Clock.Advance(MaxAge - TimeSpan.FromSeconds(1));
        endless.IsCompleted.ShouldBeFalse();
        file.Readers.Holders().Single().ShouldBe(new ReaderHolder("Queries.Endless", MaxAge - TimeSpan.FromSeconds(1)));
        file.Clock.Advance(TimeSpan.FromSeconds(1));
        (await Should.ThrowAsync<SnapshotExpiredException>(async () => await endless)).Operation.ShouldBe("Queries.Endless");
    }

    [Fact]
    public async Task A_lease_serves_the_next_read_unless_a_sweep_may_have_seen_it()
    {
        await using var file = ReadingFile.Create(readers: 1, maxReadAge: MaxAge);
        var first = Use(isHeld: false);
        Use(isHeld: false).ShouldBeSameAs(first);
        Use(isHeld: true).ShouldNotBeSameAs(first);
        Use(isHeld: false).ShouldBeSameAs(first);

        file.Readers.EndOldLeases();
        var second = Use(isHeld: false);
        second.ShouldNotBeSameAs(first);
        Use(isHeld: false).ShouldBeSameAs(second);

        ReaderLease during;
        using (file.Readers.Sweeps.Begin())
        {
            during = Use(isHeld: false);
            during.ShouldNotBeSameAs(second);
            Use(isHeld: false).ShouldNotBeSameAs(during);
            during = Use(isHeld: false);
        }

        Use(isHeld: false).ShouldNotBeSameAs(during);

        ReaderLease Use(bool isHeld)
        {
            var lease = file.Readers.Lease("a read", isHeld);
            lease.End(LeaseEnd.Returned);
            return lease;
        }
    }

    [Fact]
    public async Task Who_ends_a_read_too_late_never_ends_the_one_after_it()
    {
        await using var file = ReadingFile.Create(readers: 1, maxReadAge: MaxAge);
        var seen = file.Readers.Lease("the first read", isHeld: false);
        using (file.Readers.Sweeps.Begin())
        {
            seen.End(LeaseEnd.Returned);
            var next = file.Readers.Lease("the next read", isHeld: false);
            seen.End(LeaseEnd.Expired).ShouldBeFalse();
            next.ShouldStop.ShouldBeFalse();
            next.Enter(null).ShouldNotBeNull();
            next.Exit();
            next.End(LeaseEnd.Returned).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task The_timer_rests_while_nobody_reads()
    {
        await using var file = ReadingFile.Create(items: 1, maxReadAge: MaxAge);
        file.Items.FindByKey(new Number(1));
        file.Clock.Armed.ShouldBe(0);
        (await file.BeginSnapshotAsync()).Dispose();
        file.Clock.Advance(MaxAge);
        file.Clock.Armed.ShouldBe(0);
        await using var snapshot = await file.BeginSnapshotAsync();
        file.Clock.Armed.ShouldBe(1);
        file.Clock.Advance(MaxAge);
        file.Readers.OpenLeases.ShouldBe(0);
    }

    [Fact]
    public async Task An_infinite_age_ends_nothing()
    {
        await using var file = ReadingFile.Create(items: 1, maxReadAge: Timeout.InfiniteTimeSpan);
        await using var snapshot = await file.BeginSnapshotAsync();
        file.Clock.Advance(TimeSpan.FromDays(100));
        snapshot.Table<Item>().FindByKey(new Number(1)).ShouldNotBeNull();
    }
}
