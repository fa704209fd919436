using System.Collections.Generic;
using LineageAot.Generators.Analysis;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LineageAot.Generators.Parsing;

/// <summary>Finds what each parameter of a statement's method is for.</summary>
internal sealed class ParameterParser(IMethodSymbol method, bool isStandalone, bool isCommand, bool isPage, Reporter reporter)
{
    /// <summary>The parameters, or null after a report.</summary>
    public List<ParameterModel>? Parse(out StatementSource source)
    {
        source = StatementSource.This;
        if (isStandalone && !TrySource(out source))
        {
            var allowed = isCommand ? "a [Database] class (asynchronous) or a WriteScope" : "a ReadSource, a [Database] class, a ReadSnapshot or a WriteScope";
            reporter.Report(Rules.SourceParameter, method.FirstLocation(), method.Name, allowed);
            return null;
        }

        var parameters = new List<ParameterModel>();
        var isGood = true;
        foreach (var parameter in method.Parameters)
        {
            if (Parse(parameter, isSource: isStandalone && parameter.Ordinal == 0) is { } model)
            {
                parameters.Add(model);
            }
            else
            {
                isGood = false;
            }
        }

        return isGood ? parameters : null;
    }

    private ParameterModel? Parse(IParameterSymbol parameter, bool isSource)
    {
        var name = Names.Escape(parameter.Name);
        var type = parameter.Type.DeclaredName();
        var role = isSource ? ParameterRole.Source
            : parameter.Type.Is("System.Threading.CancellationToken") ? ParameterRole.CancellationToken
            : parameter.Type.Is(KnownNames.WriteOptions) && isCommand ? ParameterRole.WriteOptions
            : parameter.Type.Is(KnownNames.Cursor) ? ParameterRole.Cursor
            : isPage && PageParser.IsSize(parameter) ? ParameterRole.PageSize
            : ParameterRole.Value;
        if (role != ParameterRole.Value)
        {
            return new ParameterModel(name, type, role, null) { DefaultLiteral = Default(parameter) };
        }

        var storage = new StorageParser(method, parameter, parameter.Attribute(KnownNames.Storage), reporter);
        if (parameter.Attribute(KnownNames.JsonColumn) is { } json)
        {
            return Value(parameter, name, type, new JsonColumnParser(method, parameter, parameter.Type, json, reporter).Parse());
        }

        if (ValueParser.Parse(parameter.Type) is { } value && (value.IsScalar || value.Kind is ValueKind.FloatArray or ValueKind.FloatMemory))
        {
            return Value(parameter, name, type, storage.Apply(value));
        }

        if (ValueParser.ListElement(parameter.Type) is not { } element || ValueParser.Parse(element) is not { } plain)
        {
            return Refuse(parameter, "it is none of the supported types; for a value that is stored as JSON add [JsonColumn(typeof(YourContext))]");
        }

        if (storage.Apply(plain) is not { } item)
        {
            return null;
        }

        var problem = ListParameterRules.Problem(item) ?? (parameter.NullableAnnotation == NullableAnnotation.Annotated ? "a list is never null; an empty one finds nothing" : null);
        if (problem is not null)
        {
            return Refuse(parameter, problem);
        }

        return CheckEnum(parameter, item) ? new ParameterModel(name, type, ParameterRole.List, item) : null;
    }

    private ParameterModel? Value(IParameterSymbol parameter, string name, string type, ValueModel? value)
        => value is not null && CheckEnum(parameter, value) ? new ParameterModel(name, type, ParameterRole.Value, value) { DefaultLiteral = Default(parameter) } : null;

    private bool CheckEnum(IParameterSymbol parameter, ValueModel value)
    {
        if (ColumnRules.EnumProblem(value) is not { } problem)
        {
            return true;
        }

        reporter.Report(Rules.EnumStorage, parameter.FirstLocation(), method.Name, parameter.Name, value.Enum!.DisplayName, problem);
        return false;
    }

    private ParameterModel? Refuse(IParameterSymbol parameter, string reason)
    {
        reporter.Report(Rules.ParameterType, parameter.FirstLocation(), parameter.Name, method.Name, parameter.Type.ToDisplayString(), reason);
        return null;
    }

    private bool TrySource(out StatementSource source)
    {
        source = StatementSource.ReadSource;
        if (method.Parameters.Length == 0)
        {
            return false;
        }

        var type = method.Parameters[0].Type;
        if (type.Is(KnownNames.WriteScope))
        {
            source = StatementSource.WriteScope;
            return true;
        }

        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.Is(KnownNames.LineageDatabase))
            {
                source = StatementSource.Database;
                return true;
            }
        }

        return !isCommand && (type.Is(KnownNames.ReadSource) || type.Is(KnownNames.ReadSnapshot));
    }

    private static string? Default(IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue)
        {
            return null;
        }

        return parameter.ExplicitDefaultValue switch
        {
            null => "default",
            { } when parameter.Type.TypeKind == TypeKind.Enum || parameter.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T => $"({parameter.Type.DeclaredName()})({SymbolDisplay.FormatPrimitive(parameter.ExplicitDefaultValue, quoteStrings: true, useHexadecimalNumbers: false)})",
            float number => SymbolDisplay.FormatPrimitive(number, true, false) + "f",
            decimal number => SymbolDisplay.FormatPrimitive(number, true, false) + "m",
            var value => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false),
        };
    }
}
