using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Parsing;

/// <summary>Orders records so that one stands behind those that it points at; circles stay in the order given.</summary>
internal static class TableOrder
{
    public static IReadOnlyList<INamedTypeSymbol> ParentsFirst(IReadOnlyList<INamedTypeSymbol> records)
    {
        var ordered = new List<INamedTypeSymbol>();
        var visited = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var record in records)
        {
            Visit(record);
        }

        return ordered;

        void Visit(INamedTypeSymbol record)
        {
            if (!visited.Add(record))
            {
                return;
            }

            foreach (var parent in Parents(record))
            {
                if (records.Contains(parent, SymbolEqualityComparer.Default))
                {
                    Visit(parent);
                }
            }

            ordered.Add(record);
        }
    }

    /// <summary>The records that a record points at.</summary>
    public static IEnumerable<INamedTypeSymbol> Parents(INamedTypeSymbol record)
        => record.Attributes(KnownNames.References)
            .Concat(PropertyFinder.Find(record, new Reporter()).SelectMany(static property => property.Attributes(KnownNames.References)))
            .Select(static attribute => attribute.ConstructorArguments is [{ Value: INamedTypeSymbol parent }, ..] ? parent : null)
            .OfType<INamedTypeSymbol>();
}
