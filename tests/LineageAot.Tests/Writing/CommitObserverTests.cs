using System.Collections.Concurrent;

namespace LineageAot.Tests.Writing;

public sealed class CommitObserverTests
{
    [Fact]
    public async Task It_reads_inside_the_transaction_and_is_told_before_whoever_wrote()
    {
        await using var db = await ShopDatabase.OpenTemporaryAsync();
        var seen = new Observer { Read = static unit => unit.Table<Note>().Count() };
        db.AddCommitObserver(seen, "NOTES");
        await db.Notes.InsertAsync(new Note { Text = "a" });
        seen.Calls.ShouldBe(["committing 1", "committed"]);
        await db.Orders.InsertAsync(new Order { Number = "A-1", Customer = "Ada" });
        seen.Calls.Count.ShouldBe(2, "another table");
        await db.WriteAsync(unit => unit.Insert(new Note { Text = "b" }));
        seen.Calls.ShouldBe(["committing 1", "committed", "committing 2", "committed"]);
    }

    [Fact]
    public async Task It_is_told_once_a_transaction()
    {
        await using var db = await ShopDatabase.OpenTemporaryAsync();
        var seen = new Observer { Read = static unit => unit.Table<Note>().Count() };
        db.AddCommitObserver(seen, "notes");
        using var isIn = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var first = db.WriteAsync(_ =>
        {
            isIn.Set();
            goOn.Wait(TimeSpan.FromSeconds(30));
        }).AsTask();
        isIn.Wait(TimeSpan.FromSeconds(30)).ShouldBeTrue();
        var others = Enumerable.Range(0, 20).Select(i => db.Notes.InsertAsync(new Note { Text = $"{i}" }).AsTask()).ToArray();
        goOn.Set();
        await first;
        await Task.WhenAll(others);
        seen.Calls.ShouldBe(["committing 20", "committed"]);
    }

    [Fact]
    public async Task What_was_undone_is_no_commit()
    {
        await using var db = await ShopDatabase.OpenTemporaryAsync();
        var seen = new Observer { Read = static unit => unit.Table<Note>().Count() };
        db.AddCommitObserver(seen, "notes");
        await Should.ThrowAsync<InvalidOperationException>(async () => await db.WriteAsync(unit =>
        {
            unit.Insert(new Note { Text = "undone" });
            throw new InvalidOperationException();
        }));
        seen.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("committing")]
    [InlineData("committed")]
    public async Task One_that_throws_harms_no_write_and_no_other_observer(string where)
    {
        await using var db = await ShopDatabase.OpenTemporaryAsync();
        var bad = new Observer { Read = unit => where == "committing" ? throw new InvalidOperationException("bad") : 0, Then = () => throw new InvalidOperationException("bad") };
        var good = new Observer { Read = static unit => unit.Table<Note>().Count() };
        db.AddCommitObserver(bad, "notes");
        db.AddCommitObserver(good, "notes");
        await db.Notes.InsertAsync(new Note { Text = "a" });
        (await db.Notes.CountAsync()).ShouldBe(1);
        good.Calls.ShouldBe(["committing 1", "committed"]);
        bad.Calls.ShouldBe(where == "committing" ? [] : ["committing 0", "committed"]);
    }

    [Fact]
    public async Task One_that_waits_for_the_writer_is_refused_and_its_unit_cant_be_kept()
    {
        await using var db = await ShopDatabase.OpenTemporaryAsync();
        WriteScope? kept = null;
        Exception? refused = null;
        db.AddCommitObserver(
            new Observer
            {
                Read = unit =>
                {
                    kept = unit;
                    return 0;
                },
                Then = () => refused = Record.Exception(() => db.Write(static unit => unit.Insert(new Note { Text = "b" }))),
            },
            "notes");
        await db.Notes.InsertAsync(new Note { Text = "a" });
        refused.ShouldBeOfType<InvalidOperationException>();
        Should.Throw<InvalidOperationException>(() => kept!.Table<Note>().Count());
    }

    [Fact]
    public async Task It_is_told_when_the_file_is_let_go()
    {
        var db = await ShopDatabase.OpenTemporaryAsync();
        var seen = new Observer();
        db.AddCommitObserver(seen, "notes");
        await db.PauseAsync();
        seen.Calls.ShouldBe(["released"]);
        await db.ResumeAsync();
        await db.Notes.InsertAsync(new Note { Text = "a" });
        await db.DisposeAsync();
        seen.Calls.ShouldBe(["released", "committing 0", "committed", "released"]);
    }

    [Fact]
    public async Task Its_concern_degrades_the_health()
    {
        await using var db = await ShopDatabase.OpenTemporaryAsync();
        var before = await db.CheckHealthAsync();
        db.AddCommitObserver(new Observer { Concern = "Something is missing." }, "notes");
        var health = await db.CheckHealthAsync();
        (before.Status, health.Status).ShouldBe((HealthStatus.Healthy, HealthStatus.Degraded));
        health.Notes.Except(before.Notes).ShouldBe(["Something is missing."]);
    }

    private sealed class Observer : ICommitObserver
    {
        public ConcurrentQueue<string> Calls { get; } = new();

        public Func<WriteScope, long> Read { get; init; } = static _ => 0;

        public Action Then { get; init; } = static () => { };

        public string? Concern { get; init; }

        public void Committing(WriteScope unit) => Calls.Enqueue($"committing {Read(unit)}");

        public void Committed()
        {
            Calls.Enqueue("committed");
            Then();
        }

        public void Released() => Calls.Enqueue("released");
    }
}
