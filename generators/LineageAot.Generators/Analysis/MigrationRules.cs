using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Analysis;

/// <summary>The rules about migration files, each with its page in docs/rules. Those that need SQLite itself belong to the build check.</summary>
internal static class MigrationRules
{
    private const string Migrations = "LineageAot.Migrations";

    public static readonly DiagnosticDescriptor BadText = new("LIN3003", "The migration file can't be read",
        "'{0}' can't be read: {1}",
        Migrations, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN3003.md");

    public static readonly DiagnosticDescriptor SameNumber = new("LIN3004", "Two migrations have one number",
        "'{0}' and '{1}' have one number: give the one that wasn't applied anywhere the next free number",
        Migrations, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN3004.md", customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor BadName = new("LIN3005", "The file's name isn't a migration's",
        "'{0}' is left out: a migration's name is a number of four to nine digits, an underscore, a name and .sql, for instance 0001_create_notes.sql",
        Migrations, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: "docs/rules/LIN3005.md");
}
