using LineageAot.Schema;

namespace LineageAot.Tests.Reading;

public sealed class ReaderPoolTests
{
    [Fact]
    public async Task Past_the_limit_the_error_names_who_holds_the_readers()
    {
        await using var file = ReadingFile.Create(items: 2000, readers: 1, maxReaders: 3);
        var first = await file.BeginSnapshotAsync();
        file.Clock.Advance(TimeSpan.FromSeconds(12));
        var second = await file.BeginSnapshotAsync();
        using var rows = file.Items.All().GetEnumerator();
        rows.MoveNext().ShouldBeTrue();
        var e = Should.Throw<DatabaseBusyException>(() => file.Items.FindByKey(new Number(1)));
        e.Message.ShouldContain("All 3 readers");
        e.Message.ShouldContain("'a snapshot' for 12.0 s");
        e.Message.ShouldContain("'all items'");
        e.Message.ShouldContain("MaxReaders");
        await Should.ThrowAsync<DatabaseBusyException>(async () => await file.Items.FindByKeyAsync(new Number(1)));
        await Should.ThrowAsync<DatabaseBusyException>(async () => await file.Items.CountAsync());
        await Should.ThrowAsync<DatabaseBusyException>(async () => await file.BeginSnapshotAsync());
        first.Dispose();
        file.Items.FindByKey(new Number(1)).ShouldNotBeNull();
        second.Dispose();
    }

    [Fact]
    public async Task Readers_past_the_usual_number_are_closed_after_use()
    {
        await using var file = ReadingFile.Create(items: 1, readers: 2);
        var snapshots = new List<ReadSnapshot>();
        for (var i = 0; i < 10; i++)
        {
            snapshots.Add(await file.BeginSnapshotAsync());
        }

        file.Readers.OpenReaders.ShouldBe(10);
        file.Readers.HasActiveReads.ShouldBeTrue();
        snapshots.ForEach(snapshot => snapshot.Dispose());
        file.Readers.OpenReaders.ShouldBe(2);
        file.Readers.HasActiveReads.ShouldBeFalse();
    }

