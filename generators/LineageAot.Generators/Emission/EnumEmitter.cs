using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;

namespace LineageAot.Generators.Emission;

/// <summary>Emits, once a file, how an enum's members are written and read.</summary>
internal static class EnumEmitter
{
    // Enough of an unknown stored text to recognise it.
    private const int LongestShown = 40;

    /// <summary>The file's class that reads and writes the enum in that form.</summary>
    public static string CodecName(ValueModel value)
        => value.Enum!.TypeName.Substring("global::".Length).Replace(".", "_").Replace("@", "") + (value.Form == StorageForm.Integer ? "Number" : "Text");

    public static void Emit(SourceWriter writer, IEnumerable<ValueModel> values)
    {
        var emitted = new HashSet<string>();
        foreach (var value in values.Where(static value => value.Kind == ValueKind.Enum).Where(value => emitted.Add(CodecName(value))))
        {
            writer.Line();
            writer.Open($"file static class {CodecName(value)}");
            if (value.Form == StorageForm.Integer)
            {
                EmitNumber(writer, value.Enum!);
            }
            else
            {
                EmitText(writer, value.Enum!);
            }

            writer.Close();
        }
    }

    private static void EmitText(SourceWriter writer, EnumModel model)
    {
        OpenWrite(writer, model);
        writer.Open("switch (value)");
        foreach (var member in model.Members)
        {
            writer.Line($"case {model.TypeName}.{member.Name}:");
            writer.Indent();
            writer.Line($"writer.ConstantUtf8(ordinal, {SourceWriter.Literal(member.Text)}u8);");
            writer.Line("return;");
            writer.Unindent();
        }

        writer.Line("default:");
        writer.Indent();
        writer.Line($"throw writer.Invalid(ordinal, $\"{{(long)value}} is no member of {model.DisplayName}\");");
        writer.Unindent();
        writer.Close();
        writer.Close();
        writer.Line();
        OpenRead(writer, model);
        writer.Line("var text = reader.Utf8(ordinal);");
        foreach (var member in model.Members)
        {
            writer.Open($"if (global::System.MemoryExtensions.SequenceEqual(text, {SourceWriter.Literal(member.Text)}u8))");
            writer.Line($"return {model.TypeName}.{member.Name};");
            writer.Close();
            writer.Line();
        }

        writer.Line($"var shown = global::System.Text.Encoding.UTF8.GetString(text[..global::System.Math.Min(text.Length, {LongestShown})]);");
        writer.Line($"throw reader.Invalid(ordinal, $\"'{{shown}}' is no member of {model.DisplayName}\");");
        writer.Close();
    }

    private static void EmitNumber(SourceWriter writer, EnumModel model)
    {
        var all = model.Members.Aggregate(0L, static (sum, member) => sum | member.Value);
        OpenWrite(writer, model);
        writer.Line("var number = (long)value;");
        OpenIfUnknown(writer, model, all);
        writer.Line($"throw writer.Invalid(ordinal, $\"{{number}} is no member of {model.DisplayName}\");");
        writer.Close();
        writer.Line();
        writer.Line("writer.Int64(ordinal, number);");
        writer.Close();
        writer.Line();
        OpenRead(writer, model);
        writer.Line("var number = reader.Int64(ordinal);");
        OpenIfUnknown(writer, model, all);
        writer.Line($"throw reader.Invalid(ordinal, $\"{{number}} is no member of {model.DisplayName}\");");
        writer.Close();
        writer.Line();
        writer.Line($"return ({model.TypeName})number;");
        writer.Close();
    }

    private static void OpenIfUnknown(SourceWriter writer, EnumModel model, long all)
        => writer.Open(model.IsFlags
            ? $"if ((number & ~{all}L) != 0)"
            : $"if (number is not ({string.Join(" or ", model.Members.Select(static member => member.Value))}))");

    private static void OpenWrite(SourceWriter writer, EnumModel model)
    {
        writer.Line($"internal static void Write<TWriter>(ref TWriter writer, int ordinal, {model.TypeName} value)");
        writer.Line($"    where TWriter : {FileFrame.Schema}IRowWriter, allows ref struct");
        writer.Open();
    }

    private static void OpenRead(SourceWriter writer, EnumModel model)
    {
        writer.Line($"internal static {model.TypeName} Read<TReader>(ref TReader reader, int ordinal)");
        writer.Line($"    where TReader : {FileFrame.Schema}IRowReader, allows ref struct");
        writer.Open();
    }

}
