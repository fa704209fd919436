using System;
using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Analysis;
using LineageAot.Schema;
using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Parsing;

/// <summary>What a full-text index consists of shares one set of names with the file's tables and indexes.</summary>
internal static class FullTextNameRules
{
    public static void Check(INamedTypeSymbol database, IReadOnlyList<INamedTypeSymbol> records, Reporter reporter)
    {
        if (!records.Any(static record => record.HasAttribute(KnownNames.FullText)))
        {
            return;
        }

        var owners = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var table in records.Select(static record => ParentTable.Find(record)).Where(static table => table is not null))
        {
            owners[table!.Name] = $"table {table.Name}";
            foreach (var index in table.Indexes.Where(static index => !index.IsConstraint))
            {
                owners[index.Name] = $"an index of table {table.Name}";
            }
        }

        foreach (var record in records.Where(static record => record.HasAttribute(KnownNames.FullText)))
        {
            var table = TableParser.TableName(record, record.Attribute(KnownNames.Table)!);
            foreach (var name in FullTextNames.Tables(table).Where(owners.ContainsKey))
            {
                reporter.Report(Rules.FullTextName, database.FirstLocation(), database.Name, name, table, owners[name]);
            }
        }
    }
}
