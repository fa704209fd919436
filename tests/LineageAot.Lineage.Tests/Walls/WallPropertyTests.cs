namespace LineageAot.Lineage.Tests.Walls;

public sealed class WallPropertyTests
{
    /// <summary>Methods that take no key, or make something new, so that they give nothing of what there was.</summary>
    private const int MethodsThatGiveOwnThings = 40;

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(300)]
    public async Task Nothing_of_another_workspace_is_seen_or_touched_by_any_method(int seed)
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspaces = new List<Workspace>();
        foreach (var name in new[] { "left", "right", "third" })
        {
            workspaces.Add(await temporary.Store.GetOrAddWorkspaceAsync(name));
            await WallData.FillAsync(workspaces[^1], seed, operations: 60);
        }

        var (own, other) = (workspaces[0], workspaces[1]);
        var config = (await temporary.Store.GetOrAddChunkConfigAsync(new ChunkConfigSpec("sentences", "1") { ChunkSize = 512 })).Id;
        var foreign = new ForeignCall(await WallKeys.OfAsync(temporary, other), config);
        var dump = await WallKeys.DumpAsync(other);
        var third = await WallKeys.DumpAsync(workspaces[2]);
        var secrets = WallKeys.GuidsIn(dump + third);
        secrets.ExceptWith(WallKeys.GuidsIn(await WallKeys.DumpAsync(own)));
        secrets.Remove(config.Value.ToString());
        secrets.Count.ShouldBeGreaterThan(100);
        await EachAsync(own, foreign, async (method, result) =>
        {
            WallKeys.GuidsIn(result ?? "").Intersect(secrets).ShouldBe([], method);
            (result ?? "").ShouldNotContain("mark of right", Case.Sensitive, method);
            (result ?? "").ShouldNotContain("mark of third", Case.Sensitive, method);
            (await WallKeys.DumpAsync(other)).ShouldBe(dump, method);
        });
        (await WallKeys.DumpAsync(workspaces[2])).ShouldBe(third);
    }

    [Fact]
    public async Task The_same_calls_with_ones_own_keys_do_see_things()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var own = await temporary.Store.GetOrAddWorkspaceAsync("left");
        await WallData.FillAsync(own, 1, operations: 10);
        var config = (await temporary.Store.GetOrAddChunkConfigAsync(new ChunkConfigSpec("sentences", "1") { ChunkSize = 512 })).Id;
        var calls = new ForeignCall(await WallKeys.OfAsync(temporary, own), config);
        var keys = WallKeys.GuidsIn(await WallKeys.DumpAsync(own));
        var seeing = new HashSet<string>();
        await EachAsync(own, calls, (method, result) =>
        {
            if (WallKeys.GuidsIn(result ?? "").Overlaps(keys))
            {
                seeing.Add(method);
            }

            return Task.CompletedTask;
        });
        seeing.Count.ShouldBeGreaterThanOrEqualTo(MethodsThatGiveOwnThings);
    }

    [Fact]
    public async Task A_lease_takes_nothing_of_another_workspace()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var (left, right) = (await temporary.Store.GetOrAddWorkspaceAsync("left"), await temporary.Store.GetOrAddWorkspaceAsync("right"));
        await WallData.FillAsync(left, 1, operations: 0);
        await WallData.FillAsync(right, 1, operations: 0);
        var (own, foreign) = ((await left.FindEmbeddingSetAsync("default"))!.Id, (await right.FindEmbeddingSetAsync("default"))!.Id);
        await using var mine = await left.LeaseStaleAsync(own, "w", 10, TimeSpan.FromMinutes(1));
        await using var theirs = await right.LeaseStaleAsync(foreign, "w", 10, TimeSpan.FromMinutes(1));
        var dump = await WallKeys.DumpAsync(right);
        theirs.Items.ShouldNotBeEmpty();
        await Should.ThrowAsync<ArgumentException>(async () => await mine.CompleteAsync(theirs.Items.Select(Embeddings.EmbeddingStore.Vector)));
        await Should.ThrowAsync<ArgumentException>(async () => await mine.FailAsync(theirs.Items, ErrorCategory.Permanent, "x"));
        (await WallKeys.DumpAsync(right)).ShouldBe(dump);
    }

    private static async Task EachAsync(Workspace workspace, ForeignCall call, Func<string, string?, Task> check)
    {
        foreach (var type in new[] { typeof(Workspace), typeof(RunScope), typeof(SyncSession) })
        {
            foreach (var method in ForeignCall.MethodsOf(type))
            {
                for (var variant = 0; variant < (ForeignCall.HasVariants(method) ? ForeignCall.Variants : 1); variant++)
                {
                    await using var run = await workspace.StartRunAsync(new RunRequest("custom"));
                    await using var sync = await run.BeginSyncAsync("memory");
                    object target = type == typeof(Workspace) ? workspace : type == typeof(RunScope) ? run : sync;
                    await check($"{type.Name}.{method}", await call.MakeAsync(target, method, variant));
                }
            }
        }
    }
}
