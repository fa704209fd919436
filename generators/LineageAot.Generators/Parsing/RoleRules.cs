using System.Collections.Generic;
using LineageAot.Generators.Analysis;
using LineageAot.Generators.Model;
using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Parsing;

/// <summary>The rules of the columns that the library keeps: one of a kind, one kind a column, settable.</summary>
internal static class RoleRules
{
    private static readonly (ColumnRole Role, string Attribute)[] Roles =
        [(ColumnRole.CreatedAt, KnownNames.CreatedAt), (ColumnRole.UpdatedAt, KnownNames.UpdatedAt), (ColumnRole.RowVersion, KnownNames.RowVersion)];

    public static void Check(INamedTypeSymbol record, IReadOnlyList<ColumnModel> columns, IReadOnlyList<IPropertySymbol> properties, Reporter reporter)
    {
        var seen = new HashSet<ColumnRole>();
        for (var index = 0; index < columns.Count; index++)
        {
            foreach (var (role, name) in Roles)
            {
                if (properties[index].Attribute(name) is not { } attribute)
                {
                    continue;
                }

                var location = attribute.LocationOr(properties[index]);
                if (columns[index].Role != role || !seen.Add(role))
                {
                    reporter.Report(Rules.SeveralRoles, location, record.Name, properties[index].Name, role);
                }

                if (record.HasAttribute(KnownNames.Immutable) && role != ColumnRole.CreatedAt)
                {
                    reporter.Report(Rules.NeverUpdated, location, record.Name, properties[index].Name, role);
                }
            }

            if (IsPrepared(columns[index]) && !columns[index].IsSettable)
            {
                reporter.Report(Rules.NotSettable, properties[index].FirstLocation(), record.Name, properties[index].Name, "prepared for writing");
            }
        }
    }

    /// <summary>The library may store another value than the row's own, and returns a row with it.</summary>
    private static bool IsPrepared(ColumnModel column)
        => column.Computed is null && (column.Role != ColumnRole.None || column.IsGenerated || column.Value.IsTime || column.Value.Kind is ValueKind.Double or ValueKind.Single);
}
