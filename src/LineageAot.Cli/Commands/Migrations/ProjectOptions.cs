using System.CommandLine;
using LineageAot.Cli.Projects;

namespace LineageAot.Cli.Commands.Migrations;

/// <summary>The options that say whose migrations a command is about.</summary>
internal sealed class ProjectOptions
{
    private readonly Option<string?> project = new("--project", "-p") { Description = "The project that declares the database: its file or folder. Without it: the current folder.", HelpName = "path" };
    private readonly Option<string?> assembly = new("--assembly") { Description = "A built assembly in place of a project.", HelpName = "file" };
    private readonly Option<string?> database = new("--database") { Description = "The [Database] class, where there are several.", HelpName = "class" };
    private readonly Option<string> configuration = new("--configuration", "-c") { Description = "The build's configuration.", HelpName = "name", DefaultValueFactory = static _ => "Debug" };
    private readonly Option<string?> framework = new("--framework", "-f") { Description = "The framework, where the project has several. Without it: its first.", HelpName = "name" };
    private readonly Option<bool> noBuild = new("--no-build") { Description = "Take what was built last." };

    /// <summary>Adds them to a command.</summary>
    public Command AddTo(Command command)
    {
        foreach (var option in (Option[])[project, assembly, database, configuration, framework, noBuild])
        {
            command.Add(option);
        }

        return command;
    }

    /// <summary>Builds and reads what they name.</summary>
    public Task<MigrationProject> LoadAsync(ParseResult parsed, CancellationToken cancellationToken) => MigrationProject.LoadAsync(
        new ProjectSource(parsed.GetValue(project), parsed.GetValue(assembly), parsed.GetValue(database), parsed.GetRequiredValue(configuration), parsed.GetValue(framework), parsed.GetValue(noBuild)), cancellationToken);

    /// <summary>The folder of a project's migrations, without a build.</summary>
    public string Folder(ParseResult parsed) => Path.Combine(Path.GetDirectoryName(ProjectFile.Find(parsed.GetValue(project)))!, "Migrations");
}
