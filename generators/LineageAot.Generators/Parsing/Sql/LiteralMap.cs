using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LineageAot.Generators.Parsing.Sql;

/// <summary>Where each character of a constant text stands: in literals of any form, joined ones, and interpolated ones whose holes are constants.</summary>
internal static class LiteralMap
{
    /// <summary>The runs in order; empty where the expression can't be followed.</summary>
    /// <param name="expression">The constant expression.</param>
    /// <param name="value">Its value.</param>
    /// <param name="compilation">Knows the values of named constants.</param>
    public static IReadOnlyList<LiteralSegment> Of(ExpressionSyntax expression, string value, Compilation? compilation)
    {
        var segments = new List<LiteralSegment>();
        return Add(expression, compilation, segments, 0) is { } length && length == value.Length ? segments : [];
    }

    /// <summary>The place behind the expression's value, or null where it can't be followed.</summary>
    private static int? Add(ExpressionSyntax expression, Compilation? compilation, List<LiteralSegment> segments, int start)
    {
        switch (expression)
        {
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal:
                return start + Append(segments, start, Read(literal.Token));
            case InterpolatedStringExpressionSyntax interpolated:
                return Read(interpolated, compilation) is { } reader ? start + Append(segments, start, reader) : null;
            case ParenthesizedExpressionSyntax parenthesized:
                return Add(parenthesized.Expression, compilation, segments, start);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum:
                return Add(sum.Left, compilation, segments, start) is { } middle ? Add(sum.Right, compilation, segments, middle) : null;
        }

        if (ConstantLength(expression, compilation) is not { } length)
        {
            return null;
        }

        if (length > 0)
        {
            segments.Add(new LiteralSegment(start, expression.SpanStart, expression.Span.Length, IsExact: false));
        }

        return start + length;
    }

    private static int Append(List<LiteralSegment> segments, int start, LiteralTokenReader reader)
    {
        segments.AddRange(reader.Segments.Select(segment => segment with { Start = segment.Start + start }));
        return reader.Length;
    }

    private static LiteralTokenReader Read(SyntaxToken token)
    {
        var text = token.Text;
        var quotes = LeadingQuotes(text, text[0] == '@' ? 1 : 0);
        if (token.IsKind(SyntaxKind.MultiLineRawStringLiteralToken))
        {
            // Behind the quotes' line, up to the last line, which holds the closing quotes.
            var first = text.IndexOf('\n') + 1;
            var last = text.LastIndexOf('\n');
            var reader = new LiteralTokenReader(LiteralForm.Raw, isInterpolated: false, text.Length - last - 1 - quotes);
            var end = last > 0 && text[last - 1] == '\r' ? last - 1 : last;
            if (end > first)
            {
                reader.Read(text.Substring(first, end - first), token.SpanStart + first, isAtLineStart: true);
            }

            return reader;
        }

        var isRaw = token.IsKind(SyntaxKind.SingleLineRawStringLiteralToken);
        var form = isRaw ? LiteralForm.Raw : text[0] == '@' ? LiteralForm.Verbatim : LiteralForm.Regular;
        var opening = isRaw ? quotes : form == LiteralForm.Verbatim ? 2 : 1;
        var line = new LiteralTokenReader(form, isInterpolated: false, 0);
        line.Read(text.Substring(opening, text.Length - opening - (isRaw ? quotes : 1)), token.SpanStart + opening, isAtLineStart: false);
        return line;
    }

    private static LiteralTokenReader? Read(InterpolatedStringExpressionSyntax interpolated, Compilation? compilation)
    {
        var opening = interpolated.StringStartToken;
        var form = opening.IsKind(SyntaxKind.InterpolatedMultiLineRawStringStartToken) || opening.IsKind(SyntaxKind.InterpolatedSingleLineRawStringStartToken) ? LiteralForm.Raw
            : opening.Text.IndexOf('@') >= 0 ? LiteralForm.Verbatim
            : LiteralForm.Regular;
        var isMultiLine = opening.IsKind(SyntaxKind.InterpolatedMultiLineRawStringStartToken);
        var closing = interpolated.StringEndToken.Text;
        var reader = new LiteralTokenReader(form, isInterpolated: true, isMultiLine ? closing.IndexOf('"') - closing.LastIndexOf('\n') - 1 : 0);
        foreach (var content in interpolated.Contents)
        {
            if (content is InterpolatedStringTextSyntax { TextToken: var text })
            {
                var column = text.GetLocation().GetLineSpan().StartLinePosition.Character;
                reader.Read(text.Text, text.SpanStart, isMultiLine && column == 0);
            }
            else if (content is InterpolationSyntax { AlignmentClause: null, FormatClause: null } hole && ConstantLength(hole.Expression, compilation) is { } length)
            {
                reader.Insert(length, hole.SpanStart, hole.Span.Length);
            }
            else
            {
                return null;
            }
        }

        return reader;
    }

    private static int? ConstantLength(ExpressionSyntax expression, Compilation? compilation)
        => compilation?.GetSemanticModel(expression.SyntaxTree).GetConstantValue(expression) is { HasValue: true, Value: string constant } ? constant.Length : null;

    private static int LeadingQuotes(string text, int start)
    {
        var end = start;
        while (end < text.Length && text[end] == '"')
        {
            end++;
        }

        return end - start;
    }
}
