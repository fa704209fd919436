using LineageAot.Migrations;
using LineageAot.Schema;

namespace LineageAot.Cli.Scaffolding;

/// <summary>All that is known of a file that others made.</summary>
/// <param name="Scaffold">The records.</param>
/// <param name="AsFound">The text of the first migration.</param>
/// <param name="Proof">What opening will say.</param>
/// <param name="Warnings">What somebody must look at, in sentences.</param>
internal sealed record ScaffoldResult(Scaffold Scaffold, string AsFound, ScaffoldProof Proof, IReadOnlyList<string> Warnings)
{
    /// <summary>Reads a file and nothing else.</summary>
    /// <returns>Null where the file has no tables.</returns>
    /// <exception cref="LineageException">It can't be read, or isn't an SQLite database.</exception>
    public static ScaffoldResult? Of(string path, ScaffoldNames names)
    {
        using var file = FoundFile.Read(path);
        if (file.Tables.Count == 0)
        {
            return null;
        }

        var migration = AsFoundMigration.Of(file);
        var scaffold = Scaffold.Of(file, names, migration.RefusedTables);
        var text = migration.Text(scaffold.LeftOut.Select(static left => left.Table));
        var proof = ScaffoldProof.Of(file, scaffold, text);
        return new ScaffoldResult(scaffold, text, proof, [.. Notes(file, scaffold), .. proof.IsExact ? [] : migration.Warnings.Concat(proof.Problems)]);
    }

    private static IEnumerable<string> Notes(FoundFile file, Scaffold scaffold)
    {
        foreach (var left in scaffold.LeftOut)
        {
            yield return $"table '{left.Table}' has no record, since {left.Reason}";
        }

        foreach (var record in scaffold.Records)
        {
            foreach (var note in record.Notes)
            {
                yield return $"{record.Name} (table '{record.Table.Name}'): {note}";
            }
        }

        var searched = scaffold.Records.Where(static record => record.FullText is not null).SelectMany(static record => FullTextNames.Made(record.Table.Name)).ToHashSet(SqlNameComparer.Instance);
        foreach (var entry in file.Catalog.Entries.Where(entry => entry.Type is "table" or "view" && !searched.Contains(entry.Name)))
        {
            if (file.KindOf(entry.Name) is var kind and ("view" or "virtual"))
            {
                yield return $"{(kind == "view" ? "view" : "virtual table")} '{entry.Name}' has no record: it stays in the file, and a [Query] reads it";
            }
        }
    }
}
