using LineageAot.Schema.Migrations;

namespace LineageAot.Cli.Projects;

/// <summary>Gives files that share a number numbers of their own.</summary>
internal static class Renumbering
{
    /// <param name="folder">The files.</param>
    /// <param name="applied">What a file has had: it keeps its number.</param>
    /// <param name="moved">The names of files that are to get the new numbers.</param>
    /// <returns>The old and the new path of each file that was renamed.</returns>
    /// <exception cref="UsageException">Two of one number were applied, so neither may get another.</exception>
    public static IReadOnlyList<(string From, string To)> Run(MigrationFolder folder, IReadOnlySet<(int Version, string Name)> applied, IReadOnlyCollection<string> moved)
    {
        var renames = new List<(string From, string To)>();
        var next = folder.NextVersion;
        foreach (var twins in folder.Files.GroupBy(static file => file.Version).Where(static group => group.Count() > 1).OrderBy(static group => group.Key))
        {
            var kept = Kept([.. twins], applied, moved);
            foreach (var file in twins.Where(file => file != kept))
            {
                renames.Add((file.Path, Path.Combine(folder.Path, MigrationFileName.Of(next++, file.Name))));
            }
        }

        foreach (var (from, to) in renames)
        {
            File.Move(from, to, overwrite: false);
        }

        return renames;
    }

    private static MigrationFile Kept(MigrationFile[] twins, IReadOnlySet<(int Version, string Name)> applied, IReadOnlyCollection<string> moved)
    {
        var had = Array.FindAll(twins, file => applied.Contains((file.Version, file.Name)));
        if (had.Length > 1)
        {
            throw new UsageException($"{string.Join(" and ", had.Select(static file => Path.GetFileName(file.Path)))} were both applied to files, so neither may get another number.");
        }

        if (had is [var single])
        {
            return single;
        }

        return Array.Find(twins, file => !moved.Contains(file.Name)) ?? throw new UsageException($"All files with the number {twins[0].Version} are named with --move. One of them keeps it.");
    }
}
