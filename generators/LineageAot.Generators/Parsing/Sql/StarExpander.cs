using System.Collections.Generic;
using System.Linq;
using System.Text;
using LineageAot.Generators.Model;
using LineageAot.Schema;

namespace LineageAot.Generators.Parsing.Sql;

/// <summary>A piece of SQL that takes the place of another.</summary>
internal sealed record SqlEdit(int Start, int Length, string Replacement);

/// <summary>Finds the stars of the outermost select lists, or of RETURNING, that stand for the record's columns.</summary>
internal static class StarExpander
{
    /// <summary>The edits; or, where a star isn't alone in its list, the token that can't be expanded.</summary>
    public static (List<SqlEdit> Edits, SqlToken? Refused) Find(IReadOnlyList<SqlToken> tokens, IReadOnlyList<ColumnModel>? columns)
    {
        var edits = new List<SqlEdit>();
        for (var index = 0; index < tokens.Count; index++)
        {
            if (tokens[index].Depth != 0 || !(tokens[index].IsWord("select") || tokens[index].IsWord("returning")))
            {
                continue;
            }

            var list = SelectList(tokens, index + 1);
            var star = list.FindIndex(place => tokens[place].Depth == 0 && tokens[place].IsSymbol("*") && IsItem(tokens, list, place));
            if (star < 0)
            {
                continue;
            }

            // The list is '*' or 'alias.*', and nothing else: the record's columns in the record's order.
            var isAlone = (list.Count == 1 && star == 0) || (list.Count == 3 && star == 2 && tokens[list[1]].IsSymbol(".") && tokens[list[0]].Name is not null);
            if (!isAlone || columns is null)
            {
                return (edits, tokens[list[star]]);
            }

            var alias = list.Count == 3 ? tokens[list[0]].Text + "." : "";
            var start = tokens[list[0]].Start;
            edits.Add(new SqlEdit(start, tokens[list[star]].End - start, string.Join(", ", columns.Select(column => alias + SqlIdentifier.Quote(column.Name)))));
        }

        return (edits, null);
    }

    /// <summary>The text with its edits made.</summary>
    public static string Apply(string sql, IEnumerable<SqlEdit> edits)
    {
        var result = new StringBuilder(sql);
        foreach (var edit in edits.OrderByDescending(static edit => edit.Start))
        {
            result.Remove(edit.Start, edit.Length).Insert(edit.Start, edit.Replacement);
        }

        return result.ToString();
    }

    private static List<int> SelectList(IReadOnlyList<SqlToken> tokens, int index)
    {
        var list = new List<int>();
        if (index < tokens.Count && (tokens[index].IsWord("distinct") || tokens[index].IsWord("all")))
        {
            index++;
        }

        while (index < tokens.Count && !(tokens[index].Depth == 0 && (tokens[index].IsWord("from") || tokens[index].IsSymbol(";"))))
        {
            list.Add(index++);
        }

        return list;
    }

    /// <summary>An item of the list and not a multiplication: nothing, a comma or 'alias.' stands before it.</summary>
    private static bool IsItem(IReadOnlyList<SqlToken> tokens, List<int> list, int place)
        => place == list[0] || tokens[place - 1].IsSymbol(",") || tokens[place - 1].IsSymbol(".");
}
