namespace LineageAot.Lineage.Tests.Runs;

public sealed class RunEdgeTests
{
    [Fact]
    public async Task Edges_of_a_users_own_are_left_once()
    {
        await using var setup = await RunSetup.OpenAsync();
        await using var run = await setup.Workspace.StartRunAsync(new RunRequest("report"));
        var mine = Guid.NewGuid();
        await run.AddInputAsync(EntityType.Custom, mine);
        await run.AddInputAsync(EntityType.Custom, mine);
        await run.AddInputAsync(EntityType.Custom, mine, "template");
        await run.AddOutputAsync(EntityType.Custom, mine);
        setup.Scalar("select count(*) from run_io where direction = 'in' and entity_type = 'custom'").ShouldBe(2);
        setup.Scalar("select count(*) from run_io where direction = 'out'").ShouldBe(1);
        await Should.ThrowAsync<ArgumentException>(async () => await run.AddInputAsync(EntityType.Custom, mine, " "));
    }

    [Fact]
    public async Task Nothing_of_another_workspace_gets_an_edge()
    {
        await using var setup = await RunSetup.OpenAsync();
        var other = await setup.Store.GetOrAddWorkspaceAsync("other");
        await using var theirs = await other.StartRunAsync(new RunRequest("index"));
        var source = (await theirs.IngestVersionAsync(TemporaryStore.Item("a.txt", "one"))).SourceId;
        await using var run = await setup.Workspace.StartRunAsync(new RunRequest("report"));
        foreach (var type in Enum.GetValues<EntityType>().Where(type => type != EntityType.Custom))
        {
            await Should.ThrowAsync<LineageNotFoundException>(async () => await run.AddOutputAsync(type, source.Value), type.ToString());
        }

        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await run.AddOutputAsync((EntityType)99, source.Value));
        setup.Scalar($"select count(*) from run_io where hex(run_id) = '{run.Id.Value.ToByteArray(bigEndian: true).Aggregate("", static (text, one) => text + one.ToString("X2", System.Globalization.CultureInfo.InvariantCulture))}'").ShouldBe(0);
        await theirs.AddInputAsync(EntityType.Source, source.Value);
    }

    [Fact]
    public async Task A_unit_of_ones_own_is_whole_or_not_at_all()
    {
        await using var setup = await RunSetup.OpenAsync();
        await using var run = await setup.Workspace.StartRunAsync(new RunRequest("report"));
        var mine = Guid.NewGuid();
        await Should.ThrowAsync<InvalidOperationException>(async () => await run.WriteAsync(unit =>
        {
            unit.AddOutput(EntityType.Custom, mine);
            unit.Scope.Insert(new LogEntry { Level = LogEntryLevel.Information, Category = "mine", Message = "one" });
            throw new InvalidOperationException("no");
        }));
        setup.Scalar("select count(*) from run_io").ShouldBe(0);

        (await run.WriteAsync(unit =>
        {
            unit.AddInput(EntityType.Custom, mine);
            unit.AddOutput(EntityType.Custom, mine, "report");
            return unit.RunId;
        })).ShouldBe(run.Id);
        setup.Scalar("select count(*) from run_io").ShouldBe(2);
    }
}
