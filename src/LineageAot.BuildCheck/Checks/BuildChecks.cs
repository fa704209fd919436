using LineageAot.BuildCheck.Assemblies;
using LineageAot.BuildCheck.Checks.Statements;
using LineageAot.Schema;

namespace LineageAot.BuildCheck.Checks;

/// <summary>All checks of a project's databases and statements.</summary>
internal static class BuildChecks
{
    /// <summary>What is found, database by database; each finding once, also where one database includes another of the same project.</summary>
    /// <param name="project">What the project declares.</param>
    /// <param name="files">Where findings are shown.</param>
    public static IReadOnlyList<Finding> Run(AssemblyProject project, ProjectFiles files)
    {
        var own = project.Databases.Select(static database => database.Schema).ToHashSet();
        return
        [
            .. project.Databases.Where(static database => HasMigrations(database.Schema)).SelectMany(database => new DatabaseCheck(database, own, files).Run()),
            .. project.Databases.SelectMany(database => MigrationConflictCheck.Run(database, files)),
            .. StatementChecks.Run(project.Statements, files),
        ];
    }

    /// <summary>Without any migration the records alone make the tables, and there is nothing to compare them with.</summary>
    private static bool HasMigrations(DatabaseSchema schema) => schema.AllComponents().Any(static component => component.Migrations.Length > 0);
}
