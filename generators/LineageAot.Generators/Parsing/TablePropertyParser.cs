using System;
using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Analysis;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;
using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Parsing;

/// <summary>Finds a database's table properties.</summary>
internal sealed class TablePropertyParser(INamedTypeSymbol database, Reporter reporter)
{
    /// <summary>The records, each once, in the order of their properties.</summary>
    public List<INamedTypeSymbol> Records { get; } = [];

    public List<TablePropertyModel> Parse()
    {
        var models = new List<TablePropertyModel>();
        var tables = new Dictionary<string, INamedTypeSymbol>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in database.GetMembers().OfType<IPropertySymbol>())
        {
            if (!property.Type.Is(KnownNames.TableOfT) || ((INamedTypeSymbol)property.Type).TypeArguments[0] is not INamedTypeSymbol record)
            {
                continue;
            }

            if (!property.IsPartialDefinition)
            {
                if (IsAutoProperty(property))
                {
                    reporter.Report(Rules.TableProperty, property.FirstLocation(), database.Name, property.Name, record.Name);
                }

                continue; // A property with a body of its own is the user's.
            }

            if (property.SetMethod is not null || property.IsStatic)
            {
                reporter.Report(Rules.TableProperty, property.FirstLocation(), database.Name, property.Name, record.Name);
                continue;
            }

            if (record.Attribute(KnownNames.Table) is not { } attribute)
            {
                reporter.Report(Rules.PropertyNotTable, property.FirstLocation(), database.Name, property.Name, record.Name);
                continue;
            }

            var name = TableParser.TableName(record, attribute);
            if (tables.TryGetValue(name, out var other))
            {
                reporter.Report(Rules.DuplicateTable, property.FirstLocation(), database.Name, name, other.Name, record.Name);
                continue;
            }

            tables.Add(name, record);
            Records.Add(record);
            models.Add(new TablePropertyModel(Names.Escape(property.Name), StatementParser.Modifiers(property), record.QualifiedName()));
        }

        return models;
    }

    private static bool IsAutoProperty(IPropertySymbol property)
        => property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));
}
