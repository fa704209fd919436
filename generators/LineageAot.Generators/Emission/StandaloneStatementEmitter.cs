using LineageAot.Generators.Model;
using LineageAot.Generators.Support;

namespace LineageAot.Generators.Emission;

/// <summary>Emits the implementing part of a [Query] or [Command] method of a static class, a file each.</summary>
internal static class StandaloneStatementEmitter
{
    public static string Emit(StandaloneStatementModel model)
    {
        var writer = new SourceWriter();
        FileFrame.Header(writer);
        FileFrame.OpenNamespace(writer, model.Type);
        FileFrame.OpenType(writer, model.Type, "");
        var holder = $"{model.Type.FlatName}{model.Statement.UniqueName}";
        StatementEmitter.EmitMethod(writer, model.Statement, holder, model.Statement.Parameters[0].Name + ".");
        FileFrame.CloseType(writer, model.Type);
        writer.Line();
        writer.Open($"file static class {holder}");
        StatementEmitter.EmitFacts(writer, "internal", model.Statement, model.Type.Name);
        writer.Close();
        EnumEmitter.Emit(writer, StatementEnums.Of(model.Statement));
        FileFrame.CloseNamespace(writer, model.Type);
        return writer.ToString();
    }
}
