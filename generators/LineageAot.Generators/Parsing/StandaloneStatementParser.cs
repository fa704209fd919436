using System.Linq;
using LineageAot.Generators.Analysis;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;
using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Parsing;

/// <summary>Turns a statement's method outside a [Database] class into its model, or reports what is wrong with it.</summary>
internal static class StandaloneStatementParser
{
    public static StandaloneStatementModel? Parse(IMethodSymbol method, Reporter reporter)
    {
        var type = method.ContainingType;
        if (type.HasAttribute(KnownNames.Database) || DatabaseParser.StatementAttribute(method) is not { } attribute)
        {
            return null;
        }

        if (!method.IsStatic || !method.IsPartialDefinition || !type.IsStatic)
        {
            reporter.Report(Rules.StatementPlace, method.FirstLocation(), method.Name, PropertyFinder.AttributeName(attribute));
            return null;
        }

        if (!TypeParser.CanBeExtended(type, PropertyFinder.AttributeName(attribute), reporter))
        {
            return null;
        }

        var names = new UniqueNames();
        var uniqueName = type.GetMembers().OfType<IMethodSymbol>().Where(static other => DatabaseParser.StatementAttribute(other) is not null)
            .Select(other => (Method: other, Name: names.Take(other.Name))).First(pair => SymbolEqualityComparer.Default.Equals(pair.Method, method)).Name;
        return new StatementParser(method, attribute, isStandalone: true, reporter).Parse(uniqueName) is { } statement
            ? new StandaloneStatementModel(TypeParser.Parse(type), statement)
            : null;
    }
}
