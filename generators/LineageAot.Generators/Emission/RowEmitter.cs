using System.Linq;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;

namespace LineageAot.Generators.Emission;

/// <summary>Emits the other part of a [Row] record: its reader.</summary>
internal static class RowEmitter
{
    public static string Emit(RowModel row)
    {
        var writer = new SourceWriter();
        FileFrame.Header(writer);
        FileFrame.OpenNamespace(writer, row.Type);
        FileFrame.OpenType(writer, row.Type, $" : {FileFrame.Schema}IProjection<{row.Type.FullName}>");
        CodecEmitter.EmitRead(writer, row.Type, row.Columns, row.Construction);
        FileFrame.CloseType(writer, row.Type);
        EnumEmitter.Emit(writer, row.Columns.Select(static column => column.Value));
        FileFrame.CloseNamespace(writer, row.Type);
        return writer.ToString();
    }
}
