using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;

namespace LineageAot.Generators.Emission;

/// <summary>Emits the attribute from which the build check reads a statement, what its result is read into, and where its text stands.</summary>
internal static class StatementFactsEmitter
{
    /// <param name="holder">The class that holds the statement's text.</param>
    public static void Emit(SourceWriter writer, StatementModel statement, string holder)
    {
        foreach (var text in statement.Texts)
        {
            Emit(writer, statement, text, holder);
        }
    }

    private static void Emit(SourceWriter writer, StatementModel statement, StatementText text, string holder)
    {
        var arguments = new List<string> { $"{holder}.{statement.UniqueName}Sql{text.Name}" };
        if (statement.DatabaseTypeName is { } database)
        {
            arguments.Add($"Database = typeof({database})");
        }

        if (statement.ResultColumns.Count > 0)
        {
            arguments.Add($"Columns = new[] {{ {string.Join(", ", statement.ResultColumns.SelectMany(Column).Select(SourceWriter.Literal))} }}");
        }

        AddNumbers(arguments, "Edits", text.Edits.SelectMany(static edit => new[] { edit.Start, edit.Length, edit.Replacement.Length }).ToArray());
        AddNumbers(arguments, "Positions", statement.Positions);
        writer.Line($"[{FileFrame.Schema}StatementFacts({string.Join(", ", arguments)})]");
    }

    private static IEnumerable<string> Column(ResultColumnModel column)
        => [column.Name, column.Member, StorageFacts.Of(column.Value), column.Value.SqlType.ToString() + (column.Value.IsNullable ? "?" : "")];

    private static void AddNumbers(List<string> arguments, string name, IReadOnlyCollection<int> numbers)
    {
        if (numbers.Count > 0)
        {
            arguments.Add($"{name} = new[] {{ {string.Join(", ", numbers.Select(static number => number.ToString(CultureInfo.InvariantCulture)))} }}");
        }
    }
}
