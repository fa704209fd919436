using System;
using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Analysis;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;
using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Parsing;

/// <summary>Finds the unique constraints and indexes of a record and its properties.</summary>
internal sealed class IndexParser(INamedTypeSymbol record, string table, IReadOnlyList<ColumnModel> columns, IReadOnlyList<IPropertySymbol> properties, Reporter reporter)
{
    private readonly UniqueNames names = new();

    /// <summary>The attributes that declare an index in the order of the model's, each with the record, or the property that it's on and its place.</summary>
    public static IEnumerable<(AttributeData Attribute, ISymbol Owner, int? Column)> Declarations(INamedTypeSymbol record, IReadOnlyList<IPropertySymbol> properties)
        => record.GetAttributes().Where(IsIndex).Select(attribute => (attribute, (ISymbol)record, (int?)null))
            .Concat(properties.SelectMany(static (property, column) => property.GetAttributes().Where(IsIndex).Select(attribute => (attribute, (ISymbol)property, (int?)column))));

    public EquatableArray<IndexModel> Parse()
    {
        var indexes = new List<IndexModel>();
        foreach (var (attribute, owner, column) in Declarations(record, properties))
        {
            var named = attribute.PositionalStrings(0);
            if (named.Length == 0 == column is null)
            {
                reporter.Report(Rules.AttributePlacement, attribute.LocationOr(owner), Name(attribute), owner.Name,
                    column is null ? "names no property: name those of the index" : "names properties: put it on the record, or name none");
                continue;
            }

            Add(indexes, attribute, owner, column is { } own ? [own] : named.Select(name => ColumnReferences.IndexOf(record, properties, name, attribute, reporter)).ToArray());
        }

        return indexes.ToEquatableArray();
    }

    private void Add(List<IndexModel> indexes, AttributeData attribute, ISymbol owner, int[] places)
    {
        if (places.Any(static place => place < 0))
        {
            return;
        }

        var location = attribute.LocationOr(owner);
        foreach (var place in places)
        {
            CheckColumn(place, Name(attribute), location);
        }

        if (places.Distinct().Count() != places.Length)
        {
            reporter.Report(Rules.AttributePlacement, location, Name(attribute), owner.Name, "names a property twice");
            return;
        }

        var descending = attribute.NamedStrings("Descending").Select(name => ColumnReferences.IndexOf(record, properties, name, attribute, reporter)).ToArray();
        if (descending.Any(place => place >= 0 && !places.Contains(place)))
        {
            reporter.Report(Rules.AttributePlacement, location, Name(attribute), owner.Name, "has a descending property that isn't one of its own");
            return;
        }

        var where = attribute.Named<string?>("Where", null);
        var isUniqueAttribute = attribute.AttributeClass.Is(KnownNames.Unique);
        var isUnique = isUniqueAttribute || attribute.Named("Unique", false);
        var joined = string.Join("_", places.Select(place => columns[place].Name));
        indexes.Add(new IndexModel
        {
            Name = names.Take($"{(isUnique ? "uq" : "ix")}_{table}_{joined}"),
            Columns = places.ToEquatableArray(),
            Descending = descending.Length == 0 ? [] : places.Select(place => descending.Contains(place)).ToEquatableArray(),
            IsUnique = isUnique,
            Where = where,
            IsConstraint = isUniqueAttribute && where is null,
        });
    }

    private void CheckColumn(int place, string attribute, Location location)
    {
        var column = columns[place];
        if (!column.Value.IsScalar)
        {
            reporter.Report(Rules.NotComparable, location, record.Name, properties[place].Name, $"[{attribute}]");
        }

        if (column.Value is { Kind: ValueKind.Decimal, Form: StorageForm.Default })
        {
            reporter.Report(Rules.DecimalOrdered, location, record.Name, properties[place].Name, $"[{attribute}]");
        }
    }

    private static bool IsIndex(AttributeData attribute) => attribute.AttributeClass.Is(KnownNames.Unique) || attribute.AttributeClass.Is(KnownNames.Index);

    private static string Name(AttributeData attribute) => PropertyFinder.AttributeName(attribute);
}
