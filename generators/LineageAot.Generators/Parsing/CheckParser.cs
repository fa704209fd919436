using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;
using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Parsing;

/// <summary>The CHECK constraints: those of the storage rules, of lengths, and the user's own.</summary>
internal static class CheckParser
{
    public static EquatableArray<CheckModel> Parse(INamedTypeSymbol record, string table, IReadOnlyList<ColumnModel> columns)
    {
        var names = new UniqueNames();
        var checks = new List<CheckModel>();
        foreach (var column in columns)
        {
            var conditions = StorageChecks.Of(column).Concat(column.Checks);
            foreach (var condition in conditions)
            {
                checks.Add(new CheckModel(names.Take($"ck_{table}_{column.Name}"), condition, [column.Name]));
            }
        }

        var number = 0;
        foreach (var attribute in record.Attributes(KnownNames.Check))
        {
            number++;
            checks.Add(new CheckModel(names.Take($"ck_{table}_{number}"), attribute.Positional<string>(0) ?? "", []));
        }

        return checks.ToEquatableArray();
    }
}
