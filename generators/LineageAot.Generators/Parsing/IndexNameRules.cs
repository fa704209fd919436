using System;
using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Analysis;
using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Parsing;

/// <summary>Index names are unique in a file: two tables can't have indexes of one name, and no index is named like a table.</summary>
internal static class IndexNameRules
{
    public static void Check(INamedTypeSymbol database, IReadOnlyList<INamedTypeSymbol> records, Reporter reporter)
    {
        var owners = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var tables = records.Select(static record => ParentTable.Find(record)).Where(static table => table is not null).ToArray();
        foreach (var table in tables)
        {
            owners[table!.Name] = table.Name;
        }

        foreach (var table in tables)
        {
            foreach (var index in table!.Indexes.Where(static index => !index.IsConstraint))
            {
                if (owners.TryGetValue(index.Name, out var other))
                {
                    reporter.Report(Rules.DuplicateIndexName, database.FirstLocation(), database.Name, index.Name, other, table.Name);
                }
                else
                {
                    owners.Add(index.Name, table.Name);
                }
            }
        }
    }
}
