using LineageAot.Generators.Support;

namespace LineageAot.Generators.Model;

/// <summary>What the library keeps a column for; the names are those of the runtime's ColumnRole.</summary>
internal enum ColumnRole
{
    None, CreatedAt, UpdatedAt, RowVersion,
}

/// <summary>What a change of the parent does; the order is that of the attribute's ReferenceAction.</summary>
internal enum ReferenceAction
{
    NoAction, Restrict, SetNull, Cascade,
}

/// <summary>A property that is a column.</summary>
internal sealed record ColumnModel
{
    public required string Name { get; init; }

    public required string PropertyName { get; init; }

    /// <summary>In a result, the members that lead to it, for instance <c>Document.Id</c>; null in a table.</summary>
    public string? MemberPath { get; init; }

    public required ValueModel Value { get; init; }

    /// <summary>The property may stand in a public signature.</summary>
    public required bool IsPublic { get; init; }

    /// <summary>It has an init or set accessor.</summary>
    public required bool IsSettable { get; init; }

    public bool IsKey { get; init; }

    public bool IsGenerated { get; init; }

    public bool NeverReuse { get; init; }

    public string? Default { get; init; }

    public string? Computed { get; init; }

    public bool IsComputedStored { get; init; }

    public string? Collation { get; init; }

    public int? MaxLength { get; init; }

    public int? Dimensions { get; init; }

    public ColumnRole Role { get; init; }

    public EquatableArray<string> Checks { get; init; }

    /// <summary>The names that it had before.</summary>
    public EquatableArray<string> RenamedFrom { get; init; }

    public bool IsNullable => Value.IsNullable;

    public bool IsGeneratedInteger => IsGenerated && Value.IsInteger;

    public bool IsGeneratedGuid => IsGenerated && Value.Kind == ValueKind.Guid;
}

/// <summary>A unique constraint or an index.</summary>
internal sealed record IndexModel
{
    public required string Name { get; init; }

    /// <summary>Positions in the table's columns.</summary>
    public required EquatableArray<int> Columns { get; init; }

    public required EquatableArray<bool> Descending { get; init; }

    public required bool IsUnique { get; init; }

    public string? Where { get; init; }

    /// <summary>A constraint inside CREATE TABLE; otherwise a statement of its own.</summary>
    public bool IsConstraint { get; init; }
}

/// <summary>A foreign key.</summary>
internal sealed record ForeignKeyModel
{
    public required string Name { get; init; }

    /// <summary>Positions in the table's columns.</summary>
    public required EquatableArray<int> Columns { get; init; }

    public required string ParentTable { get; init; }

    /// <summary>The parent record with <c>global::</c>.</summary>
    public required string ParentTypeName { get; init; }

    public required EquatableArray<string> ParentColumns { get; init; }

    public ReferenceAction OnDelete { get; init; }

    public ReferenceAction OnUpdate { get; init; }

    public bool IsDeferred { get; init; }
}

/// <summary>A CHECK constraint.</summary>
internal sealed record CheckModel(string Name, string Sql, EquatableArray<string> Columns);

/// <summary>A full-text index.</summary>
/// <param name="Columns">Positions in the table's columns.</param>
/// <param name="Tokenizer">How texts become words.</param>
/// <param name="Prefixes">Lengths of beginnings with an index of their own.</param>
internal sealed record FullTextModel(EquatableArray<int> Columns, string Tokenizer, EquatableArray<int> Prefixes);

/// <summary>
/// Everything that is emitted for a [Table] record. Equal models give equal output: it holds strings, numbers and equatable
/// arrays only, never a symbol, a syntax node or a location.
/// </summary>
internal sealed record TableModel
{
    public required TypeModel Type { get; init; }

    public required string Name { get; init; }

    /// <summary>The names that it had before.</summary>
    public required EquatableArray<string> RenamedFrom { get; init; }

    public required bool IsStrict { get; init; }

    public required bool IsWithoutRowId { get; init; }

    public required bool IsImmutable { get; init; }

    public required bool BlocksDelete { get; init; }

    public required EquatableArray<ColumnModel> Columns { get; init; }

    /// <summary>Positions in <see cref="Columns"/>, in the key's order.</summary>
    public required EquatableArray<int> Key { get; init; }

    public required ConstructionModel Construction { get; init; }

    public required EquatableArray<IndexModel> Indexes { get; init; }

    public required EquatableArray<ForeignKeyModel> ForeignKeys { get; init; }

    public required EquatableArray<CheckModel> Checks { get; init; }

    /// <summary>The full-text index, or null.</summary>
    public FullTextModel? FullText { get; init; }

    /// <summary>The record implements OnWriting.</summary>
    public required bool ValidatesItself { get; init; }

    /// <summary>The key's only column, if SQLite gives it.</summary>
    public ColumnModel? GeneratedIntegerKey => Key.Count == 1 && Columns[Key[0]].IsGeneratedInteger ? Columns[Key[0]] : null;
}

/// <summary>How a record is made out of its columns.</summary>
/// <param name="Arguments">The constructor's arguments by position in the record's members, in the constructor's order.</param>
/// <param name="ParameterNames">Their names.</param>
/// <param name="Initialized">The members that are set in an object initializer.</param>
internal sealed record ConstructionModel(EquatableArray<int> Arguments, EquatableArray<string> ParameterNames, EquatableArray<int> Initialized);
