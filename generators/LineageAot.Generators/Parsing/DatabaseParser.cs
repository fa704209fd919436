using System;
using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Analysis;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;
using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Parsing;

/// <summary>Turns a [Database] class into its model, or reports what is wrong with it.</summary>
internal static class DatabaseParser
{
    /// <summary>As <see cref="Parse"/>, or what stands in for its members.</summary>
    public static Parsed<DatabaseModel> ParseOrStub(INamedTypeSymbol type, AttributeData attribute)
        => Parse(type, attribute, new Reporter()) is { } model ? new Parsed<DatabaseModel>(model, null) : new Parsed<DatabaseModel>(null, StubParser.Members(type));

    /// <summary>The model without the members that have errors; null where there is none at all.</summary>
    public static DatabaseModel? Parse(INamedTypeSymbol type, AttributeData attribute, Reporter reporter)
    {
        if (!TypeParser.CanBeExtended(type, "Database", reporter))
        {
            return null;
        }

        if (!type.BaseType.Is(KnownNames.LineageDatabase))
        {
            reporter.Report(Rules.NotDatabase, type.FirstLocation(), type.Name);
            return null;
        }

        var includes = new List<string>();
        foreach (var include in attribute.NamedTypes("Include"))
        {
            if (include.HasAttribute(KnownNames.Database) && !SymbolEqualityComparer.Default.Equals(include, type))
            {
                includes.Add(include.QualifiedName());
            }
            else
            {
                reporter.Report(Rules.NotIncluded, attribute.LocationOr(type), type.Name, include.Name);
            }
        }

        var tables = new TablePropertyParser(type, reporter);
        var properties = tables.Parse();
        var statements = Statements(type, reporter);
        return new DatabaseModel
        {
            Type = TypeParser.Parse(type),
            Properties = properties.ToEquatableArray(),
            Tables = TableOrder.ParentsFirst(tables.Records).Select(static record => record.QualifiedName()).ToEquatableArray(),
            Includes = includes.ToEquatableArray(),
            Statements = statements.ToEquatableArray(),
            MigrationsFolder = (attribute.Named("Migrations", (string?)null) ?? "").Replace('\\', '/').Trim('/'),
            HasErrors = reporter.HasErrors,
            Stubs = reporter.HasErrors ? Stubs(type, properties, statements).ToEquatableArray() : [],
        };
    }

    /// <summary>
    /// The rules over all of a database's tables. They only matter to SQLite, so the generator, which runs while somebody types, leaves them to the
    /// analyzer.
    /// </summary>
    public static void CheckTables(INamedTypeSymbol type, Reporter reporter)
    {
        var tables = new TablePropertyParser(type, new Reporter());
        tables.Parse();
        ParentRules.Check(type, tables.Records, reporter);
        IndexNameRules.Check(type, tables.Records, reporter);
        FullTextNameRules.Check(type, tables.Records, reporter);
        RenamedFromParser.CheckTables(type, tables.Records, reporter);
    }

    /// <summary>The attribute that makes a method a statement, or null.</summary>
    public static AttributeData? StatementAttribute(IMethodSymbol method) => method.Attribute(KnownNames.Query) ?? method.Attribute(KnownNames.Command);

    private static List<StatementModel> Statements(INamedTypeSymbol type, Reporter reporter)
    {
        var names = new UniqueNames();
        var statements = new List<StatementModel>();
        foreach (var method in type.GetMembers().OfType<IMethodSymbol>())
        {
            if (StatementAttribute(method) is not { } attribute)
            {
                continue;
            }

            if (!method.IsPartialDefinition || method.IsStatic)
            {
                reporter.Report(Rules.StatementPlace, method.FirstLocation(), method.Name, PropertyFinder.AttributeName(attribute));
                continue;
            }

            var own = new Reporter();
            if (new StatementParser(method, attribute, isStandalone: false, own).Parse(names.Take(method.Name)) is { } statement)
            {
                statements.Add(statement);
            }

            reporter.Add(own);
        }

        return statements;
    }

    private static IEnumerable<string> Stubs(INamedTypeSymbol type, List<TablePropertyModel> properties, List<StatementModel> statements)
    {
        var names = new UniqueNames();
        foreach (var member in type.GetMembers())
        {
            var isWritten = member switch
            {
                IPropertySymbol => properties.Any(property => property.Name == Names.Escape(member.Name)),
                IMethodSymbol method when StatementAttribute(method) is not null && method is { IsPartialDefinition: true, IsStatic: false } => names.Take(method.Name) is var name && statements.Any(statement => statement.UniqueName == name),
                _ => true,
            };
            if (!isWritten && StubParser.Member(member) is { } stub)
            {
                yield return stub;
            }
        }
    }
}
