namespace LineageAot.Cli.Commands.Migrations;

/// <summary>The name of a migration, as part of a file's name.</summary>
internal static class MigrationName
{
    private const int LongestName = 100;

    /// <summary>Letters, digits and underscores; what stands between words becomes an underscore.</summary>
    /// <exception cref="UsageException">There is nothing left, it's too long, or it holds something else.</exception>
    public static string Of(string given)
    {
        var name = given.Trim().Replace(' ', '_').Replace('-', '_');
        if (name.Length is 0 or > LongestName || !name.All(static character => char.IsLetterOrDigit(character) || character == '_'))
        {
            throw new UsageException($"A migration's name is 1 to {LongestName} letters, digits and underscores: create_core_tables. The number is given to it.");
        }

        return name;
    }
}
