using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Analysis;
using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Parsing;

/// <summary>Each table that is pointed at is in the same file: among a database's own tables or those that it includes.</summary>
internal static class ParentRules
{
    public static void Check(INamedTypeSymbol database, IReadOnlyList<INamedTypeSymbol> records, Reporter reporter)
    {
        var known = new HashSet<ISymbol>(records, SymbolEqualityComparer.Default);
        AddIncluded(database, known, new HashSet<ISymbol>(SymbolEqualityComparer.Default));
        foreach (var record in records)
        {
            foreach (var parent in TableOrder.Parents(record).Where(parent => parent.HasAttribute(KnownNames.Table) && known.Add(parent)))
            {
                reporter.Report(Rules.MissingParent, database.FirstLocation(), database.Name, record.Name, parent.Name);
            }
        }
    }

    private static void AddIncluded(INamedTypeSymbol database, HashSet<ISymbol> known, HashSet<ISymbol> visited)
    {
        foreach (var include in database.Attribute(KnownNames.Database)?.NamedTypes("Include") ?? [])
        {
            if (!visited.Add(include))
            {
                continue;
            }

            known.UnionWith(include.GetMembers().OfType<IPropertySymbol>()
                .Where(static property => property.Type.Is(KnownNames.TableOfT)).Select(static property => ((INamedTypeSymbol)property.Type).TypeArguments[0]));
            AddIncluded(include, known, visited);
        }
    }
}
