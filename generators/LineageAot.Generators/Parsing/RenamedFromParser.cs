using System;
using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Analysis;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;
using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Parsing;

/// <summary>Reads former names, and refuses those that a migration couldn't follow. Two columns or tables may swap their names.</summary>
internal static class RenamedFromParser
{
    public static EquatableArray<string> FormerNames(ISymbol owner)
        => owner.Attributes(KnownNames.RenamedFrom).Select(static attribute => attribute.Positional<string>(0) ?? "").ToEquatableArray();

    /// <summary>A record's own former names.</summary>
    public static void CheckTable(INamedTypeSymbol record, string name, Reporter reporter)
        => CheckOwn(record, name, $"the table of '{record.Name}'", new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase), reporter);

    /// <summary>The former names of a record's columns.</summary>
    public static void CheckColumns(INamedTypeSymbol record, IReadOnlyList<ColumnModel> columns, IReadOnlyList<IPropertySymbol> properties, Reporter reporter)
    {
        var taken = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var place = 0; place < columns.Count; place++)
        {
            var owner = $"the column of '{record.Name}.{properties[place].Name}'";
            CheckOwn(properties[place], columns[place].Name, owner, taken, reporter);
            foreach (var attribute in properties[place].Attributes(KnownNames.RenamedFrom))
            {
                var former = attribute.Positional<string>(0) ?? "";
                if (columns.Any(column => column != columns[place] && IsSame(column.Name, former) && column.RenamedFrom.Count == 0))
                {
                    reporter.Report(Rules.FormerName, attribute.LocationOr(properties[place]), owner, former, StillThere("column"));
                }
            }
        }
    }

    /// <summary>The former names of a database's tables.</summary>
    public static void CheckTables(INamedTypeSymbol database, IReadOnlyList<INamedTypeSymbol> records, Reporter reporter)
    {
        var tables = records.Where(static record => record.HasAttribute(KnownNames.Table)).ToDictionary(static record => record, static record => TableParser.TableName(record, record.Attribute(KnownNames.Table)!), (IEqualityComparer<INamedTypeSymbol>)SymbolEqualityComparer.Default);
        var taken = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var record in tables.Keys)
        {
            var owner = $"the table of '{record.Name}'";
            foreach (var attribute in record.Attributes(KnownNames.RenamedFrom))
            {
                var former = attribute.Positional<string>(0) ?? "";
                if (taken.TryGetValue(former, out var other) && other != owner)
                {
                    reporter.Report(Rules.FormerName, Place(attribute, database), owner, former, Twice(other));
                }
                else if (tables.Any(table => !SymbolEqualityComparer.Default.Equals(table.Key, record) && IsSame(table.Value, former) && !table.Key.HasAttribute(KnownNames.RenamedFrom)))
                {
                    reporter.Report(Rules.FormerName, Place(attribute, database), owner, former, StillThere("table"));
                }

                taken[former] = owner;
            }
        }
    }

    private static void CheckOwn(ISymbol symbol, string name, string owner, Dictionary<string, string> taken, Reporter reporter)
    {
        foreach (var attribute in symbol.Attributes(KnownNames.RenamedFrom))
        {
            var former = attribute.Positional<string>(0) ?? "";
            var reason = !ColumnParser.IsName(former) ? "that is no name"
                : IsSame(former, name) ? "that is its present name (SQLite doesn't distinguish case)"
                : taken.TryGetValue(former, out var other) ? Twice(other)
                : null;
            if (reason is not null)
            {
                reporter.Report(Rules.FormerName, attribute.LocationOr(symbol), owner, former, reason);
            }

            taken[former] = owner;
        }
    }

    private static string Twice(string other) => $"it's given twice, here and for {other}";

    private static string StillThere(string kind) => $"a {kind} of that name is there, and has no [RenamedFrom] of its own: take the attribute away once the rename is in a migration, or say what that {kind} was called";

    private static Location Place(AttributeData attribute, INamedTypeSymbol database)
        => attribute.ApplicationSyntaxReference is null ? database.FirstLocation() : attribute.LocationOr(database);

    private static bool IsSame(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
