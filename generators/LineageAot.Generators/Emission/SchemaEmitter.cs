using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;

namespace LineageAot.Generators.Emission;

/// <summary>Emits the table's facts as one static object.</summary>
internal static class SchemaEmitter
{
    /// <summary>The file's class that holds the facts.</summary>
    public static string HolderName(TableModel table) => table.Type.FlatName + "Facts";

    public static void Emit(SourceWriter writer, TableModel table)
    {
        writer.Line();
        writer.Open($"file static class {HolderName(table)}");
        writer.Line($"internal static readonly {FileFrame.Schema}TableSchema Table = new()");
        writer.Open();
        writer.Line($"Name = {SourceWriter.Literal(table.Name)},");
        writer.Line($"RecordName = {SourceWriter.Literal(table.Type.DisplayName)},");
        if (table.RenamedFrom.Count > 0)
        {
            writer.Line($"RenamedFrom = {Strings(table.RenamedFrom)},");
        }

        EmitList(writer, "Columns", table.Columns.Select(Column));
        writer.Line($"Key = [{string.Join(", ", table.Key)}],");
        EmitList(writer, "Indexes", table.Indexes.Select(index => Index(table, index)));
        EmitList(writer, "ForeignKeys", table.ForeignKeys.Select(key => ForeignKey(table, key)));
        EmitList(writer, "Checks", table.Checks.Select(static check =>
            $"new {FileFrame.Schema}CheckSchema({SourceWriter.Literal(check.Name)}, {SourceWriter.Literal(check.Sql)}, {Strings(check.Columns)}),"));
        writer.Line($"IsStrict = {Boolean(table.IsStrict)},");
        writer.Line($"IsWithoutRowId = {Boolean(table.IsWithoutRowId)},");
        writer.Line($"IsImmutable = {Boolean(table.IsImmutable)},");
        writer.Line("Ddl =");
        writer.Line("[");
        writer.Indent();
        foreach (var statement in DdlEmitter.Statements(table))
        {
            writer.Text("", statement, ",");
        }

        writer.Unindent();
        writer.Line("],");
        writer.Close(";");
        writer.Close();
    }

    private static void EmitList(SourceWriter writer, string name, IEnumerable<string> items)
    {
        var lines = items.ToArray();
        if (lines.Length == 0)
        {
            return;
        }

        writer.Line($"{name} =");
        writer.Line("[");
        writer.Indent();
        foreach (var line in lines)
        {
            writer.Line(line);
        }

        writer.Unindent();
        writer.Line("],");
    }

    private static string Column(ColumnModel column)
    {
        var facts = new List<string>();
        if (column.IsGenerated)
        {
            facts.Add("IsGenerated = true");
        }

        if (DdlEmitter.Default(column) is { } value)
        {
            facts.Add($"Default = {SourceWriter.Literal(value)}");
        }

        if (column.Computed is { } expression)
        {
            facts.Add($"Computed = {SourceWriter.Literal(expression)}");
            facts.Add($"IsComputedStored = {Boolean(column.IsComputedStored)}");
        }

        if (column.Collation is { } collation)
        {
            facts.Add($"Collation = {SourceWriter.Literal(collation.ToUpperInvariant())}");
        }

        if (column.Role != ColumnRole.None)
        {
            facts.Add($"Role = {FileFrame.Schema}ColumnRole.{column.Role}");
        }

        if (column.RenamedFrom.Count > 0)
        {
            facts.Add($"RenamedFrom = {Strings(column.RenamedFrom)}");
        }

        return $"new {FileFrame.Schema}ColumnSchema({SourceWriter.Literal(column.Name)}, {SourceWriter.Literal(column.PropertyName.TrimStart('@'))}, "
            + $"{FileFrame.Schema}ColumnType.{column.Value.SqlType}, {Boolean(column.IsNullable)}){Initializer(facts)},";
    }

    private static string Index(TableModel table, IndexModel index)
    {
        var facts = new List<string>();
        if (index.Descending.Count > 0)
        {
            facts.Add($"Descending = [{string.Join(", ", index.Descending.Select(Boolean))}]");
        }

        if (index.Where is { } where)
        {
            facts.Add($"Where = {SourceWriter.Literal(where)}");
        }

        return $"new {FileFrame.Schema}IndexSchema({SourceWriter.Literal(index.Name)}, {ColumnNames(table, index.Columns)}, {Boolean(index.IsUnique)}){Initializer(facts)},";
    }

    private static string ForeignKey(TableModel table, ForeignKeyModel key)
    {
        var facts = new List<string>();
        if (key.OnDelete != ReferenceAction.NoAction)
        {
            facts.Add($"OnDelete = {FileFrame.Api}ReferenceAction.{key.OnDelete}");
        }

        if (key.OnUpdate != ReferenceAction.NoAction)
        {
            facts.Add($"OnUpdate = {FileFrame.Api}ReferenceAction.{key.OnUpdate}");
        }

        if (key.IsDeferred)
        {
            facts.Add("IsDeferred = true");
        }

        return $"new {FileFrame.Schema}ForeignKeySchema({SourceWriter.Literal(key.Name)}, {ColumnNames(table, key.Columns)}, "
            + $"{SourceWriter.Literal(key.ParentTable)}, {Strings(key.ParentColumns)}){Initializer(facts)},";
    }

    private static string Initializer(List<string> facts) => facts.Count == 0 ? "" : $" {{ {string.Join(", ", facts)} }}";

    private static string ColumnNames(TableModel table, IEnumerable<int> places) => Strings(places.Select(place => table.Columns[place].Name));

    private static string Strings(IEnumerable<string> items) => $"[{string.Join(", ", items.Select(SourceWriter.Literal))}]";

    private static string Boolean(bool value) => value ? "true" : "false";
}
