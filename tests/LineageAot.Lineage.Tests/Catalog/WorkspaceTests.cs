namespace LineageAot.Lineage.Tests.Catalog;

public sealed class WorkspaceTests
{
    [Fact]
    public async Task A_workspace_is_renamed_unless_another_one_has_the_name()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var store = temporary.Store;
        var main = await store.GetOrAddWorkspaceAsync("main");
        await store.GetOrAddWorkspaceAsync("other");
        var renamed = await store.RenameWorkspaceAsync(main.Id, "library");
        (renamed.Id, renamed.Name).ShouldBe((main.Id, "library"));
        await store.RenameWorkspaceAsync(main.Id, "library");
        await Should.ThrowAsync<LineageConflictException>(async () => await store.RenameWorkspaceAsync(main.Id, "other"));
        await Should.ThrowAsync<ArgumentException>(async () => await store.RenameWorkspaceAsync(main.Id, " "));
        await Should.ThrowAsync<LineageNotFoundException>(async () => await store.RenameWorkspaceAsync(default, "none"));
        (await store.ListWorkspacesAsync()).Select(static row => row.Name).ShouldBe(["library", "other"]);
    }

    [Fact]
    public async Task A_workspace_is_archived_and_used_again_but_never_called_back_from_being_deleted()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var store = temporary.Store;
        var main = await store.GetOrAddWorkspaceAsync("main");
        (await store.ArchiveWorkspaceAsync(main.Id)).Status.ShouldBe(WorkspaceStatus.Archived);
        (await store.ArchiveWorkspaceAsync(main.Id)).Status.ShouldBe(WorkspaceStatus.Archived);
        (await store.ActivateWorkspaceAsync(main.Id)).Status.ShouldBe(WorkspaceStatus.Active);
        await Should.ThrowAsync<LineageNotFoundException>(async () => await store.ArchiveWorkspaceAsync(default));
        await store.Database.WriteAsync(unit => unit.SetWorkspaceStatus(main.Id, WorkspaceStatus.Deleting, store.Now));
        await Should.ThrowAsync<LineageConflictException>(async () => await store.ActivateWorkspaceAsync(main.Id));
        await Should.ThrowAsync<LineageConflictException>(async () => await store.RenameWorkspaceAsync(main.Id, "new"));
        await Should.ThrowAsync<LineageConflictException>(async () => await main.SetSettingsAsync("a", SettingsJson.Default.String));
        (await store.ListWorkspacesAsync())[0].ShouldSatisfyAllConditions(row => row.Status.ShouldBe(WorkspaceStatus.Deleting), row => row.Name.ShouldBe("main"));
    }
}
