using System.Text.Json.Serialization;

namespace LineageAot.Lineage.Tests.Catalog;

public sealed record Theme(string Name, int Size);

[JsonSerializable(typeof(Theme))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(double))]
internal sealed partial class SettingsJson : JsonSerializerContext;

public sealed class SettingsTests
{
    [Fact]
    public async Task A_setting_is_read_as_it_was_set_until_it_is_deleted()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var settings = temporary.Store.Settings;
        (await settings.GetAsync("theme", SettingsJson.Default.Theme)).ShouldBeNull();
        (await settings.GetAsync("level", SettingsJson.Default.Int32)).ShouldBe(0);
        await settings.SetAsync("theme", new Theme(CatalogRows.OddText, 3), SettingsJson.Default.Theme);
        await settings.SetAsync("level", 7, SettingsJson.Default.Int32);
        (await settings.GetAsync("theme", SettingsJson.Default.Theme)).ShouldBe(new Theme(CatalogRows.OddText, 3));
        (await settings.GetAsync("level", SettingsJson.Default.Int32)).ShouldBe(7);
        await settings.SetAsync("level", 8, SettingsJson.Default.Int32);
        (await settings.GetAsync("level", SettingsJson.Default.Int32)).ShouldBe(8);
        var page = await settings.ListAsync(new PageRequest(1) { WithTotal = true });
        (page.Items[0].Key, page.Items[0].Value, page.Total).ShouldBe(("level", "8", 2));
        (await settings.ListAsync(new PageRequest(1) { After = page.Next })).Items[0].Key.ShouldBe("theme");
        (await settings.DeleteAsync("level")).ShouldBeTrue();
        (await settings.DeleteAsync("level")).ShouldBeFalse();
        (await settings.GetAsync("level", SettingsJson.Default.Int32)).ShouldBe(0);
    }

    [Fact]
    public async Task The_same_value_again_changes_nothing()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () => await temporary.Store.Settings.SetAsync("level", 7, SettingsJson.Default.Int32))));
        temporary.Scalar("select count(*) from settings where updated_at = created_at").ShouldBe(1);
        var before = (await temporary.Store.Settings.ListAsync(new PageRequest(1))).Items[0];
        await temporary.Store.Settings.SetAsync("level", 7, SettingsJson.Default.Int32);
        (await temporary.Store.Settings.ListAsync(new PageRequest(1))).Items[0].ShouldBe(before);
    }

    [Fact]
    public async Task An_older_form_is_brought_up_to_date_and_a_newer_one_is_refused()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var settings = temporary.Store.Settings;
        await settings.SetAsync("theme", "dark", SettingsJson.Default.String);
        (await settings.GetAsync("theme", SettingsJson.Default.Theme, 2, static (version, json) => new Theme(json.GetString()!, version))).ShouldBe(new Theme("dark", 1));
        (await Should.ThrowAsync<LineageConflictException>(async () => await settings.GetAsync("theme", SettingsJson.Default.Theme, 2))).Message.ShouldContain("version 1");
        await settings.SetAsync("theme", new Theme("dark", 2), SettingsJson.Default.Theme, 2);
        (await settings.GetAsync("theme", SettingsJson.Default.Theme, 2, static (_, _) => throw new InvalidOperationException("not asked for"))).ShouldBe(new Theme("dark", 2));
        (await Should.ThrowAsync<LineageConflictException>(async () => await settings.GetAsync("theme", SettingsJson.Default.Theme))).Message.ShouldContain("a newer program wrote it");
        (await Should.ThrowAsync<LineageConflictException>(async () => await settings.GetAsync("theme", SettingsJson.Default.Theme, 1, static (_, _) => null!))).Message.ShouldContain("version 2");
        await Should.ThrowAsync<LineageConflictException>(async () => await settings.SetAsync("theme", "light", SettingsJson.Default.String));
        (await settings.GetAsync("theme", SettingsJson.Default.Theme, 2)).ShouldBe(new Theme("dark", 2));
    }

    [Fact]
    public async Task What_does_not_fit_the_type_says_which_setting_and_not_what_it_holds()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var settings = temporary.Store.Settings;
        await settings.SetAsync("level", "secret", SettingsJson.Default.String);
        var error = await Should.ThrowAsync<InvalidValueException>(async () => await settings.GetAsync("level", SettingsJson.Default.Int32));
        error.Message.ShouldContain("'level'");
        error.Message.ShouldNotContain("secret");
    }

    [Fact]
    public async Task Bad_input_is_refused_before_anything_is_written()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var settings = temporary.Store.Settings;
        await Should.ThrowAsync<ArgumentException>(async () => await settings.SetAsync("", 1, SettingsJson.Default.Int32));
        await Should.ThrowAsync<ArgumentException>(async () => await settings.GetAsync(" ", SettingsJson.Default.Int32));
        await Should.ThrowAsync<ArgumentException>(async () => await settings.DeleteAsync(""));
        await Should.ThrowAsync<ArgumentNullException>(async () => await settings.SetAsync("a", 1, null!));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await settings.SetAsync("a", 1, SettingsJson.Default.Int32, 0));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await settings.GetAsync("a", SettingsJson.Default.Int32, 0));
        await Should.ThrowAsync<ArgumentException>(async () => await settings.SetAsync("a", double.NaN, SettingsJson.Default.Double));
        temporary.Scalar("select count(*) from settings").ShouldBe(0);
    }

    [Fact]
    public async Task A_workspace_has_settings_of_its_own()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var main = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var other = await temporary.Store.GetOrAddWorkspaceAsync("other");
        (await main.GetSettingsAsync(SettingsJson.Default.Theme)).ShouldBeNull();
        await main.SetSettingsAsync(new Theme("dark", 1), SettingsJson.Default.Theme);
        (await main.GetSettingsAsync(SettingsJson.Default.Theme)).ShouldBe(new Theme("dark", 1));
        (await other.GetSettingsAsync(SettingsJson.Default.Theme)).ShouldBeNull();
        await Should.ThrowAsync<InvalidValueException>(async () => await main.GetSettingsAsync(SettingsJson.Default.Int32));
        await main.SetSettingsAsync(null, SettingsJson.Default.Theme);
        temporary.Scalar("select count(*) from workspaces where settings is not null").ShouldBe(0);
    }
}
