using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;
using LineageAot.Schema.Migrations;
using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Parsing;

/// <summary>Which additional files are migrations, and whose.</summary>
internal static class MigrationFiles
{
    private const string Folder = "Migrations";

    /// <summary>Whether a file lies in a folder Migrations, or below one.</summary>
    public static bool IsBelowFolder(string path) => Array.LastIndexOf(path.Split('/', '\\'), Folder) is >= 0 and var root && root < path.Split('/', '\\').Length - 1;

    /// <summary>The file's name without its folders.</summary>
    public static string NameOf(string path) => path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);

    /// <summary>The file's facts; null if it's no migration.</summary>
    public static MigrationModel? Parse(AdditionalText file, CancellationToken cancellationToken)
    {
        var parts = file.Path.Split('/', '\\');
        var root = Array.LastIndexOf(parts, Folder);
        if (root < 0 || !MigrationFileName.TryParse(parts[parts.Length - 1], out var version, out var name) || file.GetText(cancellationToken)?.ToString() is not { } text)
        {
            return null;
        }

        var folder = string.Join("/", parts.Skip(root + 1).Take(parts.Length - root - 2));
        return new MigrationModel(folder, version, name, MigrationChecksum.Of(text), MigrationChecksum.Normalize(text));
    }

    /// <summary>A database's own files in the order of their numbers.</summary>
    public static EquatableArray<MigrationModel> Of(DatabaseModel database, IEnumerable<MigrationModel> files)
        => files.Where(file => file.Folder == database.MigrationsFolder).OrderBy(static file => file.Version).ThenBy(static file => file.Name, StringComparer.Ordinal).ToEquatableArray();
}
