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
        ReadEmitter.Emit(writer, row.Type, row.Members, row.Construction);
        FileFrame.CloseType(writer, row.Type);
        EnumEmitter.Emit(writer, RowMemberModel.Values(row.Members));
        FileFrame.CloseNamespace(writer, row.Type);
        return writer.ToString();
    }
}
