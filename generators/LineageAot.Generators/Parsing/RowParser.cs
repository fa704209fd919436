using LineageAot.Generators.Analysis;
using LineageAot.Generators.Model;
using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Parsing;

/// <summary>Turns a [Row] record into its model, or reports what is wrong with it.</summary>
internal static class RowParser
{
    /// <summary>As <see cref="Parse"/>, or what stands in for the part that can't be written.</summary>
    public static Parsed<RowModel> ParseOrStub(INamedTypeSymbol record)
        => Parse(record, new Reporter()) is { } model ? new Parsed<RowModel>(model, null) : new Parsed<RowModel>(null, StubParser.Row(record));

    public static RowModel? Parse(INamedTypeSymbol record, Reporter reporter)
    {
        if (!record.IsRecord)
        {
            reporter.Report(Rules.NotRecord, record.FirstLocation(), record.Name, "Row", "record or record struct");
            return null;
        }

        if (!TypeParser.CanBeExtended(record, "Row", reporter))
        {
            return null;
        }

        if (record.IsAbstract)
        {
            reporter.Report(Rules.Abstract, record.FirstLocation(), record.Name, "Row");
            return null;
        }

        var (members, construction) = new RowMemberParser(record, reporter).Parse();
        return reporter.HasErrors ? null : new RowModel(TypeParser.Parse(record), members, construction);
    }
}
