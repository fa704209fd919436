using LineageAot.Schema;

namespace LineageAot.Migrations;

/// <summary>Edits of a CREATE TABLE's text.</summary>
internal static class CreateTableText
{
    /// <summary>The statement under another name; its references to itself keep the name that they have.</summary>
    /// <exception cref="MigrationStepException">It isn't a CREATE TABLE of this table.</exception>
    public static string Renamed(string sql, string table, string name)
    {
        var tokens = SqlTokenizer.Tokenize(sql);
        var at = NameAt(tokens);
        if (at < 0 || !SqlNameComparer.Instance.Equals(tokens[at].Name, table) || !HasBody(tokens, at))
        {
            throw new MigrationStepException($"The directive is followed by one statement: CREATE TABLE {SqlIdentifier.Quote(table)} (…), without IF NOT EXISTS, TEMP, a schema's name or AS SELECT.");
        }

        return string.Concat(sql.AsSpan(0, tokens[at].Start), SqlIdentifier.Quote(name), sql.AsSpan(tokens[at].End)).TrimEnd().TrimEnd(';');
    }

    private static int NameAt(SqlToken[] tokens) => tokens is [var create, var table, ..] && create.IsWord("create") && table.IsWord("table") ? 2 : -1;

    private static bool HasBody(SqlToken[] tokens, int at) => tokens.Length > at + 2 && tokens[at + 1].IsSymbol('(');
}
