using LineageAot.Writing;

namespace LineageAot.Tests.Writing;

public sealed class QueueBoundsTests
{
    [Fact]
    public void Room_is_counted_in_rows_and_in_bytes()
    {
        var bounds = new QueueBounds(maxRows: 10, maxBytes: 1000);
        bounds.TryTake(10, 1).ShouldBeTrue();
        bounds.TryTake(1, 1).ShouldBeFalse();
        bounds.GiveBack(10, 1);
        bounds.TryTake(1, 1000).ShouldBeTrue();
        bounds.TryTake(1, 1).ShouldBeFalse();
        (bounds.Rows, bounds.Bytes).ShouldBe((1, 1000));
    }

    [Fact]
    public void What_is_larger_than_all_of_it_is_taken_alone()
    {
        var bounds = new QueueBounds(maxRows: 10, maxBytes: 1000);
        bounds.TryTake(50, 5000).ShouldBeTrue();
        bounds.TryTake(1, 1).ShouldBeFalse();
        bounds.GiveBack(50, 5000);
        bounds.TryTake(1, 1).ShouldBeTrue();
        bounds.TryTake(50, 5000).ShouldBeFalse();
    }

    [Fact]
    public async Task Who_finds_none_waits_in_line()
    {
        var bounds = new QueueBounds(maxRows: 10, maxBytes: 1000);
        bounds.TryTake(10, 10).ShouldBeTrue();
        var first = bounds.TakeAsync(8, 8, CancellationToken.None);
        var second = bounds.TakeAsync(1, 1, CancellationToken.None);
        bounds.GiveBack(5, 5);

        // The second would fit, but the first came first.
        (first.IsCompleted, second.IsCompleted).ShouldBe((false, false));
        bounds.TryTake(1, 1).ShouldBeFalse();
        bounds.GiveBack(5, 5);
        await first;
        await second;
        (bounds.Rows, bounds.Bytes).ShouldBe((9, 9));
    }

    [Fact]
    public async Task Waiting_ends_with_the_queue_or_the_token()
    {
        var bounds = new QueueBounds(maxRows: 1, maxBytes: 1000);
        bounds.TryTake(1, 1).ShouldBeTrue();
        using var cancellation = new CancellationTokenSource();
        var cancelled = bounds.TakeAsync(1, 1, cancellation.Token);
        var waiting = bounds.TakeAsync(1, 1, CancellationToken.None);
        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => cancelled);
        bounds.Close(new WriteQueueClosedException("closed"));
        await Should.ThrowAsync<WriteQueueClosedException>(() => waiting);
        await Should.ThrowAsync<WriteQueueClosedException>(() => bounds.TakeAsync(1, 1, CancellationToken.None));
    }
}
