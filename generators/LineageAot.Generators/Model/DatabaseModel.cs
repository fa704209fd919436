using LineageAot.Generators.Parsing.Sql;
using LineageAot.Generators.Support;

namespace LineageAot.Generators.Model;

/// <summary>Everything that is emitted for a [Database] class.</summary>
internal sealed record DatabaseModel
{
    public required TypeModel Type { get; init; }

    /// <summary>Its table properties in the order of declaration.</summary>
    public required EquatableArray<TablePropertyModel> Properties { get; init; }

    /// <summary>Its records, parents before children.</summary>
    public required EquatableArray<string> Tables { get; init; }

    /// <summary>The included [Database] classes.</summary>
    public required EquatableArray<string> Includes { get; init; }

    public required EquatableArray<StatementModel> Statements { get; init; }

    /// <summary>Something about it is an error: what is emitted only has to compile.</summary>
    public bool HasErrors { get; init; }

    /// <summary>Declarations of members that have errors: something has to stand in for their other parts (<see cref="StubModel"/>).</summary>
    public EquatableArray<string> Stubs { get; init; }

    /// <summary>The folder of its migration files below <c>Migrations</c>; empty for that folder itself.</summary>
    public string MigrationsFolder { get; init; } = "";

    /// <summary>Its migration files in order.</summary>
    public EquatableArray<MigrationModel> Migrations { get; init; }
}

/// <summary>A partial property that gives a table.</summary>
internal sealed record TablePropertyModel(string Name, string Modifiers, string RecordTypeName);

/// <summary>What a statement's caller gets.</summary>
internal enum ResultShape
{
    /// <summary>The number of rows changed.</summary>
    Count,

    /// <summary>Nothing.</summary>
    Nothing,
    Stream, List, Single, SingleOrDefault,

    /// <summary>A page behind a cursor.</summary>
    Page,
}

/// <summary>What a statement runs on: the first parameter of a static method, or the database itself.</summary>
internal enum StatementSource
{
    This, ReadSource, Database, WriteScope,
}

/// <summary>Everything that is emitted for a [Query] or [Command] method.</summary>
internal sealed record StatementModel
{
    public required string MethodName { get; init; }

    /// <summary>A name that is unique among the statements of its class.</summary>
    public required string UniqueName { get; init; }

    public required string Modifiers { get; init; }

    public required string ReturnTypeName { get; init; }

    /// <summary>What is prepared: one text, or for pages the first page's and the next pages'.</summary>
    public required EquatableArray<StatementText> Texts { get; init; }

    /// <summary>How its pages follow each other, or null where it isn't read by pages.</summary>
    public PageModel? Page { get; init; }

    /// <summary>Where the text as written stands, relative to its attribute (<c>LiteralPositions.Relative</c>).</summary>
    public EquatableArray<int> Positions { get; init; }

    public required bool IsCommand { get; init; }

    public required bool IsAsync { get; init; }

    public required ResultShape Shape { get; init; }

    public ResultModel? Result { get; init; }

    /// <summary>The columns that the result is read from, in order.</summary>
    public EquatableArray<ResultColumnModel> ResultColumns { get; init; }

    public required StatementSource Source { get; init; }

    /// <summary>All of the method's parameters in order.</summary>
    public required EquatableArray<ParameterModel> Parameters { get; init; }

    /// <summary>The positions in <see cref="Parameters"/> in the order in which SQLite numbers them.</summary>
    public required EquatableArray<int> Bound { get; init; }

    /// <summary>The [Database] class that a static method's first parameter names, or null.</summary>
    public string? DatabaseTypeName { get; init; }

    /// <summary>The static method extends its first parameter.</summary>
    public bool IsExtension { get; init; }

    /// <summary>All types in the signature may stand in a public one.</summary>
    public required bool IsPublic { get; init; }
}

/// <summary>An SQL text as it is prepared: stars and lists expanded, the conditions of pages added.</summary>
/// <param name="Name">What tells it from the statement's other texts; empty for the first.</param>
/// <param name="Sql">The text.</param>
/// <param name="Edits">What was changed in the user's text, by its places there.</param>
internal sealed record StatementText(string Name, string Sql, EquatableArray<SqlEdit> Edits);

/// <summary>How the pages of a query follow each other.</summary>
/// <param name="Scope">What its cursors belong to: the method and a mark of the order.</param>
/// <param name="Keys">The order's columns.</param>
internal sealed record PageModel(string Scope, EquatableArray<PageKeyModel> Keys);

/// <summary>A column that a cursor holds.</summary>
/// <param name="Ordinal">Its place in the result.</param>
/// <param name="Type">How it is stored.</param>
internal sealed record PageKeyModel(int Ordinal, SqlType Type);

/// <summary>What a method's parameter is for.</summary>
internal enum ParameterRole
{
    Source, Value, List, CancellationToken, WriteOptions, PageSize, Cursor,
}

/// <summary>A method's parameter.</summary>
internal sealed record ParameterModel(string Name, string TypeName, ParameterRole Role, ValueModel? Value)
{
    /// <summary>The default as C#, or null where there is none.</summary>
    public string? DefaultLiteral { get; init; }
}

/// <summary>What a row of the result becomes.</summary>
/// <param name="TypeName">The C# type with its nullable mark.</param>
/// <param name="RecordTypeName">The record without a nullable mark, or null for a scalar.</param>
/// <param name="IsNullableRecordStruct">A nullable record struct has a decoder of its own.</param>
/// <param name="Scalar">How a scalar is stored.</param>
internal sealed record ResultModel(string TypeName, string? RecordTypeName, bool IsNullableRecordStruct, ValueModel? Scalar);

/// <summary>A column that a result is read from.</summary>
/// <param name="Name">Its name, or empty for a scalar, whose column may have any.</param>
/// <param name="Member">The way to the record's member, or empty for a scalar.</param>
/// <param name="Value">How it is stored.</param>
internal sealed record ResultColumnModel(string Name, string Member, ValueModel Value);

/// <summary>A [Query] or [Command] method of a static class and where that class stands.</summary>
internal sealed record StandaloneStatementModel(TypeModel Type, StatementModel Statement);
