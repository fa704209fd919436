using System.Collections.Generic;
using LineageAot.Generators.Analysis;
using LineageAot.Generators.Emission;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LineageAot.Generators.Parsing;

/// <summary>Finds what each parameter of a statement's method is for.</summary>
internal sealed class ParameterParser(IMethodSymbol method, bool isStandalone, bool isCommand, Reporter reporter)
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
            : ParameterRole.Value;
        if (role != ParameterRole.Value)
        {
            return new ParameterModel(name, type, role, null) { DefaultLiteral = Default(parameter) };
        }

        if (ValueParser.Parse(parameter.Type) is { } value && (value.IsScalar || value.Kind is ValueKind.FloatArray or ValueKind.FloatMemory))
        {
            return new ParameterModel(name, type, ParameterRole.Value, value) { DefaultLiteral = Default(parameter) };
        }

        var item = ValueParser.ListElement(parameter.Type) is { } element ? ValueParser.Parse(element) : null;
        if (item is not null && ListParameterEmitter.IsSupported(item) && parameter.NullableAnnotation != NullableAnnotation.Annotated)
        {
            return new ParameterModel(name, type, ParameterRole.List, item);
        }

        var reason = item is null ? "it is none of the supported types" : "a list holds integers, texts, Guids, hashes, dates, DateTimeOffsets or enums, none of them nullable";
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
