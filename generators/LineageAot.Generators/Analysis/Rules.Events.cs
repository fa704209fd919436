using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Analysis;

/// <content>The rules of typed events.</content>
internal static partial class Rules
{
    private const string Events = "LineageAot.Events";

    public static readonly DiagnosticDescriptor NotOneCatalog = new("LIN1201", "A catalog implements IEventCatalog once",
        "'{0}' with [EventCatalog] must implement IEventCatalog<TEvent> exactly once, so that it's known which types it reads and writes; it does so {1} times",
        Events, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1201.md");

    public static readonly DiagnosticDescriptor EventNotInContext = new("LIN1202", "The JSON context lacks an event type",
        "'{0}' has no [JsonSerializable(typeof({1}))], so the catalog '{2}' can't read or write events of this type: add the attribute to the context",
        Events, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1202.md", customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor SameEventName = new("LIN1203", "Two event types have one name",
        "'{0}' has the name '{2}', which '{1}' has too, so the catalog '{3}' can't tell whose event it reads: give the type whose events aren't stored yet another name",
        Events, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1203.md", customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor BadEventName = new("LIN1204", "The event type's name can't be stored",
        "The name '{1}' of the event type '{0}' {2}: give it a word of yours",
        Events, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1204.md");
}
