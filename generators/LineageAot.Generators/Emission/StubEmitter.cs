using System.Collections.Generic;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;

namespace LineageAot.Generators.Emission;

/// <summary>Emits what stands in for a part that can't be written; the analyzer's error keeps it from ever being run.</summary>
internal static class StubEmitter
{
    private const string Body = "throw new global::System.NotSupportedException(\"This declaration has errors: see the LIN diagnostics of the build.\")";

    public static string Emit(StubModel stub)
    {
        var writer = new SourceWriter();
        FileFrame.Header(writer);
        FileFrame.OpenNamespace(writer, stub.Type);
        FileFrame.OpenType(writer, stub.Type, stub.Bases);
        EmitMembers(writer, stub.Members);
        FileFrame.CloseType(writer, stub.Type);
        FileFrame.CloseNamespace(writer, stub.Type);
        return writer.ToString();
    }

    public static void EmitMembers(SourceWriter writer, IEnumerable<string> members)
    {
        foreach (var member in members)
        {
            writer.Line();
            writer.Line($"{member} => {Body};");
        }
    }
}
