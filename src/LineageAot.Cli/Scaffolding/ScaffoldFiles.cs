namespace LineageAot.Cli.Scaffolding;

/// <summary>Writes new files into a folder: all of them or none, and never over another.</summary>
internal static class ScaffoldFiles
{
    /// <param name="folder">The folder; it's made where it's missing.</param>
    /// <param name="files">Relative paths and texts.</param>
    /// <returns>The full paths.</returns>
    /// <exception cref="UsageException">One of them is there already; nothing was written.</exception>
    public static IReadOnlyList<string> Write(string folder, IReadOnlyList<ScaffoldFile> files)
    {
        var targets = files.Select(file => Path.GetFullPath(Path.Combine(folder, file.Path))).ToArray();
        RequireFree(folder, targets);
        var made = new List<string>();
        try
        {
            foreach (var (file, target) in files.Zip(targets))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                made.Add(Partial(target));
                File.WriteAllText(Partial(target), file.Text);
            }

            foreach (var target in targets)
            {
                File.Move(Partial(target), target, overwrite: false);
                made.Add(target);
            }
        }
        catch
        {
            foreach (var path in made)
            {
                File.Delete(path);
            }

            throw;
        }

        return targets;
    }

    private static void RequireFree(string folder, string[] targets)
    {
        var migrations = Path.Combine(folder, "Migrations");
        string[] there =
        [
            .. targets.Where(static target => Path.Exists(target)),
            .. Directory.Exists(migrations) ? Directory.GetFiles(migrations, "*.sql").Select(Path.GetFullPath).Except(targets) : [],
        ];
        if (there.Length > 0)
        {
            throw new UsageException($"Nothing was written, since there is already: {string.Join(", ", there)}. Name another folder with --output, or move them away.");
        }
    }

    private static string Partial(string target) => target + ".partial";
}

/// <summary>A file to be written.</summary>
/// <param name="Path">Relative to the folder.</param>
/// <param name="Text">Its text.</param>
internal sealed record ScaffoldFile(string Path, string Text);
