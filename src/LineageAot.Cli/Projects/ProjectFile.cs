namespace LineageAot.Cli.Projects;

/// <summary>Finds the project that a command is about.</summary>
internal static class ProjectFile
{
    /// <param name="path">A project file, or a folder with one; null for the current folder.</param>
    /// <exception cref="UsageException">There is none, or more than one.</exception>
    public static string Find(string? path)
    {
        var full = Path.GetFullPath(path is { Length: > 0 } ? path : ".");
        if (File.Exists(full))
        {
            return full;
        }

        if (!Directory.Exists(full))
        {
            throw new UsageException($"There is no project at '{full}'. Name a project file or its folder with --project.");
        }

        return Directory.GetFiles(full, "*.*proj") switch
        {
            [var single] => single,
            [] => throw new UsageException($"There is no project file in '{full}'. Name one with --project, or a built assembly with --assembly."),
            var several => throw new UsageException($"There are {several.Length} project files in '{full}': {string.Join(", ", several.Select(Path.GetFileName).Order(StringComparer.Ordinal))}. Name one with --project."),
        };
    }
}
