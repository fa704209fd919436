using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using LineageAot.Generators.Analysis;
using LineageAot.Generators.Model;
using LineageAot.Generators.Parsing.Sql;
using LineageAot.Generators.Support;
using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Parsing;

/// <summary>
/// Makes the texts of a query that is cut into pages: the first page's has a limit, the next pages' also the condition of the rows behind the
/// cursor. Both are fixed, so that both are proven at build time.
/// </summary>
internal sealed class PageParser(IMethodSymbol method, string sql, ParsedResult results, IReadOnlyList<SqlToken> tokens, LiteralPositions positions, Reporter reporter)
{
    private const string SizeName = "size", CursorName = "after";

    /// <summary>What the pages are, and the next pages' edits beside those of the first; null after a report.</summary>
    public (PageModel Page, SqlEdit Limit, List<SqlEdit> Condition)? Parse(string owner, string uniqueName, IReadOnlyList<SelectList> lists, StarExpander stars)
    {
        var clauses = new SelectClauses(tokens);
        if (clauses.Obstacle() is var (token, reason))
        {
            reporter.Report(Rules.NotPageable, positions.Of(token.Start, token.Length), method.Name, reason);
            return null;
        }

        if (clauses.Order < 0 || clauses.Order + 2 >= clauses.End)
        {
            reporter.Report(Rules.PageOrder, positions.Of(tokens[clauses.Select].Start, tokens[clauses.Select].Length), method.Name);
            return null;
        }

        if (reporter.HasErrors || Columns() is not { } columns)
        {
            return null;
        }

        var terms = new PageOrderParser(method, sql, tokens, lists[0], stars, columns, positions, reporter).Parse(clauses.Order + 2, clauses.End);
        if (reporter.HasErrors || !IsUnique(terms, clauses))
        {
            return null;
        }

        var order = string.Join(", ", terms.Select(static term => term.Sql + (term.IsDescending ? " desc" : "")));
        var keys = terms.Select(static term => new PageKeyModel(term.Ordinal, term.Column.Value.SqlType));
        var limit = new SqlEdit(tokens[clauses.End - 1].End, 0, $" limit @{SizeName}");
        return (new PageModel($"{owner}.{uniqueName}/{Mark(order)}", keys.ToEquatableArray()), limit, Condition(terms, clauses));
    }

    /// <summary>The method has exactly 'int size' and 'Cursor? after', where it returns pages.</summary>
    public static void CheckParameters(IMethodSymbol method, IReadOnlyList<ParameterModel> parameters, bool isPage, Reporter reporter)
    {
        var places = Enumerable.Range(0, parameters.Count).ToArray();
        var cursors = places.Where(place => parameters[place].Role == ParameterRole.Cursor).ToArray();
        if (!isPage)
        {
            foreach (var place in cursors)
            {
                reporter.Report(Rules.PageParameters, method.Parameters[place].FirstLocation(), method.Name, "takes a Cursor, and returns no pages: return ValueTask<Page<T>>, or leave the parameter out");
            }

            return;
        }

        if (cursors.Length != 1 || !places.Any(place => parameters[place].Role == ParameterRole.PageSize) || method.Parameters[cursors[0]] is not { Name: CursorName, NullableAnnotation: NullableAnnotation.Annotated })
        {
            reporter.Report(Rules.PageParameters, method.FirstLocation(), method.Name, "returns pages: give it the parameters 'int size' and 'Cursor? after', which is null for the first page");
        }
    }

    public static bool IsSize(IParameterSymbol parameter) => parameter is { Name: SizeName, Type.SpecialType: SpecialType.System_Int32 };

    private IReadOnlyList<ColumnModel>? Columns() => results.Columns ?? (results.Result?.Scalar is { } scalar
        ? [new ColumnModel { Name = "", PropertyName = "", Value = scalar, IsPublic = true, IsSettable = false }]
        : null);

    private bool IsUnique(List<PageTerm> terms, SelectClauses clauses)
    {
        if (results.Record is not { } record || !record.HasAttribute(KnownNames.Table) || TableParser.Parse(record, new Reporter()) is not { } table)
        {
            return true; // Rows of equal order are found when they are read.
        }

        var unique = table.Indexes.Where(static index => index is { IsUnique: true, Where: null }).Select(static index => index.Columns).Prepend(table.Key);
        if (unique.Any(columns => columns.All(column => terms.Any(term => term.Ordinal == column))))
        {
            return true;
        }

        var token = tokens[clauses.Order];
        reporter.Report(Rules.PageTie, positions.Of(token.Start, tokens[clauses.End - 1].End - token.Start), method.Name, record.Name, string.Join(", ", table.Key.Select(column => table.Columns[column].Name)));
        return false;
    }

    private List<SqlEdit> Condition(List<PageTerm> terms, SelectClauses clauses)
    {
        var names = new UniqueNames();
        foreach (var parameter in method.Parameters)
        {
            names.Take(parameter.Name);
        }

        var condition = KeysetCondition.Of(terms.Select((term, place) => new KeysetTerm(term.Sql, term.IsDescending, $"@{names.Take($"{CursorName}_{place + 1}")}")).ToArray());
        var end = tokens[clauses.Order - 1].End;
        return clauses.Where < 0
            ? [new SqlEdit(end, 0, " where " + condition)]
            : [new SqlEdit(tokens[clauses.Where + 1].Start, 0, "("), new SqlEdit(end, 0, ") and " + condition)];
    }

    /// <summary>A short mark of the order: a cursor of another one would begin at the wrong row.</summary>
    private static string Mark(string order)
    {
        using var hash = SHA256.Create();
        return BitConverter.ToString(hash.ComputeHash(Encoding.UTF8.GetBytes(order)), 0, 4).Replace("-", "").ToLowerInvariant();
    }
}
