using System;
using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Analysis;
using LineageAot.Generators.Model;
using LineageAot.Generators.Parsing.Sql;
using LineageAot.Generators.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LineageAot.Generators.Parsing;

/// <summary>Turns a [Query] or [Command] method into its model, or reports what is wrong with it.</summary>
internal sealed class StatementParser(IMethodSymbol method, AttributeData attribute, bool isStandalone, Reporter reporter)
{
    private readonly bool isCommand = attribute.AttributeClass.Is(KnownNames.Command);
    private readonly LiteralPositions positions = new(attribute, method);

    public StatementModel? Parse(string uniqueName)
    {
        if (method.TypeParameters.Length > 0 || method.Parameters.Any(static parameter => parameter.RefKind != RefKind.None))
        {
            reporter.Report(Rules.GenericMethod, method.FirstLocation(), method.Name);
            return null;
        }

        var sql = attribute.Positional<string>(0) ?? "";
        var tokens = SqlTokenizer.Tokenize(sql);
        if (!CheckText(sql, tokens))
        {
            return null;
        }

        var isPage = ResultParser.IsPage(method);
        var parameters = new ParameterParser(method, isStandalone, isCommand, isPage, reporter).Parse(out var source);
        var isReturning = tokens.Any(static token => token.IsWord("returning"));
        var results = new ResultParser(method, isCommand && !isReturning, source == StatementSource.WriteScope, isCommand, reporter).Parse();
        if (parameters is null || results is null)
        {
            return null;
        }

        PageParser.CheckParameters(method, parameters, isPage, reporter);
        var lists = SelectList.Find(tokens).ToArray();
        var stars = new StarExpander(results.Record?.Name ?? "", results.Members);
        var (edits, refused) = stars.Find(lists);
        if (tokens[tokens.Count - 1] is var last && last.IsSymbol(";"))
        {
            edits.Add(new SqlEdit(last.Start, sql.Length - last.Start, "")); // SQLite would take a comment behind it for a second statement.
        }

        if (refused is var (star, reason))
        {
            reporter.Report(Rules.Star, positions.Of(star.Start, star.Length), method.Name, reason);
        }

        if (results is { Record: { } record, Columns: { } columns })
        {
            OrderRules.Check(record, columns, tokens, positions, reporter);
        }

        var bound = new ParameterMatcher(method, parameters, positions, reporter).Match(tokens, edits);
        var paged = isPage ? new PageParser(method, sql, results, tokens, positions, reporter).Parse(method.ContainingType.Name, uniqueName, lists, stars) : null;
        if (reporter.HasErrors)
        {
            return null;
        }

        return new StatementModel
        {
            MethodName = Names.Escape(method.Name),
            UniqueName = uniqueName,
            Modifiers = Modifiers(method),
            ReturnTypeName = method.ReturnType.DeclaredName(),
            Texts = paged is var (_, limit, condition)
                ? [Text("", sql, [.. edits, limit]), Text("Next", sql, [.. edits, .. condition, limit])]
                : [Text("", sql, edits)],
            Page = paged?.Page,
            Positions = positions.Relative().ToEquatableArray(),
            IsCommand = isCommand,
            IsAsync = results.IsAsync,
            Shape = results.Shape,
            Result = results.Result,
            ResultColumns = ResultColumns(results).ToEquatableArray(),
            DatabaseTypeName = source == StatementSource.Database && method.Parameters[0].Type.HasAttribute(KnownNames.Database) ? method.Parameters[0].Type.QualifiedName() : null,
            Source = source,
            Parameters = parameters.ToEquatableArray(),
            Bound = bound.ToEquatableArray(),
            IsExtension = method.IsExtensionMethod,
            IsPublic = method.ReturnType.IsPubliclyVisible() && method.Parameters.All(static parameter => parameter.Type.IsPubliclyVisible()),
        };
    }

    private static IEnumerable<ResultColumnModel> ResultColumns(ParsedResult results)
        => results.Columns?.Select(static column => new ResultColumnModel(column.Name, column.MemberPath ?? column.PropertyName, column.Value))
            ?? (results.Result?.Scalar is { } scalar ? [new ResultColumnModel("", "", scalar)] : []);

    private static StatementText Text(string name, string sql, IEnumerable<SqlEdit> edits)
    {
        var ordered = edits.OrderBy(static edit => edit.Start).ToArray();
        return new StatementText(name, StarExpander.Apply(sql, ordered), ordered.ToEquatableArray());
    }

    private bool CheckText(string sql, List<SqlToken> tokens)
    {
        var end = tokens.FindIndex(static token => token.IsSymbol(";"));
        var other = tokens.FirstOrDefault(static token => token.Kind == SqlTokenKind.OtherParameter);
        var (place, reason) = sql.IndexOf('\0') is >= 0 and var nul ? (nul, "it holds U+0000, which ends SQL text")
            : tokens.Count == 0 ? (0, "it is empty")
            : end >= 0 && end < tokens.Count - 1 ? (tokens[end + 1].Start, "it holds a second statement; a method has one")
            : other.Length > 0 ? (other.Start, $"'{other.Text}' is a parameter of another form; write @name with the name of the method's parameter")
            : (-1, "");
        if (place < 0)
        {
            return true;
        }

        reporter.Report(Rules.BadSql, positions.Of(place, place == other.Start ? Math.Max(1, other.Length) : 1), method.Name, reason);
        return false;
    }

    /// <summary>The modifiers as the user wrote them: both parts of a partial member must agree.</summary>
    public static string Modifiers(ISymbol symbol)
    {
        var declaration = symbol.DeclaringSyntaxReferences.Select(static reference => reference.GetSyntax()).OfType<MemberDeclarationSyntax>()
            .FirstOrDefault(static candidate => candidate.Modifiers.Any(SyntaxKind.PartialKeyword));
        return declaration is null ? "partial" : string.Join(" ", declaration.Modifiers.Select(static modifier => modifier.Text));
    }
}
