using System.Linq;
using LineageAot.Generators.Analysis;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;
using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Parsing;

/// <summary>Turns a statement's method outside a [Database] class into its model, or reports what is wrong with it.</summary>
internal static class StandaloneStatementParser
{
    /// <summary>As <see cref="Parse"/>, or what stands in for the method's other part.</summary>
    public static Parsed<StandaloneStatementModel> ParseOrStub(IMethodSymbol method)
        => Parse(method, new Reporter()) is { } model ? new Parsed<StandaloneStatementModel>(model, null)
            : new Parsed<StandaloneStatementModel>(null, method.ContainingType.HasAttribute(KnownNames.Database) ? null : StubParser.Statement(method, UniqueName(method)));

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

        return new StatementParser(method, attribute, isStandalone: true, reporter).Parse(UniqueName(method)) is { } statement
            ? new StandaloneStatementModel(TypeParser.Parse(type), statement)
            : null;
    }

    /// <summary>The method's name, with a number where others of its class have the same.</summary>
    private static string UniqueName(IMethodSymbol method)
    {
        var names = new UniqueNames();
        return method.ContainingType.GetMembers().OfType<IMethodSymbol>().Where(static other => DatabaseParser.StatementAttribute(other) is not null)
            .Select(other => (Method: other, Name: names.Take(other.Name))).First(pair => SymbolEqualityComparer.Default.Equals(pair.Method, method)).Name;
    }
}
