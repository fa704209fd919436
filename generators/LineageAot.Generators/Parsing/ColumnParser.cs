using System;
using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Analysis;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;
using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Parsing;

/// <summary>Turns a record's properties into columns.</summary>
internal sealed class ColumnParser(INamedTypeSymbol record, Reporter reporter)
{
    private const int MostColumns = 2_000;

    private readonly HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The properties, in the same order as the columns.</summary>
    public List<IPropertySymbol> Properties { get; } = [];

    public List<ColumnModel> Parse()
    {
        var columns = new List<ColumnModel>();
        foreach (var property in PropertyFinder.Find(record, reporter))
        {
            if (Parse(property) is { } column)
            {
                columns.Add(column);
                Properties.Add(property);
            }
        }

        CheckCount(columns.Count);
        return columns;
    }

    /// <summary>A property as a column, or null after a report.</summary>
    public ColumnModel? Parse(IPropertySymbol property)
    {
        if (Column(property) is not { } column)
        {
            return null;
        }

        if (!names.Add(column.Name))
        {
            reporter.Report(Rules.DuplicateColumn, property.FirstLocation(), record.Name, property.Name, column.Name);
            return null;
        }

        return column;
    }

    public void CheckCount(int columns)
    {
        if (columns > MostColumns)
        {
            reporter.Report(Rules.TooManyColumns, record.FirstLocation(), record.Name, columns);
        }
    }

    private ColumnModel? Column(IPropertySymbol property)
    {
        var name = property.Attribute(KnownNames.Column) is { } attribute && attribute.Named<string?>("Name", null) is { } given ? given : Names.SnakeCase(property.Name);
        if (!IsName(name))
        {
            reporter.Report(Rules.BadName, property.Attribute(KnownNames.Column).LocationOr(property), $"the column of '{record.Name}.{property.Name}'");
            return null;
        }

        if (Value(property) is not { } value)
        {
            return null;
        }

        var key = property.Attribute(KnownNames.Key);
        var computed = property.Attribute(KnownNames.Computed);
        var column = new ColumnModel
        {
            Name = name,
            PropertyName = Names.Escape(property.Name),
            Value = value,
            IsPublic = property.DeclaredAccessibility == Accessibility.Public && value.IsPublic,
            IsSettable = property.SetMethod is not null,
            IsKey = key is not null,
            IsGenerated = key?.Named("Generated", false) ?? false,
            NeverReuse = key?.Named("NeverReuse", false) ?? false,
            Default = property.Attribute(KnownNames.Default)?.Positional<string>(0),
            Computed = computed?.Positional<string>(0),
            IsComputedStored = computed?.Named("Stored", false) ?? false,
            Collation = property.Attribute(KnownNames.Collation)?.Positional<string>(0),
            MaxLength = property.Attribute(KnownNames.MaxLength)?.Positional<int>(0),
            Dimensions = property.Attribute(KnownNames.Dimensions)?.Positional<int>(0),
            Role = Role(property),
            Checks = property.Attributes(KnownNames.Check).Select(static check => check.Positional<string>(0) ?? "").ToEquatableArray(),
            RenamedFrom = RenamedFromParser.FormerNames(property),
        };
        new ColumnRules(record, property, column, reporter).Check();
        return column;
    }

    private ValueModel? Value(IPropertySymbol property)
    {
        if (Misplaced(property) is { } misplaced)
        {
            reporter.Report(Rules.AttributeOnParameter, misplaced.LocationOr(property), record.Name, property.Name, PropertyFinder.AttributeName(misplaced));
            return null;
        }

        if (property.Attribute(KnownNames.JsonColumn) is { } json)
        {
            return new JsonColumnParser(record, property, property.Type, json, reporter).Parse();
        }

        if (ValueParser.Parse(property.Type) is not { } value)
        {
            if (property.Type.TypeKind != TypeKind.Error)
            {
                reporter.Report(Rules.UnsupportedType, property.FirstLocation(), record.Name, property.Name, property.Type.ToDisplayString());
            }
            else
            {
                reporter.Report(Rules.UnsupportedType, property.FirstLocation(), record.Name, property.Name, property.Type.Name);
            }

            return null;
        }

        return new StorageParser(record, property, property.Attribute(KnownNames.Storage), reporter).Apply(value);
    }

    /// <summary>An attribute that methods' parameters may have too, on the parameter that the property comes from.</summary>
    private static AttributeData? Misplaced(IPropertySymbol property)
        => PropertyFinder.PrimaryConstructor(property.ContainingType)?.Parameters.FirstOrDefault(parameter => parameter.Name == property.Name) is { } parameter
            ? parameter.Attribute(KnownNames.Storage) ?? parameter.Attribute(KnownNames.JsonColumn)
            : null;

    private static ColumnRole Role(IPropertySymbol property)
        => property.HasAttribute(KnownNames.CreatedAt) ? ColumnRole.CreatedAt
            : property.HasAttribute(KnownNames.UpdatedAt) ? ColumnRole.UpdatedAt
            : property.HasAttribute(KnownNames.RowVersion) ? ColumnRole.RowVersion
            : ColumnRole.None;

    public static bool IsName(string name) => name.Length > 0 && name.IndexOf('\0') < 0;
}
