using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Model;
using LineageAot.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LineageAot.Generators.Analysis;

/// <summary>Advises on how a table lies in its file: what is reported works, and costs more room and time than it has to.</summary>
internal static class PhysicalDesign
{
    public static void Check(SymbolAnalysisContext context, INamedTypeSymbol record, TableModel table, IReadOnlyList<IPropertySymbol> properties)
    {
        // A table without errors has a column for each property and an index for each declaration.
        var places = IndexParser.Declarations(record, properties).Select(static declaration => declaration.Attribute.LocationOr(declaration.Owner)).ToArray();
        for (var place = 0; place < table.Indexes.Count; place++)
        {
            if (IndexCover.Of(table, place) is var (what, columns))
            {
                context.ReportDiagnostic(Diagnostic.Create(Rules.RedundantIndex, places[place], record.Name, Names(table, table.Indexes[place].Columns), what, Names(table, columns)));
            }
            else
            {
                CheckRandom(context, record, table, table.Indexes[place], places[place]);
            }
        }

        for (var place = 0; place < table.Columns.Count; place++)
        {
            CheckGuid(context, record, table, place, properties[place]);
        }

        CheckWithoutRowId(context, record, table);
    }

    private static void CheckRandom(SymbolAnalysisContext context, INamedTypeSymbol record, TableModel table, IndexModel index, Location location)
    {
        if (index.Where is null && RowWidth.Content(table) is { } content && RandomValues.Of(table, index.Columns[0]) is { } random)
        {
            var isGuid = table.Columns[index.Columns[0]].Value.Kind == ValueKind.Guid;
            context.ReportDiagnostic(Diagnostic.Create(Rules.RandomIndex, location, record.Name, Names(table, [index.Columns[0]]), random, content.PropertyName.TrimStart('@'),
                isGuid ? ", or make the values by Guid.CreateVersion7 and disable this for the line" : ""));
        }
    }

    private static void CheckGuid(SymbolAnalysisContext context, INamedTypeSymbol record, TableModel table, int place, IPropertySymbol property)
    {
        // A foreign key is stored as what it points at is: the advice is given there.
        if (table.Columns[place].Value is not { Kind: ValueKind.Guid, Form: StorageForm.Text } || table.ForeignKeys.Any(key => key.Columns.Contains(place)))
        {
            return;
        }

        var indexes = table.Indexes.Count(index => index.Columns.Contains(place));
        var many = indexes switch { 0 => "", 1 => "an index", _ => $"{indexes} indexes" };
        var where = table.Key.Contains(place) ? (indexes > 0 ? $"the key and {many}" : "the key") : many;
        if (where.Length > 0)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.GuidAsText, property.Attribute(KnownNames.Storage).LocationOr(property), record.Name, property.Name, where));
        }
    }

    private static void CheckWithoutRowId(SymbolAnalysisContext context, INamedTypeSymbol record, TableModel table)
    {
        if (!table.IsWithoutRowId)
        {
            return;
        }

        var content = RowWidth.Content(table);
        var least = RowWidth.Least(table);
        if (content is null && least <= RowWidth.Long)
        {
            return;
        }

        var canBeBounded = content is { Dimensions: null, MaxLength: null, Value.Kind: not (ValueKind.FloatArray or ValueKind.FloatMemory) };
        context.ReportDiagnostic(Diagnostic.Create(Rules.WideWithoutRowId, record.Attribute(KnownNames.Table).LocationOr(record), record.Name,
            content is null ? $"each row takes {least} bytes or more" : $"'{content.PropertyName.TrimStart('@')}' may make a row long", RowWidth.Long,
            canBeBounded ? $", or say by [MaxLength] that '{content!.PropertyName.TrimStart('@')}' is short" : ""));
    }

    private static string Names(TableModel table, IEnumerable<int> columns) => string.Join(", ", columns.Select(place => table.Columns[place].PropertyName.TrimStart('@')));
}
