using System.CommandLine;
using System.Text.Json;
using LineageAot.Cli.Rendering;
using LineageAot.Lineage;

namespace LineageAot.Cli.Commands;

/// <summary><c>lineage settings</c></summary>
internal static class SettingsCommand
{
    private const int DefaultSize = 50;

    public static Command Create()
    {
        // Recursive: before or behind the verb they mean the same store.
        var database = CommonOptions.Database();
        var json = CommonOptions.Json();
        database.Recursive = true;
        json.Recursive = true;
        var command = new Command("settings", "Show and change the store's settings: JSON values under keys, for the programs that use the store. They belong to the whole store, to no workspace.")
        {
            List(database, json),
            Get(database, json),
            Set(database, json),
            Delete(database, json),
            database,
            json,
        };
        command.SetAction((parsed, cancellationToken) => ListAsync(CommonOptions.DatabasePath(parsed.GetValue(database)), new PageRequest(DefaultSize), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static Command List(Option<string?> database, Option<bool> json)
    {
        var limit = ListOptions.Limit();
        var after = ListOptions.After();
        var command = new Command("list", "List the settings by key.") { limit, after };
        command.SetAction((parsed, cancellationToken) => ListAsync(
            CommonOptions.DatabasePath(parsed.GetValue(database)), ListOptions.Page(parsed.GetValue(limit), parsed.GetValue(after)), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static Command Get(Option<string?> database, Option<bool> json)
    {
        var key = Key();
        var command = new Command("get", "Print a setting's value.") { key };
        command.SetAction((parsed, cancellationToken) => GetAsync(CommonOptions.DatabasePath(parsed.GetValue(database)), parsed.GetRequiredValue(key), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static Command Set(Option<string?> database, Option<bool> json)
    {
        var key = Key();
        var value = new Argument<string>("json") { Description = "The value, as JSON: 5, true, '\"text\"', '{\"a\":1}'." };
        value.Validators.Add(static result =>
        {
            if (result.Tokens.Count > 0 && !IsJson(result.Tokens[^1].Value))
            {
                result.AddError("The value isn't JSON. A text wants quotes of its own: '\"text\"'.");
            }
        });
        var version = new Option<int>("--schema-version") { Description = "The version of the value's form, from 1.", HelpName = "n", DefaultValueFactory = _ => 1 };
        version.Validators.Add(static result => CommonOptions.RequireRange(result, 1, int.MaxValue));
        var command = new Command("set", "Set a value. One of a newer form isn't replaced.") { key, value, version };
        command.SetAction((parsed, cancellationToken) => SetAsync(
            CommonOptions.DatabasePath(parsed.GetValue(database)), parsed.GetRequiredValue(key), parsed.GetRequiredValue(value), parsed.GetValue(version), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static Command Delete(Option<string?> database, Option<bool> json)
    {
        var key = Key();
        var command = new Command("delete", "Take a setting away.") { key };
        command.SetAction((parsed, cancellationToken) => DeleteAsync(CommonOptions.DatabasePath(parsed.GetValue(database)), parsed.GetRequiredValue(key), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static Argument<string> Key()
    {
        var key = new Argument<string>("key") { Description = "The setting's key." };
        key.Validators.Add(static result =>
        {
            if (result.Tokens.Count > 0 && string.IsNullOrWhiteSpace(result.Tokens[^1].Value))
            {
                result.AddError("A setting's key isn't empty.");
            }
        });
        return key;
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static async Task<int> ListAsync(string database, PageRequest request, bool json, CancellationToken cancellationToken)
    {
        await using var store = await StoreAccess.OpenForReadingAsync(database);
        var page = await ListOptions.ReadAsync(request.After?.ToString(), () => store.Settings.ListAsync(request, cancellationToken));
        var table = new TextTable("key", "value", "version", "changed") { Flexible = ["key", "value"] };
        foreach (var row in page.Items)
        {
            if (json)
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(ReportOf(row), StoreJson.Default.SettingReport));
            }
            else
            {
                table.Add(row.Key, row.Value, Sizes.Count(row.SchemaVersion), Words.Of(row.UpdatedAt));
            }
        }

        if (!json)
        {
            table.WriteTo(Console.Out);
        }

        ListOptions.Finish(json, page.Next?.ToString(), null);
        return ExitCodes.Done;
    }

    private static async Task<int> GetAsync(string database, string key, bool json, CancellationToken cancellationToken)
    {
        await using var store = await StoreAccess.OpenForReadingAsync(database);
        if (await store.Database.Table<SettingRow>().FindAsync(key, cancellationToken) is not { } row)
        {
            Console.Error.WriteLine($"There is no setting '{CellText.Line(key)}'. `lineage settings` lists them.");
            return ExitCodes.Failed;
        }

        Console.Out.WriteLine(json ? JsonSerializer.Serialize(ReportOf(row), StoreJson.Default.SettingReport) : CellText.Block(row.Value));
        return ExitCodes.Done;
    }

    private static async Task<int> SetAsync(string database, string key, string value, int version, bool json, CancellationToken cancellationToken)
    {
        await using var store = await StoreAccess.OpenExistingForWritingAsync(database);
        using var document = JsonDocument.Parse(value);
        await store.Settings.SetAsync(key, document.RootElement, StoreJson.Default.JsonElement, version, cancellationToken);
        Tell(key, "set", json);
        return ExitCodes.Done;
    }

    private static async Task<int> DeleteAsync(string database, string key, bool json, CancellationToken cancellationToken)
    {
        await using var store = await StoreAccess.OpenExistingForWritingAsync(database);
        if (!await store.Settings.DeleteAsync(key, cancellationToken))
        {
            Console.Error.WriteLine($"There is no setting '{CellText.Line(key)}'. Nothing was changed.");
            return ExitCodes.Failed;
        }

        Tell(key, "deleted", json);
        return ExitCodes.Done;
    }

    private static void Tell(string key, string result, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(new SettingChangeReport(key, result), StoreJson.Default.SettingChangeReport));
        }
    }

    private static SettingReport ReportOf(SettingRow row) => new(row.Key, Words.Json(row.Value)!.Value, row.SchemaVersion, row.CreatedAt, row.UpdatedAt);
}
