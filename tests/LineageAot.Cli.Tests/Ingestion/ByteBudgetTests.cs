using LineageAot.Cli.Ingestion;

namespace LineageAot.Cli.Tests.Ingestion;

public sealed class ByteBudgetTests
{
    [Fact]
    public void Who_asks_waits_in_turn_until_there_is_room()
    {
        var budget = new ByteBudget(100);
        budget.TakeAsync(60).IsCompleted.ShouldBeTrue();
        var large = budget.TakeAsync(50).AsTask();
        var small = budget.TakeAsync(10).AsTask();
        (large.IsCompleted, small.IsCompleted).ShouldBe((false, false));
        budget.Return(60);
        (large.IsCompleted, small.IsCompleted).ShouldBe((true, true));
    }

    [Fact]
    public void What_is_larger_than_all_of_it_passes_alone()
    {
        var budget = new ByteBudget(100);
        budget.TakeAsync(1000).IsCompleted.ShouldBeTrue();
        var next = budget.TakeAsync(1).AsTask();
        next.IsCompleted.ShouldBeFalse();
        budget.Return(1000);
        next.IsCompleted.ShouldBeTrue();
    }
}
