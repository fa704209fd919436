using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Analysis;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;
using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Parsing;

/// <summary>Finds the foreign keys of a record and its properties.</summary>
internal sealed class ReferenceParser(INamedTypeSymbol record, string table, IReadOnlyList<ColumnModel> columns, IReadOnlyList<IPropertySymbol> properties, Reporter reporter)
{
    private readonly UniqueNames names = new();

    public EquatableArray<ForeignKeyModel> Parse()
    {
        var keys = new List<ForeignKeyModel>();
        foreach (var attribute in record.Attributes(KnownNames.References))
        {
            var named = attribute.PositionalStrings(1);
            if (named.Length == 0)
            {
                reporter.Report(Rules.AttributePlacement, attribute.LocationOr(record), "References", record.Name, "names no property: name the pointing ones");
                continue;
            }

            Add(keys, attribute, record, named.Select(name => ColumnReferences.IndexOf(record, properties, name, attribute, reporter)).ToArray());
        }

        for (var column = 0; column < properties.Count; column++)
        {
            foreach (var attribute in properties[column].Attributes(KnownNames.References))
            {
                if (attribute.PositionalStrings(1).Length > 0)
                {
                    reporter.Report(Rules.AttributePlacement, attribute.LocationOr(properties[column]), "References", properties[column].Name, "names properties: put it on the record, or name none");
                    continue;
                }

                Add(keys, attribute, properties[column], [column]);
            }
        }

        return keys.ToEquatableArray();
    }

    private void Add(List<ForeignKeyModel> keys, AttributeData attribute, ISymbol owner, int[] places)
    {
        if (places.Any(static place => place < 0) || attribute.ConstructorArguments is not [{ Value: INamedTypeSymbol parent }, ..])
        {
            return;
        }

        var location = attribute.LocationOr(owner);
        if (ParentTable.Find(parent) is not { } target)
        {
            reporter.Report(Rules.ReferenceNotTable, location, Display(owner), parent.Name);
            return;
        }

        if (Targets(attribute, target, parent) is not { } pointed)
        {
            return;
        }

        var pointedColumns = pointed.Select(place => target.Columns[place]).ToArray();
        var matches = places.Length == pointed.Length && places.Zip(pointedColumns, (place, to) => columns[place].Value.SqlType == to.Value.SqlType).All(static same => same);
        if (!matches)
        {
            reporter.Report(Rules.ReferenceMismatch, location, Display(owner), parent.Name, Describe(places.Select(place => columns[place])), Describe(pointedColumns));
            return;
        }

        if (!target.IsUnique(pointed))
        {
            reporter.Report(Rules.ReferenceNotUnique, location, Display(owner), parent.Name, Describe(pointedColumns));
            return;
        }

        var key = new ForeignKeyModel
        {
            Name = names.Take($"fk_{table}_{string.Join("_", places.Select(place => columns[place].Name))}"),
            Columns = places.ToEquatableArray(),
            ParentTable = target.Name,
            ParentTypeName = parent.QualifiedName(),
            ParentColumns = pointedColumns.Select(static column => column.Name).ToEquatableArray(),
            OnDelete = (ReferenceAction)attribute.Named("OnDelete", 0),
            OnUpdate = (ReferenceAction)attribute.Named("OnUpdate", 0),
            IsDeferred = attribute.Named("Deferrable", false),
        };
        CheckActions(key, parent, location);
        keys.Add(key);
    }

    private void CheckActions(ForeignKeyModel key, INamedTypeSymbol parent, Location location)
    {
        var immutable = record.Attribute(KnownNames.Immutable);
        if (key.OnDelete == ReferenceAction.SetNull || key.OnUpdate == ReferenceAction.SetNull)
        {
            if (immutable is not null)
            {
                reporter.Report(Rules.SetNullImmutable, location, record.Name, parent.Name);
            }

            foreach (var place in key.Columns.Where(place => !columns[place].IsNullable))
            {
                reporter.Report(Rules.SetNullRequired, location, record.Name, properties[place].Name, parent.Name);
            }
        }

        if (key.OnDelete == ReferenceAction.Cascade && immutable is not null && immutable.Named("BlockDelete", false))
        {
            reporter.Report(Rules.CascadeBlocked, location, record.Name, parent.Name);
        }
    }

    private int[]? Targets(AttributeData attribute, ParentTable target, INamedTypeSymbol parent)
    {
        var named = attribute.NamedStrings("To");
        if (named.Length == 0)
        {
            return target.Key;
        }

        var places = named.Select(name => ColumnReferences.IndexOf(parent, target.Properties, name, attribute, reporter)).ToArray();
        return places.Any(static place => place < 0) ? null : places;
    }

    private string Display(ISymbol owner) => owner is IPropertySymbol ? $"{record.Name}.{owner.Name}" : record.Name;

    private static string Describe(IEnumerable<ColumnModel> columns)
        => string.Join(", ", columns.Select(static column => $"{column.Name} {column.Value.SqlType.ToString().ToUpperInvariant()}"));
}
