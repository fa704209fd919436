namespace LineageAot.Tests.Writing;

public sealed class ChangeTests
{
    [Fact]
    public async Task Commits_tell_which_tables_changed_and_those_that_a_cascade_may_reach()
    {
        await using var db = await ShopDatabase.OpenTemporaryAsync();
        await using var changes = db.Changes.GetAsyncEnumerator();
        var next = changes.MoveNextAsync();
        var order = await db.Orders.InsertAsync(new Order { Number = "A-1", Customer = "Ada" });
        (await next).ShouldBeTrue();
        changes.Current.Rows["orders"].ShouldBe(1);
        next = changes.MoveNextAsync();
        await db.Orders.DeleteAsync(order.Id);
        (await next).ShouldBeTrue();
        changes.Current.Rows["orders"].ShouldBe(1);
        changes.Current.Rows["order_lines"].ShouldBe(0);
    }

    [Fact]
    public async Task An_observed_query_runs_again_when_its_table_changed_and_only_then()
    {
        await using var db = await ShopDatabase.OpenTemporaryAsync();
        await using var counts = db.ObserveAsync(snapshot => snapshot.CountNotesAsync()).GetAsyncEnumerator();
        (await counts.MoveNextAsync()).ShouldBeTrue();
        counts.Current.ShouldBe(0);
        var next = counts.MoveNextAsync();
        await db.Orders.InsertAsync(new Order { Number = "A-1", Customer = "Ada" });
        next.IsCompleted.ShouldBeFalse();
        await db.Notes.InsertManyAsync([new Note { Text = "a" }, new Note { Text = "b" }]);
        (await next).ShouldBeTrue();
        counts.Current.ShouldBe(2);
    }

    [Fact]
    public async Task A_unit_that_failed_changed_nothing()
    {
        await using var db = await ShopDatabase.OpenTemporaryAsync();
        await using var changes = db.Changes.GetAsyncEnumerator();
        var next = changes.MoveNextAsync();
        await Should.ThrowAsync<InvalidOperationException>(async () => await db.WriteAsync(unit =>
        {
            unit.Insert(new Note { Text = "undone" });
            throw new InvalidOperationException();
        }));
        await db.Orders.InsertAsync(new Order { Number = "A-1", Customer = "Ada" });
        await next;
        changes.Current.Rows.Keys.ShouldBe(["orders", "order_lines"], ignoreOrder: true);
    }

    [Fact]
    public async Task Closing_ends_the_feed()
    {
        var db = await ShopDatabase.OpenTemporaryAsync();
        await using var changes = db.Changes.GetAsyncEnumerator();
        var next = changes.MoveNextAsync();
        await db.DisposeAsync();
        (await next).ShouldBeFalse();
    }
}
