using System;
using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Analysis;
using LineageAot.Generators.Model;
using LineageAot.Generators.Parsing.Sql;
using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Parsing;

/// <summary>A query's outermost ORDER BY can't order by a decimal that is stored as text.</summary>
internal static class OrderRules
{
    public static void Check(INamedTypeSymbol record, IReadOnlyList<ColumnModel> columns, IReadOnlyList<SqlToken> tokens, LiteralPositions positions, Reporter reporter)
    {
        var isOrder = false;
        for (var index = 0; index < tokens.Count; index++)
        {
            var token = tokens[index];
            if (token.Depth != 0)
            {
                continue;
            }

            isOrder = (isOrder && !token.IsWord("limit")) || (token.IsWord("by") && index > 0 && tokens[index - 1].IsWord("order"));
            var isCall = index + 1 < tokens.Count && tokens[index + 1].IsSymbol("(");
            if (!isOrder || isCall || token.Name is not { } name)
            {
                continue;
            }

            var column = columns.FirstOrDefault(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase));
            if (column is { Value: { Kind: ValueKind.Decimal, Form: StorageForm.Default } })
            {
                reporter.Report(Rules.DecimalOrdered, positions.Of(token.Start, token.Length), record.Name, column.PropertyName, "ORDER BY");
            }
        }
    }
}
