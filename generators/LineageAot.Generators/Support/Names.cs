using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace LineageAot.Generators.Support;

/// <summary>The fixed rules by which names are derived from names.</summary>
internal static class Names
{
    /// <summary><c>ContentSha256</c> becomes <c>content_sha256</c>, <c>HTTPServer</c> becomes <c>http_server</c>.</summary>
    public static string SnakeCase(string name)
    {
        var result = new StringBuilder(name.Length + 4);
        for (var index = 0; index < name.Length; index++)
        {
            var character = name[index];
            if (char.IsUpper(character) && index > 0 && name[index - 1] != '_' && StartsWord(name, index))
            {
                result.Append('_');
            }

            result.Append(char.ToLowerInvariant(character));
        }

        return result.ToString();
    }

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

    private static bool StartsWord(string name, int index)
    {
        var previous = name[index - 1];
        return !char.IsUpper(previous) || (index + 1 < name.Length && char.IsLower(name[index + 1]));
    }
}
