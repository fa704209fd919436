using System.Collections.Generic;
using LineageAot.Generators.Analysis;
using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Parsing;

/// <summary>Finds the column that an attribute names by its C# property.</summary>
internal static class ColumnReferences
{
    /// <summary>The column's position, or -1 after a report.</summary>
    public static int IndexOf(INamedTypeSymbol record, IReadOnlyList<IPropertySymbol> properties, string name, AttributeData attribute, Reporter reporter)
    {
        for (var index = 0; index < properties.Count; index++)
        {
            if (properties[index].Name == name)
            {
                return index;
            }
        }

        reporter.Report(Rules.UnknownProperty, attribute.LocationOr(record), record.Name, name, PropertyFinder.AttributeName(attribute));
        return -1;
    }
}
