using LineageAot.BuildCheck.Assemblies;
using LineageAot.Migrations;
using LineageAot.Schema;

namespace LineageAot.BuildCheck.Checks.Statements;

/// <summary>The columns of a statement's rows are those that its result is read from: number, names, and where SQLite names the table's column, type, meaning and nullability.</summary>
internal sealed class ResultCheck(SqlWords words, IReadOnlyList<SelectScope> scopes, StatementSchema schema, StatementReport report)
{
    private readonly (int List, IReadOnlyList<int> Items) places = ResultItems.Of(words, report.Statement.IsCommand);

    private AssemblyStatement Statement => report.Statement;

    public void Run(PreparedText prepared)
    {
        var wanted = Statement.Columns;
        if (wanted.Count == 0)
        {
            return;
        }

        if (prepared.Columns.Count != wanted.Count)
        {
            Report(Math.Min(wanted.Count, places.Items.Count - 1), CountMismatch(prepared.Columns));
            return;
        }

        if (NamesMismatch(prepared.Columns) is { } mismatch)
        {
            Report(mismatch.Column, mismatch.Text);
            return;
        }

        var nullable = new NullableColumns(words, prepared, scopes, schema);
        for (var i = 0; i < wanted.Count; i++)
        {
            if (prepared.Columns[i] is { Table.Length: > 0 } column && ValueMismatch(column, wanted[i], nullable) is { } text)
            {
                Report(i, text);
            }
        }
    }

    private string CountMismatch(IReadOnlyList<PreparedColumn> columns)
        => $"{Statement.Name} yields {Counted(columns.Count)} ({string.Join(", ", columns.Select(static column => Short(column.Name)))}), and its result is read from {Counted(Statement.Columns.Count)}{Named()}. {Way()}";

    private (int Column, string Text)? NamesMismatch(IReadOnlyList<PreparedColumn> columns)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            var (name, wanted) = (columns[i].Name, Statement.Columns[i]);
            if (wanted.Name.Length == 0 || SqlNameComparer.Instance.Equals(name, wanted.Name))
            {
                continue;
            }

            var way = Statement.Columns.Any(other => SqlNameComparer.Instance.Equals(other.Name, name)) ? $"The columns come in another order than the record's members: {Named().TrimStart(':', ' ')}. {Way()}"
                : $"Write AS {wanted.Name} behind it, or take the column that is meant.";
            return (i, $"Column {i + 1} of {Statement.Name} is '{Short(name)}', and '{wanted.Name}' is read there, into {wanted.Member}. {way}");
        }

        return null;
    }

    private string? ValueMismatch(PreparedColumn column, ResultColumn wanted, NullableColumns nullable)
    {
        var place = $"{Statement.Name} reads '{column.Origin}' of table '{column.Table}' {(wanted.Member.Length > 0 ? $"into {wanted.Member}" : "as its result")}";
        if (schema.Table(column.Table)?.Column(column.Origin) is not { } origin)
        {
            return null;
        }

        if (!StorageMatch.FitsType(origin.Type, wanted.SqlType))
        {
            return $"{place}, which is {wanted.SqlType} ({wanted.Storage}), and the column is {origin.Type}. Give the member the type of the column.";
        }

        var stored = schema.Database.Records.GetValueOrDefault(column.Table)?.FirstOrDefault(known => SqlNameComparer.Instance.Equals(known.Name, column.Origin));
        if (stored is not null && !StorageMatch.FitsMeaning(stored.Storage, wanted.Storage))
        {
            return $"{place}, which is stored as {wanted.Storage}, and the column as {stored.Storage}: both are {wanted.SqlType}, but they mean different values. Give the member the type and storage of the column.";
        }

        return !wanted.IsNullable && nullable.CanBeNull(column)
            ? $"{place}, which can't be null, and the column can be NULL. Make it nullable, or keep such rows out: WHERE {column.Origin} IS NOT NULL."
            : null;
    }

    private string Named() => Statement.Columns[0].Name.Length > 0 ? $": {string.Join(", ", Statement.Columns.Select(static column => column.Name))}" : "";

    private string Way() => Statement.Columns[0].Name.Length > 0 ? "Write them in this order, or * for a table's own." : "Select one expression.";

    /// <summary>An expression without AS has its own text for a name.</summary>
    private static string Short(string name)
    {
        const int longest = 40;
        return name.Length > longest ? string.Concat(name.AsSpan(0, longest), "…") : name;
    }

    private static string Counted(int count) => count == 1 ? "1 column" : $"{count} columns";

    private void Report(int item, string text) => report.Add(CheckRule.ResultMismatch, item >= 0 && item < places.Items.Count ? places.Items[item] : places.List, text);
}
