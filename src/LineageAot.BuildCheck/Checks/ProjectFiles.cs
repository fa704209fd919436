using LineageAot.Schema;
using LineageAot.Schema.Migrations;

namespace LineageAot.BuildCheck.Checks;

/// <summary>Where findings are shown: the project's file, and those of its migrations.</summary>
/// <param name="project">The project file's path; findings about the records stand there.</param>
/// <param name="migrationFiles">The paths of the migration files, where they are known.</param>
/// <param name="pathMap">What the compiler was told to write in the place of paths: <c>folder=name</c>, with commas between (its option PathMap).</param>
internal sealed class ProjectFiles(string project, IReadOnlyList<string> migrationFiles, string pathMap = "")
{
    private const string Folder = "Migrations";

    public string Project { get; } = project;

    /// <summary>A project with all files below its folder Migrations.</summary>
    public static ProjectFiles Of(string project)
    {
        var folder = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(project))!, Folder);
        return new ProjectFiles(project, Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*.sql", SearchOption.AllDirectories).Order(StringComparer.Ordinal)] : []);
    }

    /// <summary>A migration's file. Its number may be written with more digits than needed, and the project may have taken it from elsewhere.</summary>
    public string FileOf(string migrationsFolder, Migration migration)
        => migrationFiles.FirstOrDefault(file => FolderOf(file) == migrationsFolder && MigrationFileName.TryParse(Path.GetFileName(file), out var version, out var name) && version == migration.Version && name == migration.Name)
            ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(Project))!, Folder, migrationsFolder, migration.FileName);

    /// <summary>A source file as it is on this machine: a build machine's compiler writes other folders into assemblies.</summary>
    public string SourceFile(string written)
    {
        foreach (var (folder, name) in pathMap.Split(',').Select(static pair => pair.Split('=', 2)).Where(static pair => pair.Length == 2).Select(static pair => (pair[0].Trim(), pair[1].Trim())))
        {
            if (name.Length > 0 && written.StartsWith(name, StringComparison.Ordinal))
            {
                return folder + written[name.Length..];
            }
        }

        return written;
    }

    /// <summary>As the generator sees it: what stands between the last folder Migrations and the file's name.</summary>
    private static string? FolderOf(string file)
    {
        var parts = file.Split('/', '\\');
        return Array.LastIndexOf(parts, Folder) is >= 0 and var root ? string.Join('/', parts[(root + 1)..^1]) : null;
    }
}
