using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;

namespace LineageAot.Generators.Emission;

/// <summary>
/// Emits the attributes from which the build check and the tool read tables, databases and migrations out of the assembly's metadata. A native
/// program doesn't carry them: the library asks the compiler to leave them out.
/// </summary>
internal static class FactsEmitter
{
    public static void EmitTable(SourceWriter writer, TableModel table)
    {
        var statements = DdlEmitter.Statements(table).ToArray();
        var former = table.Columns.SelectMany(static column => column.RenamedFrom.SelectMany(name => new[] { column.Name, name })).ToArray();
        var named = new List<string>();
        AddNamed(named, "Columns", table.Columns.SelectMany(static column => new[] { column.Name, column.PropertyName.TrimStart('@'), StorageFacts.Of(column.Value), column.Role == ColumnRole.None ? "" : column.Role.ToString() }).ToArray());
        AddNamed(named, "RenamedFrom", table.RenamedFrom);
        AddNamed(named, "RenamedColumns", former);
        writer.Line($"[{FileFrame.Schema}TableFacts(");
        writer.Indent();
        writer.Line(SourceWriter.Literal(table.Name) + ",");
        for (var i = 0; i < statements.Length; i++)
        {
            writer.Text("", statements[i], i < statements.Length - 1 || named.Count > 0 ? "," : ")]");
        }

        if (named.Count > 0)
        {
            writer.Line(string.Join(", ", named) + ")]");
        }

        writer.Unindent();
    }

    public static void EmitDatabase(SourceWriter writer, DatabaseModel database)
    {
        var arguments = database.Tables.Select(TypeOf).ToList();
        if (database.Includes.Count > 0)
        {
            arguments.Add($"Includes = new[] {{ {string.Join(", ", database.Includes.Select(TypeOf))} }}");
        }

        if (database.MigrationsFolder.Length > 0)
        {
            arguments.Add($"MigrationsFolder = {SourceWriter.Literal(database.MigrationsFolder)}");
        }

        writer.Line($"[{FileFrame.Schema}DatabaseFacts({string.Join(", ", arguments)})]");
        foreach (var migration in database.Migrations)
        {
            writer.Text($"[{FileFrame.Schema}MigrationFacts({migration.Version.ToString(CultureInfo.InvariantCulture)}, {SourceWriter.Literal(migration.Name)}, {SourceWriter.Literal(migration.Checksum)}, ", migration.Text.TrimEnd('\n'), ")]");
        }
    }

    private static void AddNamed(List<string> arguments, string name, IReadOnlyCollection<string> values)
    {
        if (values.Count > 0)
        {
            arguments.Add($"{name} = new[] {{ {string.Join(", ", values.Select(SourceWriter.Literal))} }}");
        }
    }

    private static string TypeOf(string type) => $"typeof({type})";
}
