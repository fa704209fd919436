using System.Linq;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;

namespace LineageAot.Generators.Emission;

/// <summary>Emits the other part of an [EventCatalog] class.</summary>
internal static class EventCatalogEmitter
{
    private const string Payload = FileFrame.Events + "EventPayload.";

    public static string Emit(FilledCatalogModel filled)
    {
        var writer = new SourceWriter();
        FileFrame.Header(writer);
        FileFrame.OpenNamespace(writer, filled.Catalog.Type);
        FileFrame.OpenType(writer, filled.Catalog.Type, "");
        EmitDraft(writer, filled);
        writer.Line();
        EmitRead(writer, filled, "Read(string eventType, string? payload)");
        writer.Line();
        EmitRead(writer, filled, "ReadUtf8(string eventType, global::System.ReadOnlySpan<byte> payload)");
        FileFrame.CloseType(writer, filled.Catalog.Type);
        FileFrame.CloseNamespace(writer, filled.Catalog.Type);
        return writer.ToString();
    }

    private static void EmitDraft(SourceWriter writer, FilledCatalogModel filled)
    {
        OpenMethod(writer, filled.Catalog, FileFrame.Events + "EventDraft", $"Draft({filled.Catalog.EventName} happened)", "happened");
        foreach (var type in filled.Events)
        {
            writer.Line($"{type.TypeName} typed => {Payload}Draft({SourceWriter.Literal(type.Names[0])}, typed, {Form(filled.Catalog, type)}),");
        }

        writer.Line($"_ => throw {Payload}Unnamed(happened),");
        writer.Close(";");
    }

    private static void EmitRead(SourceWriter writer, FilledCatalogModel filled, string signature)
    {
        OpenMethod(writer, filled.Catalog, filled.Catalog.EventName + "?", signature, "eventType");
        foreach (var type in filled.Events)
        {
            writer.Line($"{string.Join(" or ", type.Names.Select(SourceWriter.Literal))} => {Payload}Read(eventType, payload, {Form(filled.Catalog, type)}),");
        }

        writer.Line("_ => null,");
        writer.Close(";");
    }

    private static void OpenMethod(SourceWriter writer, EventCatalogModel catalog, string returned, string signature, string value)
    {
        var declaration = catalog.HasPublicMethods ? $"public static {returned} {signature}" : $"static {returned} {FileFrame.Events}IEventCatalog<{catalog.EventName}>.{signature}";
        if (catalog.HasPublicMethods)
        {
            writer.Line("/// <inheritdoc/>");
        }

        writer.Open($"{declaration} => {value} switch");
    }

    private static string Form(EventCatalogModel catalog, CatalogEventModel type) => $"{catalog.ContextName}.Default.{type.PropertyName}";
}
