using System.Globalization;
using System.Text;
using LineageAot.Migrations.Planning;

namespace LineageAot.Cli.Scaffolding;

/// <summary>Texts of a file as C# source.</summary>
internal static class CSharpText
{
    /// <summary>A string literal on one line, whatever the text holds.</summary>
    public static string Literal(string text)
    {
        var literal = new StringBuilder("\"");
        foreach (var character in text)
        {
            literal.Append(character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when IsPlain(character) => character.ToString(),
                _ => "\\u" + ((int)character).ToString("x4", CultureInfo.InvariantCulture),
            });
        }

        return literal.Append('"').ToString();
    }

    /// <summary>A comment's text: a name may hold line ends, behind which it would be code.</summary>
    public static string Comment(string text) => SectionPlan.OneLine(text);

    /// <summary>The text of a documentation comment.</summary>
    public static string Documentation(string text) => Comment(text).Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private static bool IsPlain(char character) => char.GetUnicodeCategory(character) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
