using System.Collections.Generic;
using System.Linq;
using System.Text;
using LineageAot.Generators.Model;
using LineageAot.Schema;

namespace LineageAot.Generators.Parsing.Sql;

/// <summary>A piece of SQL that takes the place of another.</summary>
internal sealed record SqlEdit(int Start, int Length, string Replacement);

/// <summary>
/// Finds the stars of the outermost select lists, or of RETURNING, that stand for a record's columns: a star alone for the result, and where the
/// result has records inside it, <c>alias.*</c> for the one at its place.
/// </summary>
internal sealed class StarExpander(string resultName, IReadOnlyList<RowMemberModel>? members)
{
    private readonly List<SqlEdit> edits = [];
    private (SelectItem Star, string Reason)? refused;

    /// <summary>The columns that each star stands for.</summary>
    public Dictionary<SelectItem, IReadOnlyList<ColumnModel>> Columns { get; } = [];

    /// <summary>The edits; or the star that can't be expanded, and why.</summary>
    public (List<SqlEdit> Edits, (SelectItem Star, string Reason)? Refused) Find(IReadOnlyList<SelectList> lists)
    {
        // Beside RETURNING a select list is what an INSERT takes its rows from.
        var isNested = members?.Any(static member => member.Nested is not null) ?? false;
        var onlyReturning = isNested && lists.Any(static list => list.IsReturning);
        foreach (var list in lists.Where(list => list.IsReturning || !onlyReturning))
        {
            if (isNested)
            {
                ExpandNested(list.Items);
            }
            else
            {
                ExpandAlone(list.Items);
            }
        }

        return (edits, refused);
    }

    /// <summary>The text with its edits made.</summary>
    public static string Apply(string sql, IEnumerable<SqlEdit> edits)
    {
        var result = new StringBuilder(sql);
        foreach (var edit in edits.OrderByDescending(static edit => edit.Start).ThenByDescending(static edit => edit.Length))
        {
            result.Remove(edit.Start, edit.Length).Insert(edit.Start, edit.Replacement);
        }

        return result.ToString();
    }

    /// <summary>A column that a star stands for, as SQL.</summary>
    public static string Column(SelectItem star, ColumnModel column) => (star.Qualifier is { } alias ? alias + "." : "") + SqlIdentifier.Quote(column.Name);

    private void ExpandAlone(IReadOnlyList<SelectItem> items)
    {
        if (items.FirstOrDefault(static item => item.IsStar) is not { } star)
        {
            return;
        }

        if (members is null)
        {
            Refuse(star, "the result isn't a [Table] or [Row] record");
        }
        else if (items.Count > 1)
        {
            Refuse(star, $"it isn't alone in its list, and '{resultName}' has no member of a [Table] or [Row] type that it could stand for; write the columns out, or give '{resultName}' such a member");
        }
        else
        {
            Expand(star, members);
        }
    }

    private void ExpandNested(IReadOnlyList<SelectItem> items)
    {
        if (items.FirstOrDefault(static item => item is { IsStar: true, Qualifier: null }) is { } bare)
        {
            Refuse(bare, $"'{resultName}' is made of several records; write 'alias.*' for each");
            return;
        }

        var place = 0;
        Walk(members!, "", items, ref place);
        if (items.Skip(place).FirstOrDefault(static item => item.IsStar) is { } left)
        {
            Refuse(left, $"'{resultName}' has no more members");
        }
    }

    private void Walk(IEnumerable<RowMemberModel> inner, string path, IReadOnlyList<SelectItem> items, ref int place)
    {
        foreach (var member in inner)
        {
            if (place == items.Count)
            {
                return; // Fewer columns than members: the build check counts them.
            }

            var name = path + member.PropertyName.TrimStart('@');
            var isStar = items[place].IsStar;
            if (member.Nested is { } nested && !(isStar && !nested.HasNested))
            {
                Walk(nested.Members, name + ".", items, ref place);
                continue;
            }

            if (isStar && member.Nested is null)
            {
                Refuse(items[place], $"'{resultName}.{name}' stands at its place, which is one column; the order of the list must be that of the members");
                return;
            }

            if (isStar)
            {
                Expand(items[place], member.Nested!.Members);
            }

            place++;
        }
    }

    private void Expand(SelectItem star, IReadOnlyList<RowMemberModel> record)
    {
        var columns = RowMemberModel.Columns(record).ToArray();
        Columns.Add(star, columns);
        edits.Add(new SqlEdit(star.Start, star.Length, string.Join(", ", columns.Select(column => Column(star, column)))));
    }

    private void Refuse(SelectItem star, string reason) => refused ??= (star, reason);
}
