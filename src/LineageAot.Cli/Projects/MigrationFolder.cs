using LineageAot.Schema;
using LineageAot.Schema.Migrations;

namespace LineageAot.Cli.Projects;

/// <summary>The migration files of one database, as they lie on the disk now.</summary>
internal sealed class MigrationFolder
{
    private MigrationFolder(string path, IReadOnlyList<MigrationFile> files)
    {
        Path = path;
        Files = files;
    }

    /// <summary>The folder; it may not be there yet.</summary>
    public string Path { get; }

    /// <summary>By number, then name.</summary>
    public IReadOnlyList<MigrationFile> Files { get; }

    /// <summary>The number that the next file gets.</summary>
    public int NextVersion => Files.Count == 0 ? 1 : Files.Max(static file => file.Version) + 1;

    /// <exception cref="UsageException">A file's name isn't a migration's.</exception>
    public static MigrationFolder Read(string path)
    {
        if (!Directory.Exists(path))
        {
            return new MigrationFolder(path, []);
        }

        var files = new List<MigrationFile>();
        foreach (var file in Directory.GetFiles(path, "*.sql").Order(StringComparer.Ordinal))
        {
            if (!MigrationFileName.TryParse(System.IO.Path.GetFileName(file), out var version, out var name))
            {
                throw new UsageException($"'{file}' has no name of a migration. Four or more digits, an underscore and a name: 0001_create_notes.sql");
            }

            files.Add(new MigrationFile(file, version, name));
        }

        return new MigrationFolder(path, [.. files.OrderBy(static file => file.Version).ThenBy(static file => file.Name, StringComparer.Ordinal)]);
    }

    /// <summary>What the generator embeds.</summary>
    public Migration[] ToMigrations() => [.. Files.Select(static file => file.ToMigration())];

    /// <summary>Writes a new file; it's whole or not there.</summary>
    /// <returns>Its path.</returns>
    /// <exception cref="UsageException">The numbers have run out.</exception>
    public string Write(string name, string text)
    {
        if (NextVersion > MigrationFileName.LastVersion)
        {
            throw new UsageException($"The number {NextVersion - 1} of the last migration in '{Path}' is the greatest that there is.");
        }

        Directory.CreateDirectory(Path);
        var target = System.IO.Path.Combine(Path, MigrationFileName.Of(NextVersion, name));
        var partial = target + ".partial";
        try
        {
            File.WriteAllText(partial, text);
            File.Move(partial, target, overwrite: false);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }

        return target;
    }
}

/// <summary>A migration file.</summary>
internal sealed record MigrationFile(string Path, int Version, string Name)
{
    public Migration ToMigration()
    {
        var text = File.ReadAllText(Path);
        return new Migration { Version = Version, Name = Name, Checksum = MigrationChecksum.Of(text), Text = MigrationChecksum.Normalize(text) };
    }
}
