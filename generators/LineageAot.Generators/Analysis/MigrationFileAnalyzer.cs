using System;
using System.Collections.Immutable;
using System.Linq;
using LineageAot.Generators.Parsing;
using LineageAot.Schema.Migrations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LineageAot.Generators.Analysis;

/// <summary>Reads migration files as the migrator will, so that what it would refuse on a user's machine is an error of the build, at its line.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MigrationFileAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [MigrationRules.BadText, MigrationRules.SameNumber, MigrationRules.BadName];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterAdditionalFileAction(AnalyzeFile);
        context.RegisterCompilationAction(AnalyzeNumbers);
    }

    private static void AnalyzeFile(AdditionalFileAnalysisContext context)
    {
        var path = context.AdditionalFile.Path;
        if (!MigrationFiles.IsBelowFolder(path) || context.AdditionalFile.GetText(context.CancellationToken) is not { } text)
        {
            return;
        }

        var name = MigrationFiles.NameOf(path);
        if (!MigrationFileName.TryParse(name, out _, out _))
        {
            if (name.EndsWith(".sql", StringComparison.OrdinalIgnoreCase))
            {
                context.ReportDiagnostic(Diagnostic.Create(MigrationRules.BadName, At(path, text, 1, 1), name));
            }

            return;
        }

        foreach (var error in MigrationTextParser.Parse(text.ToString()).Errors)
        {
            context.ReportDiagnostic(Diagnostic.Create(MigrationRules.BadText, At(path, text, error.Line, error.Column), name, error.Message));
        }
    }

    private static void AnalyzeNumbers(CompilationAnalysisContext context)
    {
        var files = context.Options.AdditionalFiles.Select(file => (file.Path, Migration: MigrationFiles.Parse(file, context.CancellationToken))).Where(static file => file.Migration is not null);
        foreach (var twins in files.GroupBy(static file => (file.Migration!.Folder, file.Migration.Version)).Where(static group => group.Count() > 1))
        {
            var ordered = twins.OrderBy(static file => file.Path, StringComparer.Ordinal).ToArray();
            for (var i = 1; i < ordered.Length; i++)
            {
                context.ReportDiagnostic(Diagnostic.Create(MigrationRules.SameNumber, Location.Create(ordered[i].Path, default, default), MigrationFiles.NameOf(ordered[0].Path), MigrationFiles.NameOf(ordered[i].Path)));
            }
        }
    }

    private static Location At(string path, SourceText text, int line, int column)
    {
        // The parser counts in text with line feeds alone; the lines are the same, and so are the columns.
        var start = new LinePosition(Math.Min(line, text.Lines.Count) - 1, column - 1);
        var position = Math.Min(text.Lines[start.Line].Start + start.Character, text.Lines[start.Line].End);
        return Location.Create(path, new TextSpan(position, 0), new LinePositionSpan(start, start));
    }
}
