using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LineageAot.CodeFixes;

/// <summary>Adds attributes to declarations, each in a list of its own.</summary>
internal static class Attributes
{
    /// <summary>A declaration with one more attribute, written in front of it, or inside the list for a positional property.</summary>
    public static SyntaxNode Add(SyntaxNode declaration, string attribute) => declaration switch
    {
        ParameterSyntax parameter => parameter
            .WithAttributeLists(parameter.AttributeLists.Insert(0, List("property: " + attribute).WithTrailingTrivia(SyntaxFactory.Space).WithLeadingTrivia(parameter.GetLeadingTrivia())))
            .WithType(parameter.AttributeLists.Count == 0 ? parameter.Type?.WithoutLeadingTrivia() : parameter.Type),
        MemberDeclarationSyntax member => Add(member, attribute),
        _ => declaration,
    };

    private static MemberDeclarationSyntax Add(MemberDeclarationSyntax member, string attribute)
    {
        var leading = member.GetLeadingTrivia();
        var onOwnLine = member is BaseTypeDeclarationSyntax;
        var indentation = leading.LastOrDefault(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia));
        var list = List(attribute).WithLeadingTrivia(leading)
            .WithTrailingTrivia(onOwnLine ? SyntaxFactory.TriviaList(SyntaxFactory.LineFeed) : SyntaxFactory.TriviaList(SyntaxFactory.Space));
        var rest = member.WithLeadingTrivia(onOwnLine && indentation != default ? SyntaxFactory.TriviaList(indentation) : default);
        return rest.WithAttributeLists(rest.AttributeLists.Insert(0, list));
    }

    private static AttributeListSyntax List(string attribute)
        => ((CompilationUnitSyntax)SyntaxFactory.ParseSyntaxTree($"[{attribute}] class C;").GetRoot()).Members.OfType<ClassDeclarationSyntax>().Single().AttributeLists[0].WithoutTrivia();
}
