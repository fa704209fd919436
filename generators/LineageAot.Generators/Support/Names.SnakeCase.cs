using System.Text;

namespace LineageAot.Generators.Support;

/// <content>The names of tables and columns. Shared as source with the tool, which looks for the C# names that give a file's names back.</content>
internal static partial class Names
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

    private static bool StartsWord(string name, int index)
    {
        var previous = name[index - 1];
        return !char.IsUpper(previous) || (index + 1 < name.Length && char.IsLower(name[index + 1]));
    }
}
