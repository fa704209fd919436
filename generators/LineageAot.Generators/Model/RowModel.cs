using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Support;

namespace LineageAot.Generators.Model;

/// <summary>Everything that is emitted for a [Row] record.</summary>
internal sealed record RowModel(TypeModel Type, EquatableArray<RowMemberModel> Members, ConstructionModel Construction);

/// <summary>A member of a result's record: a column, or a record made of the columns that follow.</summary>
internal sealed record RowMemberModel(string PropertyName, ColumnModel? Column, NestedRowModel? Nested)
{
    /// <summary>How many columns of the result it takes.</summary>
    public int Width => Nested?.Members.Sum(static member => member.Width) ?? 1;

    /// <summary>All columns in the order of the result, each with the path of members to it; inside a nullable record all are nullable.</summary>
    public static IEnumerable<ColumnModel> Columns(IEnumerable<RowMemberModel> members, string path = "", bool isNullable = false)
    {
        foreach (var member in members)
        {
            var memberPath = path + member.PropertyName.TrimStart('@');
            if (member.Column is { } column)
            {
                yield return column with { MemberPath = memberPath, Value = column.Value with { IsNullable = isNullable || column.IsNullable } };
                continue;
            }

            foreach (var inner in Columns(member.Nested!.Members, memberPath + ".", isNullable || member.Nested.IsNullable))
            {
                yield return inner;
            }
        }
    }

    /// <summary>The values of all columns as the records declare them.</summary>
    public static IEnumerable<ValueModel> Values(IEnumerable<RowMemberModel> members)
        => members.SelectMany(static member => member.Nested is { } nested ? Values(nested.Members) : [member.Column!.Value]);
}

/// <summary>A record inside another.</summary>
/// <param name="TypeName">The record with <c>global::</c>, without a nullable mark.</param>
/// <param name="IsNullable">It is null where the columns say that there is no row.</param>
/// <param name="IsValueType">It's a struct.</param>
/// <param name="Members">Its own members.</param>
/// <param name="Construction">How it is made of them.</param>
internal sealed record NestedRowModel(string TypeName, bool IsNullable, bool IsValueType, EquatableArray<RowMemberModel> Members, ConstructionModel Construction)
{
    public bool HasNested => Members.Any(static member => member.Nested is not null);
}
