using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Analysis;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;
using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Parsing;

/// <summary>Finds the key's columns in the key's order.</summary>
internal static class KeyParser
{
    public static EquatableArray<int> Parse(INamedTypeSymbol record, IReadOnlyList<ColumnModel> columns, IReadOnlyList<IPropertySymbol> properties, bool withoutRowId, Reporter reporter)
    {
        var key = Enumerable.Range(0, columns.Count).Where(index => columns[index].IsKey).OrderBy(index => Order(properties[index])).ToArray();
        if (key.Length == 0)
        {
            reporter.Report(Rules.NoKey, record.FirstLocation(), record.Name);
            return [];
        }

        for (var place = 1; place < key.Length; place++)
        {
            var property = properties[key[place]];
            if (Order(property) == Order(properties[key[place - 1]]))
            {
                reporter.Report(Rules.KeyOrder, property.Attribute(KnownNames.Key).LocationOr(property), record.Name, property.Name, Order(property));
            }
        }

        foreach (var index in key.Where(index => columns[index].IsGeneratedInteger && (key.Length > 1 || withoutRowId)))
        {
            reporter.Report(Rules.GeneratedKeyShape, properties[index].Attribute(KnownNames.Key).LocationOr(properties[index]), record.Name, properties[index].Name);
        }

        return key.ToEquatableArray();
    }

    private static int Order(IPropertySymbol property) => property.Attribute(KnownNames.Key)?.Named("Order", 0) ?? 0;
}
