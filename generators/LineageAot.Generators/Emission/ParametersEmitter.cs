using System;
using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;

namespace LineageAot.Generators.Emission;

/// <summary>A value that a struct of parameters holds.</summary>
internal sealed record BoundValue(string Name, string TypeName, ValueModel Value, bool IsList = false);

/// <summary>Emits the structs that bind the values of a statement or a key.</summary>
internal static class ParametersEmitter
{
    public static void Emit(SourceWriter writer, string accessibility, string name, IReadOnlyList<BoundValue> values)
    {
        values = values.Select(static value => value with { Name = Own(value.Name) }).ToArray();
        writer.Line();
        writer.Line($"{accessibility} readonly struct {name}({string.Join(", ", values.Select(static value => $"{value.TypeName} {value.Name}"))}) : {FileFrame.Schema}IParameters");
        writer.Open();
        writer.Line("public void Bind<TWriter>(ref TWriter writer)");
        writer.Line($"    where TWriter : {FileFrame.Schema}IRowWriter, allows ref struct");
        writer.Open();
        for (var ordinal = 0; ordinal < values.Count; ordinal++)
        {
            var value = values[ordinal];
            if (value.IsList)
            {
                ListParameterEmitter.Emit(writer, value, ordinal);
            }
            else
            {
                ValueEmitter.Write(writer, value.Value, ordinal, value.Name, "value" + ordinal);
            }
        }

        writer.Close();
        writer.Close();
    }

    /// <summary>The struct's own name for a value: not one of those that its method uses.</summary>
    private static string Own(string name)
        => name is "writer" or "item" || name.StartsWith("value", StringComparison.Ordinal) || name.StartsWith("list", StringComparison.Ordinal) ? name + "Argument" : name;
}
