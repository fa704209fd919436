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
                writer.Line($"writer.List({ordinal}, new Items{ordinal}({value.Name}));");
            }
            else
            {
                ValueEmitter.Write(writer, value.Value, ordinal, value.Name, "value" + ordinal);
            }
        }

        writer.Close();
        for (var ordinal = 0; ordinal < values.Count; ordinal++)
        {
            if (values[ordinal].IsList)
            {
                EmitItems(writer, values[ordinal], ordinal);
            }
        }

        writer.Close();
    }

    private static void EmitItems(SourceWriter writer, BoundValue list, int ordinal)
    {
        writer.Line();
        writer.Line($"private readonly struct Items{ordinal}({list.TypeName} items) : {FileFrame.Schema}IParameters");
        writer.Open();
        writer.Line("public void Bind<TWriter>(ref TWriter writer)");
        writer.Line($"    where TWriter : {FileFrame.Schema}IRowWriter, allows ref struct");
        writer.Open();
        writer.Open("foreach (var item in items)");
        ValueEmitter.Write(writer, list.Value, 0, "item", "value");
        writer.Close();
        writer.Close();
        writer.Close();
    }

    /// <summary>The struct's own name for a value: not one of those that its method uses.</summary>
    private static string Own(string name)
        => name is "writer" || name.StartsWith("value", StringComparison.Ordinal) || name.StartsWith("Items", StringComparison.Ordinal) ? name + "Argument" : name;
}
