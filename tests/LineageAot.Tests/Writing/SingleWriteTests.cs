namespace LineageAot.Tests.Writing;

public sealed class SingleWriteTests
{
    private static Order NewOrder(string number) => new() { Number = number, Customer = "Ada", Amount = 5 };

    [Fact]
    public async Task A_row_comes_back_as_it_is_stored()
    {
        await using var db = await ShopDatabase.OpenTemporaryAsync();
        var stored = await db.Orders.InsertAsync(NewOrder("A-1"));
        stored.Id.Value.Version.ShouldBe(7);
        stored.Version.ShouldBe(1);
        stored.CreatedAt.ShouldBe(stored.UpdatedAt);
        (stored.CreatedAt.Ticks % TimeSpan.TicksPerMicrosecond).ShouldBe(0);
        (await db.Orders.FindAsync(stored.Id)).ShouldBe(stored);
    }

    [Fact]
    public async Task Defaults_and_computed_columns_are_read_back()
    {
        await using var db = await ShopDatabase.OpenTemporaryAsync();
        var first = await db.Notes.InsertAsync(new Note { Text = "four" });
        first.ShouldBe(new Note { Id = 1, Text = "four", Tag = "none", Length = 4 });
        (await db.Notes.InsertAsync(new Note { Text = "x", Tag = "own" })).Tag.ShouldBe("own");
        (await db.Notes.UpdateAsync(first with { Text = "longer" })).Length.ShouldBe(6);
    }

    [Fact]
    public async Task A_stale_version_is_refused_and_a_missing_row_is_told_apart()
    {
        await using var db = await ShopDatabase.OpenTemporaryAsync();
        var first = await db.Orders.InsertAsync(NewOrder("A-1"));
        var second = await db.Orders.UpdateAsync(first with { Amount = 6 });
        second.Version.ShouldBe(2);
        (await Should.ThrowAsync<ConcurrencyException>(async () => await db.Orders.UpdateAsync(first with { Amount = 7 }))).RowIsMissing.ShouldBeFalse();
        (await db.Orders.FindAsync(first.Id))!.Amount.ShouldBe(6);
        (await db.Orders.DeleteAsync(second.Id)).ShouldBeTrue();
        (await db.Orders.DeleteAsync(second.Id)).ShouldBeFalse();
        (await Should.ThrowAsync<ConcurrencyException>(async () => await db.Orders.UpdateAsync(second))).RowIsMissing.ShouldBeTrue();
    }

    [Fact]
    public async Task An_upsert_tells_what_it_did_and_leaves_an_equal_row_alone()
    {
        await using var db = await ShopDatabase.OpenTemporaryAsync();
        var order = NewOrder("A-1") with { Id = new OrderId(Guid.CreateVersion7()) };
        (await db.Orders.UpsertAsync(order)).ShouldBe(UpsertOutcome.Inserted);
        (await db.Orders.UpsertAsync(order)).ShouldBe(UpsertOutcome.Unchanged);
        (await db.Orders.FindAsync(order.Id))!.Version.ShouldBe(1);
        (await db.Orders.UpsertAsync(order with { State = OrderState.Paid })).ShouldBe(UpsertOutcome.Updated);
        (await db.Orders.FindAsync(order.Id))!.ShouldSatisfyAllConditions(row => row.Version.ShouldBe(2), row => row.State.ShouldBe(OrderState.Paid));
        await Should.ThrowAsync<ConstraintException>(async () => await db.Orders.UpsertAsync(NewOrder("A-1") with { Id = new OrderId(Guid.CreateVersion7()) }));
    }

    [Fact]
    public async Task A_change_by_key_reads_and_writes_in_one_unit()
    {
        await using var db = await ShopDatabase.OpenTemporaryAsync();
        var order = await db.Orders.InsertAsync(NewOrder("A-1") with { Amount = 0 });
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => db.Orders.UpdateAsync(order.Id, row => row with { Amount = row.Amount + 1 }).AsTask()));
        (await db.Orders.FindAsync(order.Id))!.ShouldSatisfyAllConditions(row => row.Amount.ShouldBe(200), row => row.Version.ShouldBe(201));
        (await db.Orders.UpdateAsync(new OrderId(Guid.NewGuid()), row => row)).ShouldBeNull();
    }

    [Fact]
    public async Task Errors_name_table_columns_and_constraint()
    {
        await using var db = await ShopDatabase.OpenTemporaryAsync();
        var order = await db.Orders.InsertAsync(NewOrder("A-1"));
        (await Should.ThrowAsync<ConstraintException>(async () => await db.Orders.InsertAsync(NewOrder("A-1")))).ShouldSatisfyAllConditions(
            e => e.Kind.ShouldBe(ConstraintKind.Unique), e => e.Table.ShouldBe("orders"), e => e.Columns.ShouldBe(["number"]), e => e.Constraint.ShouldBe("uq_orders_number"));
        (await Should.ThrowAsync<ConstraintException>(async () => await db.Orders.InsertAsync(order with { Number = "A-2" }))).ShouldSatisfyAllConditions(
            e => e.Kind.ShouldBe(ConstraintKind.PrimaryKey), e => e.Columns.ShouldBe(["id"]));
        (await Should.ThrowAsync<ConstraintException>(async () => await db.Orders.InsertAsync(NewOrder("A-3") with { Amount = -1 }))).ShouldSatisfyAllConditions(
            e => e.Kind.ShouldBe(ConstraintKind.Check), e => e.Table.ShouldBe("orders"));
        (await Should.ThrowAsync<ConstraintException>(async () => await db.Lines.InsertAsync(new OrderLine { Order = new OrderId(Guid.NewGuid()), Position = 1, Text = "x" }))).ShouldSatisfyAllConditions(
            e => e.Kind.ShouldBe(ConstraintKind.ForeignKey), e => e.Table.ShouldBe("order_lines"), e => e.Columns.ShouldBe(["order"]), e => e.Constraint.ShouldBe("fk_order_lines_order"));
        (await Should.ThrowAsync<InvalidValueException>(async () => await db.Orders.InsertAsync(NewOrder("A-4") with { State = (OrderState)77 }))).Column.ShouldBe("state");
        (await Should.ThrowAsync<InvalidValueException>(async () => await db.Notes.InsertAsync(new Note { Text = "\ud800" }))).ShouldSatisfyAllConditions(
            e => e.Column.ShouldBe("text"), e => e.Table.ShouldBe("notes"));
    }

    [Fact]
    public async Task Null_characters_survive_and_values_never_become_sql()
    {
        await using var db = await ShopDatabase.OpenTemporaryAsync();
        foreach (var text in new[] { "a\0b", "", "'; drop table notes; --", "\"", "ünï 🦑", new string('x', 300_000) })
        {
            var stored = await db.Notes.InsertAsync(new Note { Text = text });
            db.Notes.Find(stored.Id)!.Text.ShouldBe(text);
        }

        (await db.CountNotesAsync()).ShouldBe(6);
    }

    [Fact]
    public async Task A_command_goes_through_the_queue_and_counts_its_rows()
    {
        await using var db = await ShopDatabase.OpenTemporaryAsync();
        await db.Orders.InsertAsync(NewOrder("A-1"));
        await db.Orders.InsertAsync(NewOrder("A-2"));
        (await db.SetStateOfAsync("Ada", OrderState.Shipped)).ShouldBe(2);
        (await db.SetStateOfAsync("Bob", OrderState.Shipped)).ShouldBe(0);
        (await db.Orders.FindByNumberAsync("A-2"))!.State.ShouldBe(OrderState.Shipped);
    }
}
