using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Analysis;

/// <content>Advice on how a table lies in its file: it works as it is, and costs more than it has to.</content>
internal static partial class Rules
{
    private const string Design = "LineageAot.Design";

    public static readonly DiagnosticDescriptor RandomIndex = new("LIN1501", "A table of content has an index of random values",
        "An index of '{0}' starts with '{1}', {2}, beside the content '{3}': each insert changes another page of the index; leave it out if nothing asks for it, or give it a Where that few rows meet{4}",
        Design, DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1501.md");

    public static readonly DiagnosticDescriptor GuidAsText = new("LIN1502", "A Guid in an index is stored as text",
        "'{0}.{1}' is in {2} and stored as 36 characters, where a BLOB takes 16 bytes: leave [Storage(StorageKind.Text)] out if nothing else reads the file",
        Design, DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1502.md");

    public static readonly DiagnosticDescriptor WideWithoutRowId = new("LIN1503", "A table without rowid has long rows",
        "'{0}' has no rowid, and {1}: SQLite keeps the whole row in the key's tree, which pays for rows below about {2} bytes; leave WithoutRowId out{3}",
        Design, DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1503.md");

    public static readonly DiagnosticDescriptor RedundantIndex = new("LIN1504", "The index is the beginning of another",
        "The index ({1}) of '{0}' is the beginning of the {2} ({3}), which serves the same lookups: leave it out",
        Design, DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN1504.md");
}
