using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;

namespace LineageAot.Generators.Emission;

/// <summary>Emits Read: the record, and those inside it, each made in place from its own columns.</summary>
internal static class ReadEmitter
{
    public static void Emit(SourceWriter writer, TypeModel type, IReadOnlyList<RowMemberModel> members, ConstructionModel construction)
    {
        writer.Open($"static {type.FullName} {FileFrame.Schema}IProjection<{type.FullName}>.Read<TReader>(ref TReader reader)");
        EmitNew(writer, "return ", type.FullName, members, construction, 0, ";");
        writer.Close();
    }

    private static void EmitNew(SourceWriter writer, string prefix, string typeName, IReadOnlyList<RowMemberModel> members, ConstructionModel construction, int ordinal, string suffix)
    {
        var ordinals = Ordinals(members, ordinal);
        var end = construction.Initialized.Count > 0 ? "" : suffix;
        if (construction.Arguments.Count == 0)
        {
            writer.Line($"{prefix}new {typeName}{(construction.Initialized.Count > 0 ? "" : "()" + end)}");
        }
        else
        {
            writer.Line($"{prefix}new {typeName}(");
            writer.Indent();
            for (var place = 0; place < construction.Arguments.Count; place++)
            {
                var member = construction.Arguments[place];
                EmitMember(writer, construction.ParameterNames[place] + ": ", members[member], ordinals[member], place == construction.Arguments.Count - 1 ? ")" + end : ",");
            }

            writer.Unindent();
        }

        if (construction.Initialized.Count > 0)
        {
            writer.Open();
            foreach (var member in construction.Initialized)
            {
                EmitMember(writer, members[member].PropertyName + " = ", members[member], ordinals[member], ",");
            }

            writer.Close(suffix);
        }
    }

    private static void EmitMember(SourceWriter writer, string prefix, RowMemberModel member, int ordinal, string suffix)
    {
        if (member.Nested is not { } nested)
        {
            writer.Line(prefix + ValueEmitter.Read(member.Column!.Value, ordinal) + suffix);
            return;
        }

        if (nested.IsNullable)
        {
            prefix += $"{Absent(nested, ordinal)} ? {(nested.IsValueType ? $"default({nested.TypeName}?)" : "null")} : ";
        }

        EmitNew(writer, prefix, nested.TypeName, nested.Members, nested.Construction, ordinal, suffix);
    }

    /// <summary>
    /// True for an outer join's row that isn't there. A column that can't be NULL in a row tells by itself; where all can, there is a row if one of
    /// them isn't.
    /// </summary>
    private static string Absent(NestedRowModel nested, int ordinal)
    {
        var columns = RowMemberModel.Columns(nested.Members).ToArray();
        for (var place = 0; place < columns.Length; place++)
        {
            if (!columns[place].IsNullable)
            {
                return $"reader.IsNull({ordinal + place})";
            }
        }

        return string.Join(" && ", Enumerable.Range(ordinal, columns.Length).Select(static place => $"reader.IsNull({place})"));
    }

    private static int[] Ordinals(IReadOnlyList<RowMemberModel> members, int first)
    {
        var ordinals = new int[members.Count];
        for (var place = 0; place < members.Count; place++)
        {
            ordinals[place] = first;
            first += members[place].Width;
        }

        return ordinals;
    }
}