    [Fact]
    public async Task A_thousand_queries_at_once_share_the_usual_readers()
    {
        await using var file = ReadingFile.Create(items: 100, readers: 2, maxReaders: 4);
        var counts = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => file.Items.CountAsync().AsTask()));
        counts.ShouldAllBe(count => count == 100);
        file.Readers.OpenReaders.ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public async Task Long_queries_on_all_threads_do_not_keep_others_waiting()
    {
        await using var file = ReadingFile.Create(items: 5, readers: 2);
        using var cancellation = new CancellationTokenSource();
        var endless = Enumerable.Range(0, 5).Select(_ => file.QueryListAsync<long, NumberDecoder, NoParameters>(Queries.Endless, default, cancellation.Token).AsTask()).ToArray();
        (await file.Items.CountAsync()).ShouldBe(5);
        cancellation.Cancel();
        foreach (var task in endless)
        {
            await Should.ThrowAsync<OperationCanceledException>(() => task);
        }
    }

    [Fact]
    public async Task Many_readers_while_a_writer_writes()
    {
        await using var file = ReadingFile.Create(items: 500);
        var writing = Task.Run(() =>
        {
            for (var i = 0; i < 200; i++)
            {
                file.Insert(Enumerable.Range(501 + i * 5, 5).Select(ReadingFile.Item));
            }
        });
        await Task.WhenAll(Enumerable.Range(0, 12).Select(reader => Task.Run(async () =>
        {
            for (var i = 0; i < 30; i++)
            {
                file.Items.FindByKey(new Number(1 + (i * 31 + reader) % 500)).ShouldNotBeNull();
                switch (reader % 4)
                {
                    case 0:
                        var rows = 0;
                        await foreach (var item in file.Items.AllAsync())
                        {
                            rows++;
                        }

                        rows.ShouldBeGreaterThanOrEqualTo(500);
                        (rows % 5).ShouldBe(0, "only whole transactions are seen");
                        break;
                    case 1:
                        await using (var snapshot = await file.BeginSnapshotAsync())
                        {
                            (await snapshot.Table<Item>().CountAsync()).ShouldBe(snapshot.Table<Item>().All().Count());
                        }

                        break;
                    case 2:
                        (await file.Items.FindManyByKeyAsync(Enumerable.Range(1, 50), key => new Number(key))).Count.ShouldBe(50);
                        break;
                    default:
                        (await file.Items.PageAsync(100)).Items.Count.ShouldBe(100);
                        break;
                }
            }
        })));
        await writing;
        (await file.Items.CountAsync()).ShouldBe(1500);
    }

    [Fact]
    public async Task Wrong_numbers_of_rows_are_errors_that_give_the_reader_back()
    {
        await using var file = ReadingFile.Create(items: 3);
        Should.Throw<QueryException>(() => file.QuerySingle<Item, RowDecoder<Item>, Number>(Queries.ItemsFrom, new Number(9)));
        Should.Throw<QueryException>(() => file.QuerySingle<Item, RowDecoder<Item>, Number>(Queries.ItemsFrom, new Number(1)));
        Should.Throw<QueryException>(() => file.QuerySingleOrDefault<Item, RowDecoder<Item>, Number>(Queries.ItemsFrom, new Number(1)));
        file.QuerySingleOrDefault<Item, RowDecoder<Item>, Number>(Queries.ItemsFrom, new Number(9)).ShouldBeNull();
        file.QuerySingle<Item, RowDecoder<Item>, Number>(Queries.ItemsFrom, new Number(3)).Id.ShouldBe(3);
        file.QueryList<Item, RowDecoder<Item>, Number>(Queries.ItemsFrom, new Number(2)).Count.ShouldBe(2);
        await Should.ThrowAsync<QueryException>(async () => await file.QuerySingleAsync<Item, RowDecoder<Item>, Number>(Queries.ItemsFrom, new Number(9)));
        await Should.ThrowAsync<QueryException>(async () => await file.QuerySingleOrDefaultAsync<Item, RowDecoder<Item>, Number>(Queries.ItemsFrom, new Number(1)));
        (await file.QuerySingleOrDefaultAsync<Item, RowDecoder<Item>, Number>(Queries.ItemsFrom, new Number(9))).ShouldBeNull();
        var broken = new SqlStatement("select nothing from nowhere", "Broken");
        (await Should.ThrowAsync<QueryException>(async () => await file.QueryListAsync<long, NumberDecoder, NoParameters>(broken, default))).Operation.ShouldBe("Broken");
        await Should.ThrowAsync<QueryException>(async () =>
        {
            await foreach (var number in file.QueryStream<long, NumberDecoder, NoParameters>(broken, default))
            {
            }
        });
        file.Readers.OpenReaders.ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public async Task Closing_ends_streams_and_snapshots_and_reopening_reads_again()
    {
        await using var file = ReadingFile.Create(items: 5000);
        await using var snapshot = await file.BeginSnapshotAsync();
        await using var rows = file.Items.AllAsync().GetAsyncEnumerator();
        (await rows.MoveNextAsync()).ShouldBeTrue();
        await file.Readers.CloseAsync();
        file.Readers.OpenReaders.ShouldBe(0);
        Should.Throw<DatabaseBusyException>(() => file.Items.FindByKey(new Number(1))).Message.ShouldContain("ResumeAsync");
        await Should.ThrowAsync<DatabaseBusyException>(async () => await file.Items.CountAsync());
        Should.Throw<SnapshotExpiredException>(() => snapshot.Table<Item>().FindByKey(new Number(1))).Message.ShouldContain("paused");
        await Should.ThrowAsync<SnapshotExpiredException>(async () =>
        {
            while (await rows.MoveNextAsync())
            {
            }
        });
        file.Readers.Reopen();
        file.Items.FindByKey(new Number(1)).ShouldNotBeNull();
        (await file.Items.CountAsync()).ShouldBe(5000);
    }

    [Fact]
    public async Task Closing_waits_for_a_query_that_runs()
    {
        await using var file = ReadingFile.Create(items: 10);
        using var cancellation = new CancellationTokenSource();
        var endless = file.QueryListAsync<long, NumberDecoder, NoParameters>(Queries.Endless, default, cancellation.Token);
        await file.UntilLeased(1);
        var closing = file.Readers.CloseAsync();
        closing.IsCompleted.ShouldBeFalse();
        cancellation.Cancel();
        await closing;
        await Should.ThrowAsync<OperationCanceledException>(async () => await endless);
        file.Readers.OpenReaders.ShouldBe(0);
    }

    [Fact]
    public async Task Closing_under_load_closes_every_connection()
    {
        await using var file = ReadingFile.Create(items: 100);
        using var stop = new CancellationTokenSource();
        var reading = Enumerable.Range(0, 6).Select(reader => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    file.Items.FindByKey(new Number(5)).ShouldNotBeNull();
                    (await file.Items.CountAsync()).ShouldBe(100);
                    await foreach (var item in file.Items.AllAsync())
                    {
                    }
                }
                catch (LineageException e) when (e is DatabaseBusyException or SnapshotExpiredException)
                {
                    await Task.Yield();
                }
            }
        })).ToArray();
        for (var i = 0; i < 50; i++)
        {
            await file.Readers.CloseAsync();
            file.Readers.OpenReaders.ShouldBe(0);
            file.Readers.Reopen();
            await Task.Yield();
        }

        stop.Cancel();
        await Task.WhenAll(reading);
    }

    [Fact]
    public async Task Disposing_ends_everything()
    {
        await using var file = ReadingFile.Create(items: 5000);
        var snapshot = await file.BeginSnapshotAsync();
        using var held = file.Items.All().GetEnumerator();
        held.MoveNext().ShouldBeTrue();
        var endless = file.QueryListAsync<long, NumberDecoder, NoParameters>(Queries.Endless, default);
        await file.UntilLeased(3);
        await file.Readers.DisposeAsync();
        file.Readers.OpenReaders.ShouldBe(0);
        await Should.ThrowAsync<ObjectDisposedException>(async () => await endless);
        Should.Throw<ObjectDisposedException>(() => snapshot.Table<Item>().All().Count());
        Should.Throw<ObjectDisposedException>(() =>
        {
            while (held.MoveNext())
            {
            }
        });
        Should.Throw<ObjectDisposedException>(() => file.Items.FindByKey(new Number(1)));
        await Should.ThrowAsync<ObjectDisposedException>(async () => await file.Items.CountAsync());
        file.Readers.Reopen();
        Should.Throw<ObjectDisposedException>(() => file.Items.FindByKey(new Number(1)));
    }
}
