using LineageAot.BuildCheck.Assemblies;
using LineageAot.Migrations;
using LineageAot.Schema;

namespace LineageAot.BuildCheck.Checks.Statements;

/// <summary>A command of the user's sets a row's version or its time of change only if it says so: the library keeps them for its own writes alone.</summary>
internal static class StampCheck
{
    public static void Run(PreparedText prepared, SqlWords words, IReadOnlyList<SelectScope> scopes, StatementSchema schema, StatementReport report)
    {
        foreach (var table in prepared.Updated)
        {
            // What the action of a foreign key sets isn't named in the text.
            if (!schema.Database.Records.TryGetValue(table.Key, out var columns) || IndexOf(words, table.Key) < 0)
            {
                continue;
            }

            RecordColumn[] left = [.. columns.Where(column => column.Role is "UpdatedAt" or "RowVersion" && !table.Contains(column.Name, SqlNameComparer.Instance))];
            if (left.Length > 0)
            {
                report.Add(CheckRule.StampNotSet, Place(words, scopes, table.Key),
                    $"{report.Statement.Name} updates '{table.Key}' and leaves {string.Join(" and ", left.Select(static column => $"its [{column.Role}] '{column.Name}'"))} alone. Where that is a change of the row, add to SET: {string.Join(", ", left.Select(Setter))}.");
            }
        }
    }

    private static string Setter(RecordColumn column)
    {
        var name = SqlIdentifier.Quote(column.Name);
        return column.Role == "RowVersion" ? $"{name} = {name} + 1" : $"{name} = @now";
    }

    private static int Place(SqlWords words, IReadOnlyList<SelectScope> scopes, string table)
    {
        var source = scopes.OrderBy(static scope => scope.Depth).SelectMany(static scope => scope.Sources).FirstOrDefault(source => SqlNameComparer.Instance.Equals(source.Table, table));
        return words[source?.Index ?? IndexOf(words, table)].Start;
    }

    private static int IndexOf(SqlWords words, string name)
    {
        var index = words.Count - 1;
        while (index >= 0 && !(words.Name(index) is { } found && SqlNameComparer.Instance.Equals(found, name)))
        {
            index--;
        }

        return index;
    }
}
