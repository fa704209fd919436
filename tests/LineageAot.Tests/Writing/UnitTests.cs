namespace LineageAot.Tests.Writing;

public sealed class UnitTests
{
    [Fact]
    public async Task A_unit_is_all_or_nothing()
    {
        await using var db = await ShopDatabase.OpenTemporaryAsync();
        var error = await Should.ThrowAsync<ConstraintException>(async () => await db.WriteAsync(unit =>
        {
            var order = unit.Insert(new Order { Number = "A-1", Customer = "Ada" });
            unit.InsertMany([new OrderLine { Order = order.Id, Position = 1, Text = "a" }, new OrderLine { Order = order.Id, Position = 1, Text = "b" }]);
        }));
        error.RowNumber.ShouldBe(1);
        (await db.Orders.CountAsync()).ShouldBe(0);
        (await db.Lines.CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_unit_reads_what_it_wrote_and_returns_a_value()
    {
        await using var db = await ShopDatabase.OpenTemporaryAsync();
        var count = await db.WriteAsync(unit =>
        {
            unit.Insert(new Note { Text = "a" });
            unit.Upsert(new Note { Id = 1, Text = "b" });
            unit.Table<Note>().Find(1)!.Text.ShouldBe("b");
            unit.TryInsert(new Note { Id = 1, Text = "c" }).ShouldBeFalse();
            return unit.CountNotes();
        });
        count.ShouldBe(1);
        db.Write(unit => unit.Table<Note>().Delete(1)).ShouldBeTrue();
        (await db.CountNotesAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_failed_unit_leaves_those_who_share_its_transaction_alone()
    {
        await using var db = await ShopDatabase.OpenTemporaryAsync();
        var writes = Enumerable.Range(0, 1000).Select(i => i % 10 == 3
            ? db.WriteAsync(unit =>
            {
                unit.Insert(new Note { Text = $"doomed {i}" });
                throw new InvalidOperationException("no");
            }).AsTask()
            : db.Notes.InsertAsync(new Note { Text = $"{i}" }).AsTask()).ToArray();
        var failed = 0;
        foreach (var write in writes)
        {
            try
            {
                await write;
            }
            catch (InvalidOperationException)
            {
                failed++;
            }
        }

        failed.ShouldBe(100);
        (await db.CountNotesAsync()).ShouldBe(900);
    }

    [Fact]
    public async Task A_queued_write_inside_a_unit_is_refused_instead_of_hanging()
    {
        await using var db = await ShopDatabase.OpenTemporaryAsync();
        await Should.ThrowAsync<InvalidOperationException>(async () => await db.WriteAsync(unit =>
            db.Notes.InsertAsync(new Note { Text = "inner" }).AsTask().GetAwaiter().GetResult()));
        await Should.ThrowAsync<InvalidOperationException>(async () => await db.WriteAsync(unit =>
            Task.Run(async () => await db.Notes.InsertAsync(new Note { Text = "from a task" })).GetAwaiter().GetResult()));
        await Should.ThrowAsync<InvalidOperationException>(async () => await db.WriteAsync(unit => db.Write(inner => inner.Insert(new Note { Text = "blocking" }))));
        (await db.Notes.InsertAsync(new Note { Text = "outside" })).Id.ShouldBe(1);
    }

    [Fact]
    public async Task A_task_that_outlives_its_unit_may_write()
    {
        await using var db = await ShopDatabase.OpenTemporaryAsync();
        var unitIsDone = new TaskCompletionSource();
        Task? straggler = null;
        await db.WriteAsync(unit =>
        {
            straggler = Task.Run(async () =>
            {
                await unitIsDone.Task;
                await db.Notes.InsertAsync(new Note { Text = "later" });
            });
        });
        unitIsDone.SetResult();
        await straggler!;
        (await db.CountNotesAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_scope_is_of_no_use_after_its_unit_or_on_another_thread()
    {
        await using var db = await ShopDatabase.OpenTemporaryAsync();
        WriteScope? kept = null;
        await db.WriteAsync(unit =>
        {
            kept = unit;
            Should.Throw<InvalidOperationException>(() => Task.Run(() => unit.Insert(new Note { Text = "elsewhere" })).GetAwaiter().GetResult());
        });
        Should.Throw<InvalidOperationException>(() => kept!.Insert(new Note { Text = "too late" })).Message.ShouldContain("ended");
        (await db.CountNotesAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_deferred_key_may_be_broken_inside_a_unit_but_not_at_its_end()
    {
        await using var db = await TreeDatabase.OpenTemporaryAsync();
        await db.WriteAsync(unit =>
        {
            unit.Insert(new Node { Id = 2, Parent = 1 });
            unit.Insert(new Node { Id = 1 });
        });
        var violations = Enumerable.Range(0, 50).Select(i => i == 20
            ? db.WriteAsync(unit => { unit.Insert(new Node { Id = 1000, Parent = 999 }); }).AsTask()
            : db.Nodes.InsertAsync(new Node { Id = 10 + i, Parent = 1 }).AsTask()).ToArray();
        (await Should.ThrowAsync<ConstraintException>(async () => await Task.WhenAll(violations))).Kind.ShouldBe(ConstraintKind.ForeignKey);
        violations.Count(task => task.IsFaulted).ShouldBe(1);
        await Should.ThrowAsync<ConstraintException>(async () => await db.Nodes.InsertAsync(new Node { Id = 5000, Parent = 4999 }));
        (await db.Nodes.CountAsync()).ShouldBe(51);
    }

    [Fact]
    public async Task A_write_by_another_statement_in_the_unit_is_undone_with_it()
    {
        await using var db = await ShopDatabase.OpenTemporaryAsync();
        await db.Orders.InsertAsync(new Order { Number = "A-1", Customer = "Ada" });
        await Should.ThrowAsync<NotSupportedException>(async () => await db.WriteAsync(unit =>
        {
            unit.SetStateOf("Ada", OrderState.Paid).ShouldBe(1);
            throw new NotSupportedException();
        }));
        (await db.Orders.FindByNumberAsync("A-1"))!.State.ShouldBe(OrderState.Open);
    }
}
