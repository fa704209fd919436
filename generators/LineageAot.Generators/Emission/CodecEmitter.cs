using System.Linq;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;

namespace LineageAot.Generators.Emission;

/// <summary>Emits Write and WriteKey.</summary>
internal static class CodecEmitter
{
    public static void EmitWrite(SourceWriter writer, TableModel table)
    {
        writer.Open($"static void {FileFrame.Schema}IRow<{table.Type.FullName}>.Write<TWriter>({table.Type.FullName} row, ref TWriter writer)");
        var locals = new UniqueNames();
        locals.Take("row");
        locals.Take("writer");
        var ordinal = 0;
        foreach (var column in table.Columns.Where(static column => column.Computed is null))
        {
            ValueEmitter.Write(writer, column.Value, ordinal++, "row." + column.PropertyName, locals.Take(Names.CamelCase(column.PropertyName.TrimStart('@'))));
        }

        writer.Close();
        writer.Line();
        writer.Open($"static void {FileFrame.Schema}IRow<{table.Type.FullName}>.WriteKey<TWriter>({table.Type.FullName} row, ref TWriter writer)");
        for (var place = 0; place < table.Key.Count; place++)
        {
            var column = table.Columns[table.Key[place]];
            ValueEmitter.Write(writer, column.Value, place, "row." + column.PropertyName, "key" + place);
        }

        writer.Close();
    }
}
