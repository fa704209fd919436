using System.CommandLine;
using LineageAot.Cli.Rendering;
using LineageAot.Lineage;

namespace LineageAot.Cli.Commands;

/// <summary><c>lineage backup</c></summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var path = new Argument<string?>("path") { Description = "The new file; it must not exist.", Arity = ArgumentArity.ZeroOrOne };
        var folder = new Option<string?>("--folder") { Description = "In place of a path: a folder that exists. The file gets a name made of the store's and the time, and old ones are deleted.", HelpName = "folder" };
        var keep = new Option<int?>("--keep") { Description = "How many backups stay in the folder, the newest: 1 to 100,000. Without it: 24.", HelpName = "n" };
        keep.Validators.Add(static result => CommonOptions.RequireRange(result, 1, 100_000));
        var days = new Option<int?>("--keep-days") { Description = "Those in the folder that are older go as well, but for the newest: 1 to 36,500 days.", HelpName = "days" };
        days.Validators.Add(static result => CommonOptions.RequireRange(result, 1, 36_500));
        var database = CommonOptions.Database();
        var json = CommonOptions.Json();
        var command = new Command("backup", "Copy the store as it is at one moment, also while a program writes to it. The copy is checked.") { path, folder, keep, days, database, json };
        command.Validators.Add(result =>
        {
            var (hasPath, hasFolder) = (result.GetValue(path) is { Length: > 0 }, result.GetValue(folder) is { Length: > 0 });
            if (hasPath == hasFolder)
            {
                result.AddError("Say where to: a path, or --folder.");
            }
            else if (hasPath && (result.GetResult(keep) is not null || result.GetResult(days) is not null))
            {
                result.AddError("--keep and --keep-days are of a folder: name it with --folder.");
            }
        });
        command.SetAction((parsed, cancellationToken) => RunAsync(
            CommonOptions.DatabasePath(parsed.GetValue(database)), parsed.GetValue(path), FolderOf(parsed.GetValue(folder), parsed.GetValue(keep), parsed.GetValue(days)),
            new CommandOutput(parsed, parsed.GetValue(json)), cancellationToken));
        return command;
    }

    private static BackupFolder? FolderOf(string? path, int? keep, int? days)
        => path is null ? null : new BackupFolder { Path = path, KeepCount = keep ?? 24, KeepFor = days is { } number ? TimeSpan.FromDays(number) : null };

    private static async Task<int> RunAsync(string database, string? path, BackupFolder? folder, CommandOutput output, CancellationToken cancellationToken)
    {
        await using var store = await OpenAsync(database);
        string made;
        if (folder is not null)
        {
            made = await store.BackupToFolderAsync(folder, cancellationToken: cancellationToken);
        }
        else
        {
            made = Path.GetFullPath(path!);
            await store.BackupAsync(made, cancellationToken);
        }

        var bytes = new FileInfo(made).Length;
        if (output.IsJson)
        {
            output.WriteJson(new BackupReport("backup", made, bytes, store.Database.Options.Access != DatabaseAccess.ReadOnly, store.IsSplit ? true : null), UpkeepJson.Default.BackupReport);
        }
        else
        {
            output.Results.WriteLine($"{CellText.Line(made)} ({Sizes.Bytes(bytes)}){(store.IsSplit ? ", and its events beside it" : "")}");
        }

        return ExitCodes.Done;
    }

    /// <summary>For writing, so that the backup leaves a row; read-only where a program holds the store, or where it's of another version: before an upgrade it's wanted as it is.</summary>
    private static async Task<LineageStore> OpenAsync(string database)
    {
        try
        {
            return await StoreAccess.OpenUnchangedAsync(database, DatabaseAccess.ReadWrite);
        }
        catch (LineageException error) when (error is not DatabaseCorruptException)
        {
            return await StoreAccess.OpenUnchangedAsync(database, DatabaseAccess.ReadOnly);
        }
    }
}
