using LineageAot.Schema;
using LineageAot.Tests.Support;

namespace LineageAot.Tests.Migrations;

/// <summary>A history of ten versions as a program in the field has one: each kind of change once, and rows that must come through.</summary>
internal static class TenVersions
{
    private const string Notes1 = "CREATE TABLE notes (id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('new', 'done')), size TEXT) STRICT";
    private const string Rebuilt = "CREATE TABLE memos (id INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('new', 'done')), size INTEGER NOT NULL, owner TEXT) STRICT";
    private const string Redefined = "CREATE TABLE memos (id INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('new', 'done', 'late')), size INTEGER NOT NULL, owner TEXT) STRICT";
    private const string Tags = "CREATE TABLE tags (memo INTEGER NOT NULL CONSTRAINT fk_tags_memo REFERENCES memos (id) ON DELETE CASCADE, name TEXT NOT NULL, PRIMARY KEY (memo, name)) STRICT, WITHOUT ROWID";
    private const string Index = "CREATE INDEX ix_memos_body ON memos (body) WHERE size > 0";
    private const string Last = "CREATE TABLE memos (id INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('new', 'done', 'late')), size INTEGER NOT NULL, words INTEGER) STRICT";

    private static readonly string[] Texts =
    [
        $"-- up\n{Notes1};\n-- down\ndrop table notes;\n",
        "-- up\nalter table notes add column owner text;\n-- down\nalter table notes drop column owner;\n",
        "-- up\nalter table notes rename column text to body;\n-- down\nalter table notes rename column body to text;\n",
        "-- up\nalter table notes rename to memos;\n-- down\nalter table memos rename to notes;\n",
        $"-- up\n-- rebuild memos\n-- copy size = cast(coalesce(size, '0') as integer)\n{Rebuilt};\n-- down\n-- rebuild memos\n{Rebuilt.Replace("size INTEGER NOT NULL", "size TEXT")};\n",
        $"-- up\n-- redefine memos\n{Redefined};\n-- down\n-- redefine memos\n{Rebuilt};\n",
        $"-- up\n{Tags};\n-- down\ndrop table tags;\n",
        $"-- up\n{Index};\ncreate view late as select id, body from memos where state = 'late';\n-- down\ndrop view late;\ndrop index ix_memos_body;\n",
        "-- up\nalter table memos add column words integer;\n-- backfill memos batch 2\nupdate memos set words = length(body) - length(replace(body, ' ', '')) + 1 where words is null;\n-- down\nalter table memos drop column words;\n",
        "-- destructive\n-- up\nalter table memos drop column owner;\n-- irreversible\n",
    ];

    /// <summary>The whole history.</summary>
    public static DatabaseSchema Schema { get; } = MigrationFixture.Component([Model.Table("memos", Last, Index), Model.Table("tags", Tags)], Texts);

    /// <summary>All but the last one, which has no way back.</summary>
    public static DatabaseSchema Reversible { get; } = MigrationFixture.Component([Model.Table("memos", Last.Replace(", words", ", owner TEXT, words"), Index), Model.Table("tags", Tags)], Texts[..^1]);

    /// <summary>Statements that put rows into a file of a version: what that version knows, and a key that was given and taken back.</summary>
    public static string[] Seed(int version)
    {
        var (table, text) = (version < 4 ? "notes" : "memos", version < 3 ? "text" : "body");
        var rows = new List<string>
        {
            $"insert into {table} (id, {text}, state, size) values (1, 'one', 'new', {(version < 5 ? "null" : "0")}), (2, 'two words', 'done', '17'), (3, 'with three words', 'new', '3')",
            $"insert into {table} (id, {text}, state, size) values (9, 'gone', 'new', '1')",
            $"delete from {table} where id = 9",
        };
        if (version is >= 2 and < 10)
        {
            rows.Add($"update {table} set owner = 'me' where id = 2");
        }

        if (version >= 6)
        {
            rows.Add("update memos set state = 'late' where id = 3");
        }

        if (version >= 7)
        {
            rows.Add("insert into tags values (1, 'a'), (2, 'b')");
        }

        if (version >= 9)
        {
            rows.Add("update memos set words = 7 where id = 1");
        }

        return [.. rows];
    }

    /// <summary>What must be there at the end of the way from a version, as one text.</summary>
    public static string Expected(int from) => from == 0 ? "" : string.Join(", ",
        $"1 one new 0 {(from >= 9 ? "7" : "1")}",
        $"2 two words done 17 {(from >= 9 ? "" : "2")}",
        $"3 with three words {(from >= 6 ? "late" : "new")} 3 {(from >= 9 ? "" : "3")}");

    /// <summary>The rows of the newest version as such a text.</summary>
    public const string Rows = "select coalesce(group_concat(id || ' ' || body || ' ' || state || ' ' || size || ' ' || coalesce(words, ''), ', ' order by id), '') from memos";
}
