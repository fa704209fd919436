using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Analysis;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;
using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Parsing;

/// <summary>Finds how a record is made out of its columns: by its parameter list, and the rest in an object initializer.</summary>
internal sealed class ConstructionParser(INamedTypeSymbol record, IReadOnlyList<IPropertySymbol> columns, Reporter reporter)
{
    /// <summary>The constructor that is called; null for a struct's own.</summary>
    public IMethodSymbol? Constructor { get; private set; }

    public ConstructionModel Parse()
    {
        Constructor = FindConstructor();
        var arguments = new List<int>();
        var names = new List<string>();
        foreach (var parameter in Constructor?.Parameters ?? [])
        {
            var column = IndexOf(parameter.Name);
            if (column >= 0)
            {
                arguments.Add(column);
                names.Add(Names.Escape(parameter.Name));
            }
            else if (!parameter.HasExplicitDefaultValue)
            {
                reporter.Report(Rules.CannotConstruct, parameter.FirstLocation(), record.Name, $"its constructor's parameter '{parameter.Name}' is no column; give it a default value or a property of that name");
            }
        }

        var initialized = new List<int>();
        for (var index = 0; index < columns.Count; index++)
        {
            if (arguments.Contains(index))
            {
                continue;
            }

            initialized.Add(index);
            if (columns[index].SetMethod is not { } setter || setter.DeclaredAccessibility == Accessibility.Private && !SymbolEqualityComparer.Default.Equals(setter.ContainingType, record))
            {
                reporter.Report(Rules.NotSettable, columns[index].FirstLocation(), record.Name, columns[index].Name, "read");
            }
        }

        CheckRequired();
        return new ConstructionModel(arguments.ToEquatableArray(), names.ToEquatableArray(), initialized.ToEquatableArray());
    }

    private IMethodSymbol? FindConstructor()
    {
        if (PropertyFinder.PrimaryConstructor(record) is { } primary)
        {
            return primary;
        }

        var constructor = record.InstanceConstructors.FirstOrDefault(static candidate => candidate.Parameters.Length == 0);
        if (constructor is null && !record.IsValueType)
        {
            reporter.Report(Rules.CannotConstruct, record.FirstLocation(), record.Name, "it has neither a parameter list nor a constructor without parameters; add one of them");
        }

        return constructor;
    }

    private void CheckRequired()
    {
        for (var type = record; type is not null; type = type.BaseType)
        {
            foreach (var member in type.GetMembers())
            {
                var isRequired = member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true };
                if (isRequired && IndexOf(member.Name) < 0)
                {
                    reporter.Report(Rules.CannotConstruct, member.FirstLocation(), record.Name, $"the required member '{member.Name}' is no column; make it optional");
                }
            }
        }
    }

    private int IndexOf(string name)
    {
        for (var index = 0; index < columns.Count; index++)
        {
            if (columns[index].Name == name)
            {
                return index;
            }
        }

        return -1;
    }
}
