using LineageAot.BuildCheck.Assemblies;
using LineageAot.Migrations;
using LineageAot.Schema;

namespace LineageAot.Cli.Projects;

/// <summary>A database of a built project or assembly, with its migrations.</summary>
/// <param name="Schema">Its tables and migrations. Of a project the migrations are the files as they lie on the disk, of an assembly those that it has inside.</param>
/// <param name="Folder">Where its migration files are; null for an assembly alone.</param>
internal sealed record MigrationProject(DatabaseSchema Schema, MigrationFolder? Folder)
{
    /// <summary>Builds the project or takes the assembly, and reads its metadata.</summary>
    /// <exception cref="UsageException">There is no such project, or no such database in it.</exception>
    /// <exception cref="BuildFailedException">It doesn't build.</exception>
    /// <exception cref="AssemblyReadException">The assembly can't be read.</exception>
    public static async Task<MigrationProject> LoadAsync(ProjectSource source, CancellationToken cancellationToken)
    {
        if (source.Assembly is { } assembly)
        {
            if (source.Project is not null)
            {
                throw new UsageException("--project and --assembly name two sources. Give one of them.");
            }

            var full = Path.GetFullPath(assembly);
            return new MigrationProject(Choose(AssemblyReader.ReadSome(full, AssemblyReferences.Beside(full)), source.Database).Schema, null);
        }

        var project = ProjectFile.Find(source.Project);
        var build = await ProjectBuild.RunAsync(project, source.Configuration, source.Framework, source.IsBuilt, cancellationToken);
        var chosen = Choose(AssemblyReader.ReadSome(build.Assembly, AssemblyReferences.Of(build.References)), source.Database);
        var folder = MigrationFolder.Read(Path.Combine(Path.GetDirectoryName(project)!, "Migrations", chosen.MigrationsFolder));
        return new MigrationProject(With(chosen.Schema, folder.ToMigrations()), folder);
    }

    /// <summary>A database by its class's name, with or without its namespace.</summary>
    private static AssemblyDatabase Choose(IReadOnlyList<AssemblyDatabase> databases, string? name)
    {
        AssemblyDatabase[] found = [.. databases.Where(database => name is null || database.Schema.Name == name || database.Schema.Name.EndsWith("." + name, StringComparison.Ordinal))];
        var names = string.Join(", ", databases.Select(static database => database.Schema.Name));
        return found switch
        {
            [var single] => single,
            [] => throw new UsageException($"There is no database '{name}'. There are: {names}."),
            _ => throw new UsageException($"There are several databases: {names}. Name one with --database."),
        };
    }

    private static DatabaseSchema With(DatabaseSchema schema, Migration[] migrations) => new()
    {
        Name = schema.Name,
        Tables = schema.Tables,
        Includes = schema.Includes,
        Migrations = migrations,
        Engine = migrations.Length > 0 ? SqliteMigrations.Engine : schema.Engine,
    };
}

/// <summary>Where a command's database is declared.</summary>
/// <param name="Project">A project file or folder.</param>
/// <param name="Assembly">A built assembly, in place of a project.</param>
/// <param name="Database">The class's name where there are several.</param>
/// <param name="Configuration">The build's configuration.</param>
/// <param name="Framework">The framework of a project that has several.</param>
/// <param name="IsBuilt">The project was built already.</param>
internal sealed record ProjectSource(string? Project, string? Assembly, string? Database, string Configuration, string? Framework, bool IsBuilt);
