using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Analysis;
using LineageAot.Generators.Parsing.Sql;
using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Parsing;

/// <summary>SQL of an attribute becomes a part of a DDL statement: it must not end it, comment the rest out, or leave something open.</summary>
internal static class SqlFragmentRules
{
    public static void Check(INamedTypeSymbol record, IReadOnlyList<IPropertySymbol> properties, Reporter reporter)
    {
        foreach (var owner in properties.Cast<ISymbol>().Prepend(record))
        {
            foreach (var attribute in owner.GetAttributes())
            {
                if (Fragment(attribute) is { } sql && Problem(sql) is { } problem)
                {
                    reporter.Report(Rules.SqlFragment, attribute.LocationOr(owner), PropertyFinder.AttributeName(attribute), owner.Name, problem);
                }
            }
        }
    }

    private static string? Fragment(AttributeData attribute)
        => attribute.AttributeClass.Is(KnownNames.Check) || attribute.AttributeClass.Is(KnownNames.Default) || attribute.AttributeClass.Is(KnownNames.Computed) ? attribute.Positional<string>(0) ?? ""
            : attribute.AttributeClass.Is(KnownNames.Index) || attribute.AttributeClass.Is(KnownNames.Unique) ? attribute.Named<string?>("Where", null)
            : null;

    private static string? Problem(string sql)
    {
        var tokens = SqlTokenizer.Tokenize(sql);
        var opened = tokens.Count(static token => token.IsSymbol("("));
        return sql.IndexOf('\0') >= 0 ? "it holds U+0000, which ends SQL text"
            : tokens.Count == 0 ? "it is empty"
            : HasComment(sql, tokens) ? "it holds a comment"
            : tokens.Any(static token => token.IsSymbol(";")) ? "it holds a semicolon"
            : tokens.Any(static token => token.Kind is SqlTokenKind.Parameter or SqlTokenKind.OtherParameter) ? "it holds a parameter"
            : tokens.Any(static token => token.Depth < 0) || tokens.Count(static token => token.IsSymbol(")")) != opened ? "its parentheses don't match"
            : tokens.Any(IsOpen) ? "a quote isn't closed"
            : null;
    }

    /// <summary>The tokenizer skips comments: they are what is left between tokens, white space aside.</summary>
    private static bool HasComment(string sql, List<SqlToken> tokens)
    {
        var position = 0;
        foreach (var token in tokens)
        {
            if (!string.IsNullOrWhiteSpace(sql.Substring(position, token.Start - position)))
            {
                return true;
            }

            position = token.End;
        }

        return !string.IsNullOrWhiteSpace(sql.Substring(position));
    }

    private static bool IsOpen(SqlToken token)
    {
        if (token.Kind is not (SqlTokenKind.Text or SqlTokenKind.QuotedName))
        {
            return false;
        }

        var quote = token.Text[0] == '[' ? ']' : token.Text[0];
        var closing = token.Text.Skip(1).Reverse().TakeWhile(character => character == quote).Count();
        return quote == ']' ? closing == 0 : closing % 2 == 0;
    }
}
