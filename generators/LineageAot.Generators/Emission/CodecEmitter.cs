using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;

namespace LineageAot.Generators.Emission;

/// <summary>Emits Write, WriteKey and Read.</summary>
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

    public static void EmitRead(SourceWriter writer, TypeModel type, IReadOnlyList<ColumnModel> columns, ConstructionModel construction)
    {
        writer.Open($"static {type.FullName} {FileFrame.Schema}IProjection<{type.FullName}>.Read<TReader>(ref TReader reader)");
        var hasInitializer = construction.Initialized.Count > 0;
        if (construction.Arguments.Count == 0)
        {
            writer.Line($"return new {type.FullName}{(hasInitializer ? "" : "();")}");
        }
        else
        {
            writer.Line($"return new {type.FullName}(");
            writer.Indent();
            for (var place = 0; place < construction.Arguments.Count; place++)
            {
                var column = construction.Arguments[place];
                var isLast = place == construction.Arguments.Count - 1;
                writer.Line($"{construction.ParameterNames[place]}: {ValueEmitter.Read(columns[column].Value, column)}{(isLast ? hasInitializer ? ")" : ");" : ",")}");
            }

            writer.Unindent();
        }

        if (hasInitializer)
        {
            writer.Open();
            foreach (var column in construction.Initialized)
            {
                writer.Line($"{columns[column].PropertyName} = {ValueEmitter.Read(columns[column].Value, column)},");
            }

            writer.Close(";");
        }

        writer.Close();
    }
}
