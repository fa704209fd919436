using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Analysis;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;
using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Parsing;

/// <summary>Turns a [Table] record into its model, or reports what is wrong with it.</summary>
internal static class TableParser
{
    /// <summary>As <see cref="Parse"/>, or what stands in for the part that can't be written.</summary>
    public static Parsed<TableModel> ParseOrStub(INamedTypeSymbol record)
        => Parse(record, new Reporter()) is { } model ? new Parsed<TableModel>(model, null) : new Parsed<TableModel>(null, StubParser.Table(record));

    public static TableModel? Parse(INamedTypeSymbol record, Reporter reporter)
    {
        if (record.Attribute(KnownNames.Table) is not { } attribute)
        {
            return null;
        }

        if (!record.IsRecord || record.IsValueType)
        {
            reporter.Report(Rules.NotRecord, record.FirstLocation(), record.Name, "Table", "record");
            return null;
        }

        if (!TypeParser.CanBeExtended(record, "Table", reporter))
        {
            return null;
        }

        if (record.IsAbstract)
        {
            reporter.Report(Rules.Abstract, record.FirstLocation(), record.Name, "Table");
            return null;
        }

        var name = TableName(record, attribute);
        if (!ColumnParser.IsName(name))
        {
            reporter.Report(Rules.BadName, attribute.LocationOr(record), $"the table of '{record.Name}'");
            return null;
        }

        var parser = new ColumnParser(record, reporter);
        var columns = parser.Parse();
        var properties = parser.Properties;
        var immutable = record.Attribute(KnownNames.Immutable);
        var withoutRowId = attribute.Named("WithoutRowId", false);
        SqlFragmentRules.Check(record, properties, reporter);
        RoleRules.Check(record, columns, properties, reporter);
        RenamedFromParser.CheckTable(record, name, reporter);
        RenamedFromParser.CheckColumns(record, columns, properties, reporter);
        var model = new TableModel
        {
            Type = TypeParser.Parse(record),
            Name = name,
            RenamedFrom = RenamedFromParser.FormerNames(record),
            IsStrict = attribute.Named("Strict", true),
            IsWithoutRowId = withoutRowId,
            IsImmutable = immutable is not null,
            BlocksDelete = immutable?.Named("BlockDelete", false) ?? false,
            Columns = columns.ToEquatableArray(),
            Key = KeyParser.Parse(record, columns, properties, withoutRowId, reporter),
            Construction = new ConstructionParser(record, properties, reporter).Parse(),
            Indexes = new IndexParser(record, name, columns, properties, reporter).Parse(),
            ForeignKeys = new ReferenceParser(record, name, columns, properties, reporter).Parse(),
            Checks = CheckParser.Parse(record, name, columns),
            FullText = new FullTextParser(record, name, columns, properties, reporter).Parse(),
            ValidatesItself = record.GetMembers("OnWriting").OfType<IMethodSymbol>().Any(static method => !method.IsPartialDefinition || method.PartialImplementationPart is not null),
        };
        return reporter.HasErrors ? null : model;
    }

    public static string TableName(INamedTypeSymbol record, AttributeData attribute) => attribute.Positional<string>(0) ?? Names.SnakeCase(record.Name);
}
