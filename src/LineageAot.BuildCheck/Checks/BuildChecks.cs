using LineageAot.BuildCheck.Assemblies;
using LineageAot.Schema;

namespace LineageAot.BuildCheck.Checks;

/// <summary>All checks of a project's databases.</summary>
internal static class BuildChecks
{
    /// <summary>What is found, database by database; each finding once, also where one database includes another of the same project.</summary>
    /// <param name="databases">The databases that the project declares.</param>
    /// <param name="files">Where findings are shown.</param>
    public static IReadOnlyList<Finding> Run(IReadOnlyList<AssemblyDatabase> databases, ProjectFiles files)
    {
        var own = databases.Select(static database => database.Schema).ToHashSet();
        return [.. databases.Where(static database => HasMigrations(database.Schema)).SelectMany(database => new DatabaseCheck(database, own, files).Run())];
    }

    /// <summary>Without any migration the records alone make the tables, and there is nothing to compare them with.</summary>
    private static bool HasMigrations(DatabaseSchema schema) => schema.AllComponents().Any(static component => component.Migrations.Length > 0);
}
