using System;
using System.Globalization;

namespace LineageAot.Schema.Migrations;

/// <summary>A migration file's name: four or more digits, an underscore, a name, <c>.sql</c>. Shared as source with the generator.</summary>
internal static class MigrationFileName
{
    /// <summary>The greatest number: it must fit an INTEGER that people can read.</summary>
    public const int LastVersion = 999_999_999;

    /// <summary>Reads a name without its folder.</summary>
    public static bool TryParse(string fileName, out int version, out string name)
    {
        version = 0;
        name = "";
        if (!fileName.EndsWith(".sql", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var digits = 0;
        while (digits < fileName.Length && fileName[digits] is >= '0' and <= '9')
        {
            digits++;
        }

        if (digits is < 4 or > 9 || digits >= fileName.Length || fileName[digits] != '_')
        {
            return false;
        }

        name = fileName.Substring(digits + 1, fileName.Length - digits - 1 - ".sql".Length);
        version = int.Parse(fileName.Substring(0, digits), NumberStyles.None, CultureInfo.InvariantCulture);
        return version > 0 && name.Length > 0;
    }

    /// <summary>The name of a file.</summary>
    public static string Of(int version, string name) => $"{version.ToString("0000", CultureInfo.InvariantCulture)}_{name}.sql";
}
