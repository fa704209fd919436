using System;
using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Model;
using LineageAot.Schema;

namespace LineageAot.Generators.Emission;

/// <summary>
/// Writes the SQL of a full-text index: an FTS5 table over content that lies elsewhere (https://sqlite.org/fts5.html#external_content_tables), and the triggers that keep it. FTS5 knows a row by an
/// integer. Where the key isn't one, a table of its own gives each key a number: SQLite doesn't promise that the number it gives to a row itself outlives a VACUUM (https://sqlite.org/lang_vacuum.html), and a
/// backup is one; a table WITHOUT ROWID has none.
/// </summary>
internal sealed class FullTextDdl
{
    private readonly TableModel table;
    private readonly ColumnModel[] key;
    private readonly string[] columns;
    private readonly string name, index, rows, number;

    public FullTextDdl(TableModel table, FullTextModel fullText)
    {
        this.table = table;
        FullText = fullText;
        key = table.Key.Select(place => table.Columns[place]).ToArray();
        columns = fullText.Columns.Select(place => SqlIdentifier.Quote(table.Columns[place].Name)).ToArray();
        name = SqlIdentifier.Quote(table.Name);
        index = SqlIdentifier.Quote(FullTextNames.Index(table.Name));
        rows = SqlIdentifier.Quote(FullTextNames.Rows(table.Name));
        number = FreeName("docid");
        Number = SqlIdentifier.Quote(HasOwnNumber ? key[0].Name : number);
    }

    public FullTextModel FullText { get; }

    /// <summary>The key is the number: no table of numbers is needed.</summary>
    public bool HasOwnNumber => key.Length == 1 && key[0].Value.SqlType == SqlType.Integer && (table.IsStrict || !table.IsWithoutRowId);

    /// <summary>The column with the number by which FTS5 knows a row, quoted: of the table itself, or of the table of numbers.</summary>
    public string Number { get; }

    public IEnumerable<string> Statements()
    {
        if (!HasOwnNumber)
        {
            yield return CreateRows();
            yield return CreateTexts();
        }

        yield return CreateIndex();
        yield return Trigger("insert", "INSERT", "", HasOwnNumber ? [Add()] : [$"INSERT INTO {rows} ({KeyList()}) VALUES ({KeyList("new.")})", Add()]);
        yield return Trigger("update", UpdateOfColumns(), $"WHEN {string.Join(" OR ", KeyAndColumns().Select(Differs))}\n", HasOwnNumber ? [Remove(), Add()] : [Remove(), MoveKey(), Add()]);
        yield return Trigger("delete", "DELETE", "", HasOwnNumber ? [Remove()] : [Remove(), $"DELETE FROM {rows} WHERE {KeyIs("old.")}"]);
    }

    private string CreateRows()
    {
        var lines = key.Select(column => $"{SqlIdentifier.Quote(column.Name)} {column.Value.SqlType.ToString().ToUpperInvariant()} NOT NULL{(column.Collation is { } collation ? " COLLATE " + collation.ToUpperInvariant() : "")}");
        return $"CREATE TABLE {rows} (\n    {Number} INTEGER PRIMARY KEY,\n    {string.Join(",\n    ", lines)},\n    UNIQUE ({KeyList()})\n){(table.IsStrict ? " STRICT" : "")}";
    }

    private string CreateTexts()
        => $"CREATE VIEW {SqlIdentifier.Quote(FullTextNames.Texts(table.Name))} AS\nSELECT r.{Number} AS {Number}, {string.Join(", ", columns.Select(static column => $"t.{column} AS {column}"))}\n"
            + $"FROM {rows} AS r\nJOIN {name} AS t ON {string.Join(" AND ", key.Select(static column => $"t.{SqlIdentifier.Quote(column.Name)} = r.{SqlIdentifier.Quote(column.Name)}"))}";

    private string CreateIndex()
    {
        var options = new List<string>
        {
            $"content = {Text(HasOwnNumber ? table.Name : FullTextNames.Texts(table.Name))}",
            $"content_rowid = {Text(HasOwnNumber ? key[0].Name : number)}",
            $"tokenize = {Text(FullText.Tokenizer)}",
        };
        if (FullText.Prefixes.Count > 0)
        {
            options.Add($"prefix = {Text(string.Join(" ", FullText.Prefixes))}");
        }

        return $"CREATE VIRTUAL TABLE {index} USING fts5(\n    {string.Join(",\n    ", columns.Concat(options))}\n)";
    }

    private string Trigger(string suffix, string change, string condition, IEnumerable<string> statements)
        => $"CREATE TRIGGER {SqlIdentifier.Quote(FullTextNames.Trigger(table.Name, suffix))} AFTER {change} ON {name}\n{condition}BEGIN\n{string.Concat(statements.Select(static statement => $"    {statement};\n"))}END";

    private string Add() => HasOwnNumber
        ? $"INSERT INTO {index} (rowid, {List("")}) VALUES (new.{Number}, {List("new.")})"
        : $"INSERT INTO {index} (rowid, {List("")}) SELECT {Number}, {List("new.")} FROM {rows} WHERE {KeyIs("new.")}";

    /// <summary>The index is told what the row's texts were: it has no other way to find their words.</summary>
    private string Remove() => HasOwnNumber
        ? $"INSERT INTO {index} ({index}, rowid, {List("")}) VALUES ('delete', old.{Number}, {List("old.")})"
        : $"INSERT INTO {index} ({index}, rowid, {List("")}) SELECT 'delete', {Number}, {List("old.")} FROM {rows} WHERE {KeyIs("old.")}";

    private string MoveKey()
        => $"UPDATE {rows} SET {string.Join(", ", key.Select(static column => $"{SqlIdentifier.Quote(column.Name)} = new.{SqlIdentifier.Quote(column.Name)}"))} WHERE {KeyIs("old.")} AND ({string.Join(" OR ", key.Select(Differs))})";

    /// <summary>A computed column changes with those that it's computed from, which an UPDATE OF its own name doesn't see.</summary>
    private string UpdateOfColumns() => KeyAndColumns().Any(static column => column.Computed is not null) ? "UPDATE" : $"UPDATE OF {DdlEmitter.List(KeyAndColumns().Select(static column => column.Name))}";

    private IEnumerable<ColumnModel> KeyAndColumns() => table.Key.Concat(FullText.Columns).Distinct().Select(place => table.Columns[place]);

    // Byte by byte: a column's own collation may call texts equal that have other words.
    private static string Differs(ColumnModel column)
        => $"old.{SqlIdentifier.Quote(column.Name)} IS NOT new.{SqlIdentifier.Quote(column.Name)}{(column.Collation is null ? "" : " COLLATE BINARY")}";

    private string KeyList(string prefix = "") => string.Join(", ", key.Select(column => prefix + SqlIdentifier.Quote(column.Name)));

    private string KeyIs(string prefix) => string.Join(" AND ", key.Select(column => $"{SqlIdentifier.Quote(column.Name)} = {prefix}{SqlIdentifier.Quote(column.Name)}"));

    private string List(string prefix) => string.Join(", ", columns.Select(column => prefix + column));

    private string FreeName(string wanted)
    {
        while (table.Columns.Any(column => string.Equals(column.Name, wanted, StringComparison.OrdinalIgnoreCase)))
        {
            wanted = "_" + wanted;
        }

        return wanted;
    }

    private static string Text(string value) => "'" + value.Replace("'", "''") + "'";
}
