namespace LineageAot.Lineage.Tests.Catalog;

public sealed class DefinitionTests
{
    private static readonly DefinitionSpec Search = new(DefinitionKind.Tool, "search", """{"command":"find"}""") { Schema = """{"type":"object"}""", Type = "http", Description = "finds" };

    [Fact]
    public async Task The_same_content_is_the_same_version_and_another_one_the_next()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var first = await workspace.AddDefinitionAsync(Search);
        (first.Version, first.Enabled, first.Body, first.Schema).ShouldBe((1, true, Search.Body, Search.Schema));
        var disabled = await workspace.SetDefinitionEnabledAsync(first.Id, false);
        disabled.Enabled.ShouldBeFalse();
        (await workspace.AddDefinitionAsync(Search)).ShouldBe(disabled);
        var version = 1;
        foreach (var changed in new[] { Search with { Body = "{}" }, Search with { Schema = "{}" }, Search with { Type = null }, Search with { Description = null }, Search })
        {
            (await workspace.AddDefinitionAsync(changed)).Version.ShouldBe(++version);
        }

        (await workspace.AddDefinitionAsync(new DefinitionSpec(DefinitionKind.Flow, "search", "[]"))).Version.ShouldBe(1);
    }

    [Fact]
    public async Task Sixteen_at_once_add_one_version()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var rows = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () => await workspace.AddDefinitionAsync(Search))));
        rows.Select(static row => row.Id).Distinct().Count().ShouldBe(1);
        temporary.Scalar("select count(*) from definitions").ShouldBe(1);
    }

    [Fact]
    public async Task Without_a_version_the_newest_enabled_one_is_found_then_the_newest()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        (await workspace.FindDefinitionAsync(DefinitionKind.Tool, "search")).ShouldBeNull();
        var first = await workspace.AddDefinitionAsync(Search);
        var second = await workspace.AddDefinitionAsync(Search with { Description = "second" });
        (await workspace.FindDefinitionAsync(DefinitionKind.Tool, "search"))!.Id.ShouldBe(second.Id);
        await workspace.SetDefinitionEnabledAsync(second.Id, false);
        (await workspace.FindDefinitionAsync(DefinitionKind.Tool, "search"))!.Id.ShouldBe(first.Id);
        await workspace.SetDefinitionEnabledAsync(first.Id, false);
        (await workspace.FindDefinitionAsync(DefinitionKind.Tool, "search"))!.ShouldSatisfyAllConditions(row => row.Id.ShouldBe(second.Id), row => row.Enabled.ShouldBeFalse());
        (await workspace.FindDefinitionAsync(DefinitionKind.Tool, "search", 1))!.Id.ShouldBe(first.Id);
        (await workspace.FindDefinitionAsync(DefinitionKind.Flow, "search")).ShouldBeNull();
    }

    [Fact]
    public async Task Definitions_of_another_workspace_are_invisible_and_untouchable()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var main = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var other = await temporary.Store.GetOrAddWorkspaceAsync("other");
        var tool = await main.AddDefinitionAsync(Search);
        await Should.ThrowAsync<LineageNotFoundException>(async () => await other.SetDefinitionEnabledAsync(tool.Id, false));
        (await other.FindDefinitionAsync(DefinitionKind.Tool, "search")).ShouldBeNull();
        (await other.FindDefinitionAsync(DefinitionKind.Tool, "search", 1)).ShouldBeNull();
        (await other.ListDefinitionsAsync(new PageRequest(10) { WithTotal = true })).ShouldSatisfyAllConditions(page => page.Items.ShouldBeEmpty(), page => page.Total.ShouldBe(0));
        (await other.AddDefinitionAsync(Search)).Id.ShouldNotBe(tool.Id);
        (await main.FindDefinitionAsync(DefinitionKind.Tool, "search")).ShouldBe(tool);
    }

    [Fact]
    public async Task Lists_filter_by_kind_and_go_on_behind_a_page()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        foreach (var name in new[] { "b", "a" })
        {
            await workspace.AddDefinitionAsync(Search with { Name = name });
            await workspace.AddDefinitionAsync(Search with { Name = name, Body = "2" });
            await workspace.AddDefinitionAsync(new DefinitionSpec(DefinitionKind.Flow, name, "{}"));
        }

        var first = await workspace.ListDefinitionsAsync(new PageRequest(3) { WithTotal = true });
        var rest = await workspace.ListDefinitionsAsync(new PageRequest(3) { After = Cursor.Parse(first.Next!.ToString()) });
        first.Items.Concat(rest.Items).Select(static row => $"{row.Kind}:{row.Name}{row.Version}").ShouldBe(["Flow:a1", "Flow:b1", "Tool:a1", "Tool:a2", "Tool:b1", "Tool:b2"]);
        first.Total.ShouldBe(6);
        var tools = await workspace.ListDefinitionsAsync(new PageRequest(9) { WithTotal = true }, DefinitionKind.Tool);
        (tools.Items.Count, tools.Total).ShouldBe((4, 4));
    }

    [Fact]
    public async Task Bad_input_is_refused_before_anything_is_written()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        await Should.ThrowAsync<ArgumentException>(async () => await workspace.AddDefinitionAsync(Search with { Name = "" }));
        (await Should.ThrowAsync<ArgumentException>(async () => await workspace.AddDefinitionAsync(Search with { Schema = null }))).ParamName.ShouldBe("Schema");
        (await Should.ThrowAsync<ArgumentException>(async () => await workspace.AddDefinitionAsync(Search with { Schema = "{" }))).ParamName.ShouldBe("Schema");
        (await Should.ThrowAsync<ArgumentException>(async () => await workspace.AddDefinitionAsync(Search with { Body = "no" }))).ParamName.ShouldBe("Body");
        await Should.ThrowAsync<ArgumentNullException>(async () => await workspace.AddDefinitionAsync(Search with { Body = null! }));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await workspace.FindDefinitionAsync(DefinitionKind.Tool, "search", 0));
        await Should.ThrowAsync<LineageNotFoundException>(async () => await workspace.SetDefinitionEnabledAsync(default, true));
        temporary.Scalar("select count(*) from definitions").ShouldBe(0);
    }
}
