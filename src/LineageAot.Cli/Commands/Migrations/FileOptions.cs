using System.CommandLine;

namespace LineageAot.Cli.Commands.Migrations;

/// <summary>The option that names the database's file; there is no usual place for a user's own database.</summary>
internal static class FileOptions
{
    public static Option<string> Database() => new("--db") { Description = "The database's file.", HelpName = "file", Required = true };

    public static Option<bool> AllowDestructive() => new("--allow-destructive") { Description = "Allow what may lose rows or values. A verified copy of the file is made first." };

    /// <exception cref="UsageException">There is no such file.</exception>
    public static DatabaseOptions Existing(string path, bool allowDestructive = false) => File.Exists(path)
        ? new DatabaseOptions { Path = path, AllowDestructive = allowDestructive }
        : throw new UsageException($"There is no file '{path}'.");
}
