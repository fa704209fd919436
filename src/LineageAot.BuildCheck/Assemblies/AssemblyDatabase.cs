using LineageAot.Schema;

namespace LineageAot.BuildCheck.Assemblies;

/// <summary>A <c>[Database]</c> that an assembly declares.</summary>
/// <param name="Schema">Its component with those that it includes: names, statements, former names and migrations; of columns only those with former names.</param>
/// <param name="MigrationsFolder">The folder of its migration files below the project's <c>Migrations</c>; empty for that folder itself.</param>
/// <param name="Records">The columns of its tables and its components', by the tables' names.</param>
internal sealed record AssemblyDatabase(DatabaseSchema Schema, string MigrationsFolder, IReadOnlyDictionary<string, IReadOnlyList<RecordColumn>> Records);
