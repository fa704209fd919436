using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Analysis;

/// <summary>The rules by who reports them.</summary>
internal static class RuleSets
{
    /// <summary>Those that look at more than one declaration, and those that only advise, have analyzers of their own.</summary>
    private static readonly ImmutableHashSet<string> Others =
        [Rules.InNoDatabase.Id, Rules.ForeignKeyWithoutIndex.Id, Rules.EventNotInContext.Id, Rules.SameEventName.Id,
            Rules.RandomIndex.Id, Rules.GuidAsText.Id, Rules.WideWithoutRowId.Id, Rules.RedundantIndex.Id];

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
        [.. typeof(Rules).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static field => field.GetValue(null)).OfType<DiagnosticDescriptor>()];

    public static ImmutableArray<DiagnosticDescriptor> OfParsers { get; } = [.. All.Where(static rule => !Others.Contains(rule.Id))];
}
