using LineageAot.Schema;

namespace LineageAot.BuildCheck.Checks.Statements;

/// <summary>
/// Finds the columns of a result that can be NULL although nobody says so: those of nullable columns that no condition keeps from it. Behind an outer join nothing is
/// said, nor of what the statement itself puts in.
/// </summary>
internal sealed class NullableColumns
{
    private readonly PreparedText prepared;
    private readonly StatementSchema schema;
    private readonly HashSet<string> unknown;
    private readonly HashSet<(string, string)> proven;
    private readonly bool isUnknown;

    public NullableColumns(SqlWords words, PreparedText prepared, IReadOnlyList<SelectScope> scopes, StatementSchema schema)
    {
        this.prepared = prepared;
        this.schema = schema;
        SelectScope[] own = [.. scopes.Where(static scope => scope.Depth == 0)];
        unknown = scopes.SelectMany(static scope => scope.Sources).Where(static source => source.IsOuterJoined).Select(static source => SqlNameComparer.Fold(source.Table)).ToHashSet();

        // The arms of a compound may differ, a view hides its joins, and so does a subquery behind an outer join; INSERT INTO writes what RETURNING gives.
        isUnknown = own.Length > 1 || scopes.Any(scope => scope.Sources.Exists(source => schema.Table(source.Table) is { IsPlain: false }))
            || scopes.Any(static scope => scope.HasOuterJoin) && scopes.Count > own.Length
            || Enumerable.Range(0, words.Count).Any(index => words.Depth(index) == 0 && words.IsWord(index, "into"));

        // SQLite names a column through subqueries and common table expressions, so what those keep out counts.
        proven = [.. scopes.SelectMany(new NotNullConditions(words, schema).Of)];
    }

    public bool CanBeNull(PreparedColumn column)
        => !isUnknown && !unknown.Contains(SqlNameComparer.Fold(column.Table)) && !proven.Contains(NotNullConditions.Key(column.Table, column.Origin))
            && !prepared.Updated[column.Table].Contains(column.Origin, SqlNameComparer.Instance)
            && schema.Table(column.Table)?.Column(column.Origin) is { IsNullable: true };
}
