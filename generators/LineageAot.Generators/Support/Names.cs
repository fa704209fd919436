using Microsoft.CodeAnalysis.CSharp;

namespace LineageAot.Generators.Support;

/// <summary>The fixed rules by which names are derived from names.</summary>
internal static partial class Names
{
    /// <summary>A local or parameter name for a property, escaped where it is a keyword.</summary>
    public static string CamelCase(string name)
    {
        var index = 0;
        while (index < name.Length && char.IsUpper(name[index]) && (index == 0 || index + 1 == name.Length || char.IsUpper(name[index + 1])))
        {
            index++;
        }

        return Escape(name.Substring(0, index).ToLowerInvariant() + name.Substring(index));
    }

    public static string Escape(string identifier)
        => SyntaxFacts.GetKeywordKind(identifier) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(identifier) != SyntaxKind.None ? "@" + identifier : identifier;
}
