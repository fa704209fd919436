using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;
using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Parsing;

/// <summary>What others need to know of a table: a foreign key that points at it, a database that has it.</summary>
internal sealed class ParentTable
{
    public required string Name { get; init; }

    public required IReadOnlyList<ColumnModel> Columns { get; init; }

    public required IReadOnlyList<IPropertySymbol> Properties { get; init; }

    public required int[] Key { get; init; }

    public IReadOnlyList<IndexModel> Indexes { get; init; } = [];

    /// <summary>The table of a record, or null if it has none with a key. Its own errors are reported where it is declared.</summary>
    public static ParentTable? Find(INamedTypeSymbol record)
    {
        if (record.Attribute(KnownNames.Table) is not { } attribute)
        {
            return null;
        }

        var silent = new Reporter();
        var parser = new ColumnParser(record, silent);
        var columns = parser.Parse();
        var key = KeyParser.Parse(record, columns, parser.Properties, withoutRowId: false, silent);
        var name = TableParser.TableName(record, attribute);
        return key.Count == 0 ? null : new ParentTable
        {
            Name = name,
            Columns = columns,
            Properties = parser.Properties,
            Key = key.ToArray(),
            Indexes = new IndexParser(record, name, columns, parser.Properties, silent).Parse(),
        };
    }

    /// <summary>The columns are the key or a unique index without a condition, in any order.</summary>
    public bool IsUnique(int[] places)
        => new HashSet<int>(Key).SetEquals(places) || Indexes.Any(index => index is { IsUnique: true, Where: null } && new HashSet<int>(index.Columns).SetEquals(places));
}
