using System.Text.RegularExpressions;

namespace LineageAot.Lineage.Tests.Rules;

/// <summary>A line of a list of cases: a rule of a table, and columns to set in copies of the table's good row.</summary>
/// <param name="Table">The table.</param>
/// <param name="Rule">The rule's name in the schema.</param>
/// <param name="Parts">Sets of columns, each with its value as SQL.</param>
public sealed partial record RuleCase(string Table, string Rule, IReadOnlyList<IReadOnlyDictionary<string, string>> Parts)
{
    /// <summary>Reads a list: a line of a table's name, then an indented line a case, <c>rule: column = value; column = value | column = value</c>.</summary>
    public static IEnumerable<RuleCase> Parse(string list)
    {
        var table = "";
        foreach (var line in list.Split('\n'))
        {
            if (line[0] != ' ')
            {
                table = line;
                continue;
            }

            var end = line.IndexOf(':', StringComparison.Ordinal);
            yield return new RuleCase(table, line[..end].Trim(), [.. line[(end + 1)..].Split('|').Select(Columns)]);
        }
    }

    /// <summary>The cases as xunit counts them: by a text that names each.</summary>
    public static TheoryData<string> Names(IEnumerable<RuleCase> cases) => [.. cases.Select(static one => one.ToString())];

    public override string ToString() => $"{Rule}: {string.Join(" | ", Parts.Select(static part => string.Join("; ", part.Select(static column => $"{column.Key} = {column.Value}"))))}";

    private static Dictionary<string, string> Columns(string part)
        => part.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(static column => column.Split('=', 2, StringSplitOptions.TrimEntries))
            .ToDictionary(static column => column[0], static column => Literal(column[1]));

    // '#2' is the key of 16 bytes that ends in 2, '##2' such a hash of 32 bytes.
    private static string Literal(string value) => ShortForms().Replace(value, static form =>
    {
        var bytes = form.Groups["hash"].Length > 0 ? 32 : 16;
        return form.Groups["of"].Value == "short" ? $"x'{new string('0', (bytes - 1) * 2)}'" : $"x'{form.Groups["of"].Value.PadLeft(bytes * 2, '0')}'";
    });

    [GeneratedRegex("^#(?<hash>#?)(?<of>short|[0-9]+)$")]
    private static partial Regex ShortForms();
}
