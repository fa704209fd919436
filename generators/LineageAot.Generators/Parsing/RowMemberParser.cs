using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Analysis;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;
using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Parsing;

/// <summary>Turns the properties of a result's record into members: columns, and in a [Row] also the [Table] and [Row] records inside it.</summary>
internal sealed class RowMemberParser
{
    private readonly INamedTypeSymbol record;
    private readonly INamedTypeSymbol root;
    private readonly INamedTypeSymbol[] around;
    private readonly IPropertySymbol? place;
    private readonly Reporter reporter;
    private readonly Reporter rootReporter;

    public RowMemberParser(INamedTypeSymbol record, Reporter reporter) : this(record, record, [], null, reporter, reporter)
    {
    }

    /// <param name="record">The record whose properties are read.</param>
    /// <param name="root">The record whose reader is written: it makes all those inside it.</param>
    /// <param name="around">The records from the root to this one.</param>
    /// <param name="place">The root's property that this record is in.</param>
    /// <param name="reporter">Takes what is wrong with the record itself.</param>
    /// <param name="rootReporter">Takes what keeps it from being made by the root.</param>
    private RowMemberParser(INamedTypeSymbol record, INamedTypeSymbol root, INamedTypeSymbol[] around, IPropertySymbol? place, Reporter reporter, Reporter rootReporter)
    {
        this.record = record;
        this.root = root;
        this.around = around;
        this.place = place;
        this.reporter = reporter;
        this.rootReporter = rootReporter;
    }

    public (EquatableArray<RowMemberModel> Members, ConstructionModel Construction) Parse()
    {
        var columns = new ColumnParser(record, reporter);
        var properties = new List<IPropertySymbol>();
        var members = new List<RowMemberModel>();
        foreach (var property in PropertyFinder.Find(record, reporter))
        {
            var member = NestedRecord(property) is { } nested ? Nested(property, nested)
                : columns.Parse(property) is { } column ? new RowMemberModel(column.PropertyName, column, null)
                : null;
            properties.Add(property);
            if (member is not null)
            {
                members.Add(member);
            }
        }

        columns.CheckCount(members.Sum(static member => member.Width));
        var construction = new ConstructionParser(record, properties, reporter);
        var model = construction.Parse();
        if (place is not null)
        {
            CheckAccess(construction.Constructor, properties, model);
        }

        return (members.ToEquatableArray(), model);
    }

    private INamedTypeSymbol? NestedRecord(IPropertySymbol property)
    {
        var type = property.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : property.Type;
        return record.HasAttribute(KnownNames.Row) && type is INamedTypeSymbol named && IsRecord(named) && !property.HasAttribute(KnownNames.JsonColumn) ? named : null;
    }

    /// <summary>A result can be made of it.</summary>
    public static bool IsRecord(ITypeSymbol type) => type.HasAttribute(KnownNames.Table) || type.HasAttribute(KnownNames.Row);

    private RowMemberModel? Nested(IPropertySymbol property, INamedTypeSymbol nested)
    {
        var top = place ?? property;
        INamedTypeSymbol[] path = [.. around, record];
        if (path.Contains(nested, SymbolEqualityComparer.Default))
        {
            var circle = path.SkipWhile(type => !SymbolEqualityComparer.Default.Equals(type, nested)).Append(nested);
            Refuse(top, $"'{nested.Name}' contains itself ({string.Join(", ", circle.Select(static type => type.Name))}), so its columns would have no end");
            return null;
        }

        if (PropertyFinder.ColumnAttributes(property).FirstOrDefault() is { } attribute)
        {
            reporter.Report(Rules.NestedRow, attribute.LocationOr(property), record.Name, property.Name, $"[{PropertyFinder.AttributeName(attribute)}] is for a column, and this is a record of several");
            return null;
        }

        var own = new Reporter();
        var (members, construction) = new RowMemberParser(nested, root, path, top, own, rootReporter).Parse();
        if (own.HasErrors)
        {
            Refuse(top, $"'{nested.Name}' can't be made: {own.Found[0].GetMessage()}");
            return null;
        }

        if (members.Count == 0)
        {
            Refuse(top, $"'{nested.Name}' has no columns");
            return null;
        }

        var isNullable = property.NullableAnnotation == NullableAnnotation.Annotated || property.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
        return new RowMemberModel(Names.Escape(property.Name), null, new NestedRowModel(nested.QualifiedName(), isNullable, nested.IsValueType, members, construction));
    }

    /// <summary>The root's code makes the record, so all that takes must be visible there.</summary>
    private void CheckAccess(IMethodSymbol? constructor, List<IPropertySymbol> properties, ConstructionModel construction)
    {
        if (root.ContainingAssembly is not ISourceAssemblySymbol { Compilation: { } compilation })
        {
            return; // Compiled already.
        }

        if (!IsVisible(record))
        {
            Refuse(place!, $"'{record.Name}' isn't visible in '{root.Name}'");
        }
        else if (constructor is not null && !IsVisible(constructor))
        {
            Refuse(place!, $"the constructor of '{record.Name}' isn't visible in '{root.Name}', which calls it; make it internal or public");
        }
        else if (construction.Initialized.Select(index => properties[index]).FirstOrDefault(property => property.SetMethod is { } setter && !IsVisible(setter)) is { } closed)
        {
            Refuse(place!, $"'{record.Name}.{closed.Name}' can't be set in '{root.Name}', which makes the record; make its init accessor internal or public");
        }
        else if (properties.FirstOrDefault(property => !IsVisible(property.Type) || (JsonContext(property) is { } context && !IsVisible(context))) is { } hidden)
        {
            Refuse(place!, $"the type or the JSON context of '{record.Name}.{hidden.Name}' isn't visible in '{root.Name}', which reads it");
        }

        bool IsVisible(ISymbol symbol) => compilation.IsSymbolAccessibleWithin(symbol, root);
    }

    private static INamedTypeSymbol? JsonContext(IPropertySymbol property)
        => property.Attribute(KnownNames.JsonColumn)?.ConstructorArguments is [{ Value: INamedTypeSymbol context }] ? context : null;

    private void Refuse(IPropertySymbol top, string reason)
    {
        if (!rootReporter.HasErrors)
        {
            rootReporter.Report(Rules.NestedRow, top.FirstLocation(), root.Name, top.Name, reason);
        }
    }
}
