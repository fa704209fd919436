using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LineageAot.Generators.Parsing.Sql;

/// <summary>Finds where a part of a constant text stands in the source, so that a finding points at the very word.</summary>
internal sealed class LiteralPositions
{
    private readonly Location whole;
    private readonly SyntaxToken? token;

    public LiteralPositions(AttributeData attribute, ISymbol owner)
    {
        whole = attribute.LocationOr(owner);
        if (attribute.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax { ArgumentList.Arguments: [var argument, ..] })
        {
            whole = argument.Expression.GetLocation();
            token = argument.Expression is LiteralExpressionSyntax literal && literal.IsKind(SyntaxKind.StringLiteralExpression) ? literal.Token : null;
        }
    }

    /// <summary>The place of a part of the text, or of the whole argument where it can't be told (escapes, joined constants).</summary>
    public Location Of(int start, int length)
    {
        if (token is not { SyntaxTree: { } tree } literal)
        {
            return whole;
        }

        var offset = literal.IsKind(SyntaxKind.MultiLineRawStringLiteralToken) ? OffsetInRawLines(literal, start) : OffsetInLine(literal, start);
        return offset < 0 ? whole : tree.GetLocation(new TextSpan(literal.SpanStart + offset, length));
    }

    private static int OffsetInLine(SyntaxToken literal, int start)
    {
        var content = literal.Text.IndexOf(literal.ValueText, StringComparison.Ordinal);
        return content < 0 ? -1 : content + start;
    }

    /// <summary>The lines of a raw literal start behind the closing quotes' indentation (C# specification, raw string literals).</summary>
    private static int OffsetInRawLines(SyntaxToken literal, int start)
    {
        var source = SourceText.From(literal.Text);
        var indentation = source.Lines[source.Lines.Count - 1].ToString().IndexOf('"');
        var value = SourceText.From(literal.ValueText);
        var position = value.Lines.GetLinePosition(start);
        var line = source.Lines[position.Line + 1];
        return line.Start + indentation + position.Character;
    }
}
