using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Analysis;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;
using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Parsing;

/// <summary>Turns an [EventType] class into its model, or reports what is wrong with it.</summary>
internal static class EventTypeParser
{
    /// <summary>Null where no catalog could name it, or none of its names can be stored.</summary>
    public static EventTypeModel? Parse(INamedTypeSymbol type, Reporter reporter)
    {
        var names = Names(type, reporter);
        if (!CanBeNamed(type, reporter) || names.Count == 0)
        {
            return null;
        }

        var bases = BaseTypes(type).ToArray();
        return new EventTypeModel
        {
            FullName = type.QualifiedName(),
            Names = names.ToEquatableArray(),
            Depth = bases.Length,
            Kinds = bases.Concat(type.AllInterfaces).Prepend(type).Select(static kind => kind.QualifiedName()).ToEquatableArray(),
        };
    }

    private static List<string> Names(INamedTypeSymbol type, Reporter reporter)
    {
        var names = new List<string>();
        foreach (var attribute in type.Attributes(KnownNames.EventType))
        {
            var name = attribute.Positional<string>(0);
            if (string.IsNullOrWhiteSpace(name))
            {
                reporter.Report(Rules.BadEventName, attribute.LocationOr(type), type.Name, name ?? "", "is blank");
            }
            else if (name![0] == '$')
            {
                reporter.Report(Rules.BadEventName, attribute.LocationOr(type), type.Name, name, "begins with '$', as only the store's own do");
            }
            else if (!names.Contains(name))
            {
                names.Add(name);
            }
        }

        return names;
    }

    private static bool CanBeNamed(INamedTypeSymbol type, Reporter reporter)
    {
        // Of a type inside a generic one there are as many as that one has arguments.
        for (var part = type; part is not null; part = part.ContainingType)
        {
            if (part.IsGenericType)
            {
                reporter.Report(Rules.Generic, part.FirstLocation(), part.Name, "EventType");
                return false;
            }
        }

        if (!type.IsVisibleInAssembly())
        {
            reporter.Report(Rules.NotVisible, type.FirstLocation(), type.Name, "EventType");
            return false;
        }

        return true;
    }

    private static IEnumerable<INamedTypeSymbol> BaseTypes(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            yield return current;
        }
    }
}
