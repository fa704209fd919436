using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using LineageAot.Generators.Model;
using LineageAot.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LineageAot.Generators.Analysis;

/// <summary>Warns of a foreign key that no index starts with: SQLite reads the whole table for each row deleted from the parent.</summary>
internal static class ForeignKeyIndexes
{
    public static void Check(SymbolAnalysisContext context, INamedTypeSymbol record, TableModel table, IReadOnlyList<IPropertySymbol> properties)
    {
        foreach (var key in table.ForeignKeys.Where(key => !HasIndex(table, key)))
        {
            var names = key.Columns.Select(place => table.Columns[place].PropertyName.TrimStart('@')).ToArray();
            var parent = key.ParentTypeName.Substring(key.ParentTypeName.LastIndexOf('.') + 1).Replace("global::", "");
            context.ReportDiagnostic(Diagnostic.Create(Rules.ForeignKeyWithoutIndex, Place(record, properties, names),
                ImmutableDictionary<string, string?>.Empty.Add("Properties", string.Join(",", names)),
                record.Name, parent, string.Join(", ", names), string.Join(", ", names.Select(static name => $"nameof({name})"))));
        }
    }

    private static bool HasIndex(TableModel table, ForeignKeyModel key)
        => StartsWith(table.Key, key.Columns) || table.Indexes.Any(index => HoldsAll(table, index, key) && StartsWith(index.Columns, key.Columns));

    private static bool StartsWith(IReadOnlyList<int> index, IReadOnlyList<int> key)
        => index.Count >= key.Count && new HashSet<int>(index.Take(key.Count)).SetEquals(key);

    /// <summary>A partial index serves where it leaves out nothing but rows that point at nothing.</summary>
    private static bool HoldsAll(TableModel table, IndexModel index, ForeignKeyModel key)
        => index.Where is null || key.Columns.Any(place => string.Equals(index.Where.Replace("\"", "").Trim(), table.Columns[place].Name + " IS NOT NULL", StringComparison.OrdinalIgnoreCase));

    private static Location Place(INamedTypeSymbol record, IReadOnlyList<IPropertySymbol> properties, string[] names)
    {
        var onRecord = record.Attributes(KnownNames.References).FirstOrDefault(attribute => attribute.PositionalStrings(1).SequenceEqual(names));
        if (onRecord is not null)
        {
            return onRecord.LocationOr(record);
        }

        var property = properties.First(candidate => candidate.Name == names[0]);
        return property.Attribute(KnownNames.References).LocationOr(property);
    }
}
