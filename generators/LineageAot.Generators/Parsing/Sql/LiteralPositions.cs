using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LineageAot.Generators.Parsing.Sql;

/// <summary>Finds where a part of a constant text stands in the source, so that a finding points at the very word.</summary>
internal sealed class LiteralPositions
{
    private readonly Location whole;
    private readonly AttributeSyntax? syntax;
    private readonly ExpressionSyntax? expression;
    private readonly Lazy<IReadOnlyList<LiteralSegment>> segments;

    public LiteralPositions(AttributeData attribute, ISymbol owner)
    {
        whole = attribute.LocationOr(owner);
        segments = new Lazy<IReadOnlyList<LiteralSegment>>(() => Segments(attribute, owner));
        if (attribute.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } found)
        {
            syntax = found;
            expression = (arguments.FirstOrDefault(static argument => argument.NameColon is not null && argument.NameColon.Name.Identifier.ValueText == "sql") ?? arguments[0]).Expression;
            whole = expression.GetLocation();
        }
    }

    /// <summary>The place of a part of the text; of the constant that holds it where that one is written elsewhere.</summary>
    public Location Of(int start, int length)
    {
        foreach (var segment in segments.Value.Reverse())
        {
            if (segment.Start <= start)
            {
                var offset = start - segment.Start;
                return Location.Create(expression!.SyntaxTree, segment.IsExact
                    ? new TextSpan(segment.Position + offset, Math.Max(1, Math.Min(length, segment.Length - offset)))
                    : new TextSpan(segment.Position, segment.Length));
            }
        }

        return whole;
    }

    /// <summary>
    /// For each run of characters its first character's place in the text, its line below the attribute's name, its column from 1, and 1 if each further character
    /// stands behind the one before it. Relative to the attribute, so that an edit above it changes nothing.
    /// </summary>
    public IEnumerable<int> Relative()
    {
        if (syntax is null || expression is null)
        {
            return [];
        }

        var lines = syntax.SyntaxTree.GetText().Lines;
        var first = lines.GetLinePosition(syntax.Name.SpanStart).Line;
        var found = segments.Value.Count > 0 ? segments.Value : [new LiteralSegment(0, expression.SpanStart, expression.Span.Length, IsExact: false)];
        return found.SelectMany(segment =>
        {
            var position = lines.GetLinePosition(segment.Position);
            return new[] { segment.Start, position.Line - first, position.Character + 1, segment.IsExact ? 1 : 0 };
        });
    }

    private IReadOnlyList<LiteralSegment> Segments(AttributeData attribute, ISymbol owner)
        => expression is null ? [] : LiteralMap.Of(expression, attribute.Positional<string>(0) ?? "", (owner.ContainingAssembly as ISourceAssemblySymbol)?.Compilation);
}
