using System.Linq;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;

namespace LineageAot.Generators.Emission;

/// <summary>Emits the other part of a [Table] record and the extension methods beside it.</summary>
internal static class TableEmitter
{
    public static string Emit(TableModel table)
    {
        var writer = new SourceWriter();
        FileFrame.Header(writer);
        FileFrame.OpenNamespace(writer, table.Type);
        FileFrame.OpenType(writer, table.Type, $" : {FileFrame.Schema}IRow<{table.Type.FullName}>", () => FactsEmitter.EmitTable(writer, table));
        writer.Line($"static {FileFrame.Schema}TableSchema {FileFrame.Schema}IRow<{table.Type.FullName}>.Schema => {SchemaEmitter.HolderName(table)}.Table;");
        writer.Line();
        CodecEmitter.EmitWrite(writer, table);
        writer.Line();
        ReadEmitter.Emit(writer, table.Type, table.Columns.Select(static column => new RowMemberModel(column.PropertyName, column, null)).ToArray(), table.Construction);
        writer.Line();
        PrepareEmitter.Emit(writer, table);
        FileFrame.CloseType(writer, table.Type);
        ExtensionsEmitter.Emit(writer, table);
        SchemaEmitter.Emit(writer, table);
        EnumEmitter.Emit(writer, table.Columns.Select(static column => column.Value));
        FileFrame.CloseNamespace(writer, table.Type);
        return writer.ToString();
    }
}
