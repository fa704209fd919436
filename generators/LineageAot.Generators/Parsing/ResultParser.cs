using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Analysis;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;
using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Parsing;

/// <summary>What a statement's method returns.</summary>
/// <param name="Columns">
/// All columns of the result in their order, those of records inside the record too, each with the path of members to it; nullable where the
/// result may hold NULL. Null where the result is no record.
/// </param>
/// <param name="Members">The record's members.</param>
/// <param name="Record">The record, while the method is parsed.</param>
internal sealed record ParsedResult(
    ResultShape Shape, bool IsAsync, ResultModel? Result, IReadOnlyList<ColumnModel>? Columns, IReadOnlyList<RowMemberModel>? Members = null, INamedTypeSymbol? Record = null);

/// <summary>Finds what a statement's method returns, and whether that fits where it runs.</summary>
internal sealed class ResultParser(IMethodSymbol method, bool isCount, bool isUnit, bool isCommand, Reporter reporter)
{
    public ParsedResult? Parse()
    {
        var (shape, isAsync, item) = Shape(method.ReturnType);
        var mustBeAsync = isCommand && !isUnit;
        if (isUnit && isAsync)
        {
            return Refuse("a unit is synchronous; return the value itself");
        }

        if (mustBeAsync && !isAsync)
        {
            return Refuse("a command waits for the writer; return a ValueTask");
        }

        if (mustBeAsync && shape == ResultShape.Stream)
        {
            return Refuse("a command's rows come as a whole; return ValueTask<IReadOnlyList<T>>");
        }

        var attribute = ReturnAttribute(KnownNames.JsonColumn) ?? ReturnAttribute(KnownNames.Storage);
        if (attribute is not null && (isCount || (attribute.AttributeClass.Is(KnownNames.Storage) && item is not null && RowMemberParser.IsRecord(item))))
        {
            return Refuse($"[return: {PropertyFinder.AttributeName(attribute)}] is for a scalar that a column holds; a record's properties have their own attributes");
        }

        if (isCount)
        {
            return shape == ResultShape.Nothing || (shape == ResultShape.Single && item is { SpecialType: SpecialType.System_Int32 })
                ? new ParsedResult(shape == ResultShape.Nothing ? shape : ResultShape.Count, isAsync, null, null)
                : Refuse("a command without a returning clause answers with the number of rows changed, an int, or with nothing");
        }

        if (shape == ResultShape.Page && (isCommand || isUnit))
        {
            return Refuse(isUnit ? "a unit is short and reads its rows as a whole; return IReadOnlyList<T>" : "a command's rows come as a whole; return ValueTask<IReadOnlyList<T>>");
        }

        return item is null ? Refuse("a query returns IAsyncEnumerable<T>, ValueTask<IReadOnlyList<T>>, ValueTask<Page<T>>, ValueTask<T>, ValueTask<T?>, or IReadOnlyList<T>, IEnumerable<T>, T or T?") : Item(shape, isAsync, item);
    }

    private ParsedResult? Item(ResultShape shape, bool isAsync, ITypeSymbol item)
    {
        var isNullable = item.NullableAnnotation == NullableAnnotation.Annotated || item.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
        if (shape == ResultShape.Single && isNullable)
        {
            shape = ResultShape.SingleOrDefault;
        }

        if (ReturnAttribute(KnownNames.JsonColumn) is { } json)
        {
            return Scalar(shape, isAsync, item, new JsonColumnParser(method, method, item, json, reporter).Parse());
        }

        var plain = item is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : item;
        if (plain is INamedTypeSymbol record && RowMemberParser.IsRecord(record))
        {
            return isNullable && shape is (ResultShape.List or ResultShape.Stream or ResultShape.Page)
                ? Refuse("a row is never null; leave out the question mark")
                : Record(shape, isAsync, record, isNullable, item);
        }

        if (ValueParser.Parse(item) is not { } scalar)
        {
            return Refuse($"'{item.ToDisplayString()}' is no [Table] or [Row] record and no supported scalar");
        }

        return Scalar(shape, isAsync, item, new StorageParser(method, method, ReturnAttribute(KnownNames.Storage), reporter).Apply(scalar));
    }

    private ParsedResult? Scalar(ResultShape shape, bool isAsync, ITypeSymbol item, ValueModel? scalar)
    {
        if (scalar is not null && ColumnRules.EnumProblem(scalar) is { } problem)
        {
            reporter.Report(Rules.EnumStorage, method.FirstLocation(), method.Name, "return", scalar.Enum!.DisplayName, problem);
            return null;
        }

        return scalar is null ? null : new ParsedResult(shape, isAsync, new ResultModel(item.DeclaredName(), null, false, scalar), null);
    }

    private AttributeData? ReturnAttribute(string name) => method.GetReturnTypeAttributes().FirstOrDefault(attribute => attribute.AttributeClass.Is(name));

    private static ParsedResult Record(ResultShape shape, bool isAsync, INamedTypeSymbol record, bool isNullable, ITypeSymbol item)
    {
        var (members, _) = new RowMemberParser(record, new Reporter()).Parse(); // Its own errors are reported where it is declared.
        var columns = RowMemberModel.Columns(members).ToArray();
        return new ParsedResult(shape, isAsync, new ResultModel(item.DeclaredName(), record.QualifiedName(), isNullable && record.IsValueType, null), columns, members, record);
    }

    public static bool IsPage(IMethodSymbol method) => Shape(method.ReturnType).Shape == ResultShape.Page;

    private static (ResultShape Shape, bool IsAsync, ITypeSymbol? Item) Shape(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_Void)
        {
            return (ResultShape.Nothing, false, null);
        }

        if (type is not INamedTypeSymbol named)
        {
            return (ResultShape.Single, false, type);
        }

        switch (named.OriginalDefinition.ToDisplayString())
        {
            case "System.Threading.Tasks.ValueTask":
                return (ResultShape.Nothing, true, null);
            case "System.Threading.Tasks.Task" or "System.Threading.Tasks.Task<TResult>":
                return (ResultShape.Nothing, false, null);
            case "System.Collections.Generic.IAsyncEnumerable<T>":
                return (ResultShape.Stream, true, named.TypeArguments[0]);
            case "System.Collections.Generic.IEnumerable<T>":
                return (ResultShape.Stream, false, named.TypeArguments[0]);
            case "System.Collections.Generic.IReadOnlyList<T>":
                return (ResultShape.List, false, named.TypeArguments[0]);
            case KnownNames.PageOfT:
                return (ResultShape.Page, false, named.TypeArguments[0]);
            case "System.Threading.Tasks.ValueTask<TResult>":
                var (inner, _, item) = Shape(named.TypeArguments[0]);
                return (inner == ResultShape.Stream ? ResultShape.List : inner, true, item);
            default:
                return (ResultShape.Single, false, named);
        }
    }

    private ParsedResult? Refuse(string reason)
    {
        reporter.Report(Rules.ReturnType, method.FirstLocation(), method.Name, method.ReturnType.ToDisplayString(), reason);
        return null;
    }
}
