using System;
using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Analysis;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;
using LineageAot.Schema;
using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Parsing;

/// <summary>Reads a record's [FullText].</summary>
internal sealed class FullTextParser(INamedTypeSymbol record, string table, IReadOnlyList<ColumnModel> columns, IReadOnlyList<IPropertySymbol> properties, Reporter reporter)
{
    private const string DefaultTokenizer = "unicode61 remove_diacritics 2";
    private const int LongestPrefix = 999, MostPrefixes = 31;

    public FullTextModel? Parse()
    {
        if (record.Attribute(KnownNames.FullText) is not { } attribute)
        {
            return null;
        }

        var location = attribute.LocationOr(record);
        var named = attribute.PositionalStrings(0);
        if (named.Length == 0)
        {
            reporter.Report(Rules.AttributePlacement, location, "FullText", record.Name, "names no property: name those whose texts are searched");
            return null;
        }

        var places = named.Select(name => ColumnReferences.IndexOf(record, properties, name, attribute, reporter)).ToArray();
        if (places.Any(static place => place < 0))
        {
            return null;
        }

        if (places.Distinct().Count() != places.Length)
        {
            reporter.Report(Rules.AttributePlacement, location, "FullText", record.Name, "names a property twice");
            return null;
        }

        foreach (var place in places)
        {
            CheckColumn(place, location);
        }

        var tokenizer = attribute.Named("Tokenizer", DefaultTokenizer);
        if (TokenizerRules.Fault(tokenizer) is { } fault)
        {
            reporter.Report(Rules.Tokenizer, location, record.Name, tokenizer, fault);
        }

        var prefixes = attribute.NamedNumbers("Prefixes");
        CheckPrefixes(prefixes, location);
        return new FullTextModel(places.ToEquatableArray(), tokenizer, prefixes.ToEquatableArray());
    }

    private void CheckColumn(int place, Location location)
    {
        var column = columns[place];
        var reason = column.Value.Kind != ValueKind.String ? "it isn't a string"
            : IsNamed(column, "rank") || IsNamed(column, "rowid") ? $"FTS5 keeps the column name '{column.Name}' for itself: give it [Column(Name = \"…\")]"
            : IsNamed(column, FullTextNames.Index(table)) ? $"its column is named as the index itself, '{column.Name}': give it [Column(Name = \"…\")]"
            : null;
        if (reason is not null)
        {
            reporter.Report(Rules.FullTextColumn, location, record.Name, properties[place].Name, reason);
        }
    }

    private void CheckPrefixes(int[] prefixes, Location location)
    {
        foreach (var prefix in prefixes.Where(static prefix => prefix is < 1 or > LongestPrefix))
        {
            reporter.Report(Rules.PrefixLength, location, record.Name, prefix, $"1 to {LongestPrefix} characters are possible");
        }

        if (prefixes.GroupBy(static prefix => prefix).FirstOrDefault(static group => group.Count() > 1) is { } twice)
        {
            reporter.Report(Rules.PrefixLength, location, record.Name, twice.Key, "it's given twice");
        }

        if (prefixes.Length > MostPrefixes)
        {
            reporter.Report(Rules.PrefixLength, location, record.Name, prefixes[MostPrefixes], $"{MostPrefixes} lengths are possible");
        }
    }

    private static bool IsNamed(ColumnModel column, string name) => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase);
}
