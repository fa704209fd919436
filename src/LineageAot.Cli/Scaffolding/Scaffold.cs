using LineageAot.Generators.Model;
using LineageAot.Migrations;
using LineageAot.Schema;

namespace LineageAot.Cli.Scaffolding;

/// <summary>The records of a file that others made, and what of the file they don't hold.</summary>
internal sealed class Scaffold
{
    private readonly FoundFile file;
    private readonly Dictionary<string, RecordDraft> records = new(SqlNameComparer.Instance);

    private Scaffold(FoundFile file, ScaffoldNames names)
    {
        this.file = file;
        Names = names;
    }

    public ScaffoldNames Names { get; }

    /// <summary>In the file's order.</summary>
    public IReadOnlyList<RecordDraft> Records => [.. records.Values];

    /// <summary>Tables without a record, with the reason as a sentence.</summary>
    public List<LeftOut> LeftOut { get; } = [];

    /// <param name="file">The file.</param>
    /// <param name="names">What the code is called.</param>
    /// <param name="refused">Tables whose statements SQLite doesn't take any more, with the reason.</param>
    public static Scaffold Of(FoundFile file, ScaffoldNames names, IReadOnlyDictionary<string, string> refused)
    {
        var scaffold = new Scaffold(file, names);
        scaffold.AddRecords(refused);
        foreach (var record in scaffold.records.Values)
        {
            PropertyScaffold.Add(record, scaffold.ParentTypes(record.Table));
            IndexScaffold.Add(record);
        }

        scaffold.RemoveTwinIndexes();
        foreach (var record in scaffold.records.Values)
        {
            ReferenceScaffold.Add(record, scaffold.records);
            CheckScaffold.Add(record);
            FullTextScaffold.Add(record, file.Catalog);
            TriggerScaffold.Add(record);
        }

        return scaffold;
    }

    private void AddRecords(IReadOnlyDictionary<string, string> refused)
    {
        var names = CSharpNames.Records(Names.Database);
        var tables = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var table in file.Tables)
        {
            var reason = refused.TryGetValue(table.Name, out var refusal) ? $"SQLite doesn't take its own statement any more ({refusal}), and backups of the file fail on it: put that right first"
                : table.Name.Length == 0 ? "its name is empty"
                : table.Key.Count == 0 ? "it has no primary key, and a record needs one"
                : !tables.Add(table.Name) ? "another table's name differs from its name in case alone"
                : table.Columns.Any(static column => column.Name.Length == 0) ? "a column's name is empty"
                : table.Columns.DistinctBy(static column => column.Name, StringComparer.OrdinalIgnoreCase).Count() != table.Columns.Count ? "the names of two columns differ in case alone"
                : null;
            if (reason is not null)
            {
                LeftOut.Add(new LeftOut(table.Name, reason));
                continue;
            }

            records.Add(table.Name, new RecordDraft(table, names.Take(CSharpNames.Pascal(table.Name, "Table"))));
        }
    }

    /// <summary>A pointing column of no telling type has the type of what it points at.</summary>
    private Dictionary<string, SqlType> ParentTypes(FoundTable table)
    {
        var types = new Dictionary<string, SqlType>(SqlNameComparer.Instance);
        foreach (var key in table.Text.ForeignKeys)
        {
            if (!records.TryGetValue(key.ParentTable, out var parent))
            {
                continue;
            }

            FoundColumn?[] pointed = key.ParentColumns.Count == 0 ? [.. parent.Table.Key] : [.. key.ParentColumns.Select(name => parent.Table.IndexOf(name) is >= 0 and var place ? parent.Table.Columns[place] : null)];
            for (var i = 0; i < Math.Min(pointed.Length, key.Columns.Count); i++)
            {
                if (pointed[i] is { } column && ColumnTypes.OfAffinity(column.Type) is { } type)
                {
                    types[key.Columns[i]] = type;
                }
            }
        }

        return types;
    }

    /// <summary>Names of indexes are derived from tables and columns, and two tables may give one name, which a file can't have twice.</summary>
    private void RemoveTwinIndexes()
    {
        var taken = records.Keys.ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var record in records.Values)
        {
            foreach (var index in record.Indexes.Where(index => !index.IsConstraint && !taken.Add(index.Name)).ToArray())
            {
                IndexScaffold.Remove(record, index);
                record.Notes.Add($"an index over ({string.Join(", ", index.Columns.Select(place => record.Properties[place].Column.Name))}) would be called '{index.Name}', and something else is called so: it has no attribute");
            }
        }
    }
}

/// <summary>What the written code is called.</summary>
/// <param name="Namespace">The namespace of all of it.</param>
/// <param name="Database">The [Database] class.</param>
internal sealed record ScaffoldNames(string Namespace, string Database);

/// <summary>A table without a record.</summary>
internal sealed record LeftOut(string Table, string Reason);
