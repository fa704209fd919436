using LineageAot.Migrations;
using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.BuildCheck.Checks;

/// <summary>Everything that a database's schema holds at one moment, so that another moment can be compared with it.</summary>
internal sealed class SchemaPicture
{
    private static readonly SchemaSides Sides = new("the schema after '-- down'", "the schema before '-- up'");

    private readonly Dictionary<string, TableStructure> tables;
    private readonly Dictionary<string, (string Title, string Text)> others;

    private SchemaPicture(Dictionary<string, TableStructure> tables, Dictionary<string, (string Title, string Text)> others)
    {
        this.tables = tables;
        this.others = others;
    }

    public static SchemaPicture Take(SqliteSession session)
    {
        var catalog = SchemaCatalog.Read(session);
        var tables = SchemaIntrospection.Read(session, catalog, catalog.Entries.Where(static entry => entry.Type == "table").Select(static entry => entry.Name));
        var others = catalog.Entries.Where(static entry => entry is { Type: not "table", Sql: not null })
            .ToDictionary(static entry => entry.Name, static entry => ($"{entry.Type} '{entry.Name}'", SqlTokenizer.Normalize(entry.Sql!)), SqlNameComparer.Instance);
        return new SchemaPicture(tables, others);
    }

    /// <summary>What a later moment has otherwise, in sentences.</summary>
    public IReadOnlyList<string> DifferencesTo(SchemaPicture later)
    {
        var differences = new SchemaDifferences(Sides);
        foreach (var (name, table) in tables.OrderBy(static table => table.Key, StringComparer.Ordinal))
        {
            if (later.tables.TryGetValue(name, out var same))
            {
                differences.Compare(table.WithoutDependents(), same.WithoutDependents());
            }
            else
            {
                differences.TableMissing(name);
            }
        }

        return
        [
            .. differences.Sentences,
            .. later.tables.Keys.Where(name => !tables.ContainsKey(name)).Order(StringComparer.Ordinal).Select(static name => $"table '{name}' is still there"),
            .. others.Where(other => !later.others.ContainsKey(other.Key)).Select(static other => $"{other.Value.Title} is missing").Order(StringComparer.Ordinal),
            .. later.others.Where(other => !others.ContainsKey(other.Key)).Select(static other => $"{other.Value.Title} is still there").Order(StringComparer.Ordinal),
            .. others.Where(other => later.others.TryGetValue(other.Key, out var same) && same.Text != other.Value.Text).Select(static other => $"{other.Value.Title} has another text").Order(StringComparer.Ordinal),
        ];
    }
}
