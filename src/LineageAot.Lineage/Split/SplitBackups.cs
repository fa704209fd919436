using System.Globalization;
using System.Text.RegularExpressions;

namespace LineageAot.Lineage;

/// <summary>Where the events' half of a backup is, and where it belongs.</summary>
/// <param name="Backup">The copy of the events' file.</param>
/// <param name="Target">The events' file of the store that is restored.</param>
internal sealed record EventsBackup(string Backup, string Target);

/// <summary>Finds the two halves of a backup. The state's is made first: the events' one is never older.</summary>
internal static partial class SplitBackups
{
    /// <summary>The events' half, or null for a backup of a store in one file.</summary>
    /// <param name="backup">The state's half.</param>
    /// <param name="given">The events' half as the caller names it; null: it's looked for.</param>
    /// <param name="store">The store that is restored.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async ValueTask<EventsBackup?> FindAsync(string backup, string? given, string store, CancellationToken cancellationToken)
    {
        LineageSchema state;
        try
        {
            state = await LineageSchema.OpenAsync(AsItIs(backup), cancellationToken).ConfigureAwait(false);
        }
        catch (LineageException)
        {
            // Missing, damaged, no database: the restore itself says it better.
            return null;
        }

        await using (state.ConfigureAwait(false))
        {
            if (!await state.HasSplitTableAsync(cancellationToken).ConfigureAwait(false) || await state.FindSplitAsync(cancellationToken).ConfigureAwait(false) is not { } row)
            {
                return null;
            }

            var half = given ?? Find(Path.GetFullPath(backup), row)
                ?? throw new RestoreException($"'{backup}' is a backup of a store whose events are in a file of their own, and the backup of these isn't beside it. Nothing was changed. Name it (eventsBackupPath, or --events-backup).");
            var events = await LineageEvents.OpenAsync(AsItIs(half), cancellationToken).ConfigureAwait(false);
            await using (events.ConfigureAwait(false))
            {
                await SplitOpening.RequirePairAsync(state, events, row, cancellationToken).ConfigureAwait(false);
            }

            return new EventsBackup(half, SplitPath.Of(store, null, row));
        }
    }

    private static DatabaseOptions AsItIs(string path) => new() { Path = path, Access = DatabaseAccess.ReadOnly, Migrations = MigrationMode.None };

    private static string? Find(string backup, EventSplit row)
    {
        if (FolderName().Match(Path.GetFileName(backup)) is not { Success: true } match)
        {
            return SplitPath.DefaultOf(backup) is var beside && File.Exists(beside) ? beside : null;
        }

        // Names in order are times in order.
        var folder = Path.GetDirectoryName(backup)!;
        var name = row.EventsPath is { } path ? Path.GetFileName(path) : Path.GetFileName(SplitPath.DefaultOf(match.Groups["name"].Value));
        var first = string.Create(CultureInfo.InvariantCulture, $"{name}.{match.Groups["time"].ValueSpan}.bak");
        return Directory.EnumerateFiles(folder, name + ".*.bak")
            .Where(file => FolderName().IsMatch(Path.GetFileName(file)) && string.CompareOrdinal(Path.GetFileName(file), first) >= 0)
            .Order(StringComparer.Ordinal).FirstOrDefault();
    }

    [GeneratedRegex(@"^(?<name>.+)\.(?<time>[0-9]{8}-[0-9]{6}-[0-9]{3})\.bak$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex FolderName();
}
