using System.Globalization;
using LineageAot.Schema;
using LineageAot.Schema.Migrations;
using LineageAot.Sqlite;

namespace LineageAot.Migrations;

/// <summary>Stands before migrations that may lose rows or values: nothing of the kind runs unasked, and none without a copy of the file, unless that is switched off.</summary>
internal static class DestructiveGuard
{
    /// <summary>The header says so, or it drops something, whatever the header says.</summary>
    public static bool IsDestructive(MigrationText text) => text.IsDestructive || text.Up.Exists(static step => Drops(step.Sql));

    /// <exception cref="MigrationException">It isn't allowed, or the copy couldn't be made.</exception>
    public static void Pass(SqliteSession session, string component, Migration migration, MigratorSettings settings)
    {
        if (!settings.AllowDestructive)
        {
            throw MigrationFault.Of(MigrationProblem.DestructiveNotAllowed, component, migration, null,
                "it may lose rows or values, and AllowDestructive isn't set. Nothing was changed. Read the file, then open the database once with AllowDestructive = true; a copy of it is made first.");
        }

        if (!settings.BackupBeforeDestructive)
        {
            return;
        }

        var path = string.Create(CultureInfo.InvariantCulture, $"{session.Path}.before-{migration.Version:0000}.{settings.Clock.GetUtcNow():yyyyMMdd'T'HHmmss}.bak");
        try
        {
            settings.Backup(path);
        }
        catch (LineageException e)
        {
            throw MigrationFault.Of(MigrationProblem.BackupFailed, component, migration, null, $"the copy before it couldn't be made, so it wasn't begun: {e.Message}", e);
        }
    }

    private static bool Drops(string sql)
    {
        var tokens = SqlTokenizer.Tokenize(sql);
        for (var i = 0; i + 1 < tokens.Length; i++)
        {
            if (tokens[i].IsWord("drop") && (tokens[i + 1].IsWord("table") || tokens[i + 1].IsWord("column") || tokens[i + 1].Kind == SqlTokenKind.QuotedName))
            {
                return true;
            }
        }

        return false;
    }
}
