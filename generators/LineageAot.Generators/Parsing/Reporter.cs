using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Parsing;

/// <summary>
/// Takes what a parser finds wrong. The generator only asks whether there was an error, and then emits what stands in for a part; the analyzers
/// run the same parser and report each finding at its place. So no location ever enters a model.
/// </summary>
internal sealed class Reporter
{
    private readonly List<Diagnostic> found = [];

    public IReadOnlyList<Diagnostic> Found => found;

    public bool HasErrors { get; private set; }

    public void Report(DiagnosticDescriptor rule, Location location, params object[] arguments)
    {
        HasErrors |= rule.DefaultSeverity == DiagnosticSeverity.Error;
        found.Add(Diagnostic.Create(rule, location, arguments));
    }

    /// <summary>Adds what another one has taken: errors of one member don't keep the others from being written.</summary>
    public void Add(Reporter other)
    {
        HasErrors |= other.HasErrors;
        found.AddRange(other.found);
    }
}
