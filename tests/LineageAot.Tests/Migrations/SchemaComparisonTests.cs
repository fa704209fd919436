using System.Diagnostics;
using LineageAot.Migrations;
using LineageAot.Schema;
using LineageAot.Tests.Support;

namespace LineageAot.Tests.Migrations;

/// <summary>The program has the first statements, the file the second; what is said about it is the third.</summary>
public sealed class SchemaComparisonTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]

    // Written otherwise, the same structure.
    [InlineData("CREATE TABLE t (a INTEGER NOT NULL, b TEXT) STRICT", "create table  \"t\" ( [a]\tinteger not null , -- comment\n `b` text /* more */ ) strict")]
    [InlineData("CREATE TABLE t (a INTEGER NOT NULL, b TEXT) STRICT", "create table T (B text, A integer not null) strict")]
    [InlineData("CREATE TABLE t (a INTEGER CONSTRAINT pk PRIMARY KEY, b TEXT)", "create table t (a integer, b text, constraint pk primary key (a))")]
    [InlineData("CREATE TABLE t (a TEXT, UNIQUE (a))", "create table t (a text unique)")]
    [InlineData("CREATE TABLE t (a TEXT COLLATE NOCASE, UNIQUE (a))", "create table t (a text collate nocase, unique (a collate nocase asc))")]
    [InlineData("CREATE TABLE t (a INTEGER, CHECK (a > 0))", "create table t (a integer check (A>0))")]
    [InlineData("CREATE TABLE t (a INTEGER DEFAULT (1 + 1))", "create table t (a integer default (1+1))")]
    [InlineData("CREATE TABLE t (a INTEGER, b INTEGER GENERATED ALWAYS AS (a * 2) VIRTUAL)", "create table t (a integer, b integer as (a*2))")]
    [InlineData("CREATE TABLE t (a TEXT NOT NULL ON CONFLICT ABORT)", "create table t (a text not null)")]
    [InlineData("CREATE TABLE t (a TEXT, CHECK (a IN ('x', 'y')) CHECK (length(a) = 1))", "create table t (a text check (length(a) = 1), check (a in ('x','y')))")]
    [InlineData("CREATE TABLE t (\"null\" TEXT COLLATE NOCASE UNIQUE, \"it's\" INTEGER PRIMARY KEY)", "create table 't' ([null] text collate nocase, 'it''s' integer primary key, unique ('null'))")]
    public void Equal_structure_is_current(string program, string file) => Compare([program], [file]).ShouldBe(new Outcome(SchemaState.Current));

    [Theory]
    [InlineData("CREATE TABLE t (a INTEGER PRIMARY KEY, r INTEGER REFERENCES t (a))", "create table t (a integer primary key, r integer, foreign key (r) references t)")]
    [InlineData("CREATE TABLE t (a INTEGER PRIMARY KEY, r INTEGER REFERENCES t (a))", "create table t (a integer primary key, r integer references t (a) on delete no action not deferrable)")]
    [InlineData("CREATE TABLE t (a INTEGER PRIMARY KEY, r INTEGER REFERENCES t (a))", "create table t (a integer primary key, r integer references t (a) deferrable initially immediate)")]
    [InlineData("CREATE TABLE t (a INTEGER PRIMARY KEY, r INTEGER REFERENCES t (a))", "create table t (a integer primary key, r integer references t (a) match full)")]
    public void Equal_references_are_current(string program, string file) => Compare([program], [file]).ShouldBe(new Outcome(SchemaState.Current));

    [Theory]
    [InlineData("CREATE INDEX i ON t (a, b DESC) WHERE a > 0", "create index I on T (\"a\" asc, b desc) where A>0")]
    [InlineData("CREATE INDEX i ON t (lower(b), a)", "create index i on t (LOWER( b ), a)")]
    [InlineData("CREATE INDEX i ON t (b COLLATE NOCASE)", "create index i on t (b collate nocase)")]
    public void Equal_indexes_are_current(string program, string file)
        => Compare(["CREATE TABLE t (a INTEGER, b TEXT)", program], ["CREATE TABLE t (a INTEGER, b TEXT)", file]).ShouldBe(new Outcome(SchemaState.Current));

    [Theory]

    // Columns.
    [InlineData("CREATE TABLE t (a INTEGER, b TEXT)", "CREATE TABLE t (a INTEGER)", SchemaState.Older, "column 'b' is missing in the file")]
    [InlineData("CREATE TABLE t (a INTEGER)", "CREATE TABLE t (a INTEGER, b TEXT)", SchemaState.Newer, "column 'b' is in the file, but the program doesn't know it")]
    [InlineData("CREATE TABLE t (a INTEGER, b TEXT)", "CREATE TABLE t (a INTEGER, c TEXT)", SchemaState.Drifted, "column 'b' is missing in the file", "column 'c' is in the file, but the program doesn't know it")]
    [InlineData("CREATE TABLE t (a INTEGER)", "CREATE TABLE t (a TEXT)", SchemaState.Drifted, "column 'a' has another type: TEXT in the file, INTEGER in the program")]
    [InlineData("CREATE TABLE t (a INTEGER NOT NULL)", "CREATE TABLE t (a INTEGER)", SchemaState.Drifted, "column 'a' has another nullability: NULL allowed in the file, NOT NULL in the program")]
    [InlineData("CREATE TABLE t (a INTEGER)", "CREATE TABLE t (a INTEGER NOT NULL)", SchemaState.Drifted, "column 'a' has another nullability: NOT NULL in the file, NULL allowed in the program")]
    [InlineData("CREATE TABLE t (a INTEGER NOT NULL)", "CREATE TABLE t (a INTEGER NOT NULL ON CONFLICT REPLACE)", SchemaState.Drifted, "column 'a' has another nullability: NOT NULL on conflict replace in the file, NOT NULL in the program")]
    [InlineData("CREATE TABLE t (a INTEGER DEFAULT 1)", "CREATE TABLE t (a INTEGER DEFAULT -1)", SchemaState.Drifted, "column 'a' has another default: - 1 in the file, 1 in the program")]
    [InlineData("CREATE TABLE t (a TEXT DEFAULT 'x')", "CREATE TABLE t (a TEXT)", SchemaState.Drifted, "column 'a' has another default: none in the file, 'x' in the program")]
    [InlineData("CREATE TABLE t (a TEXT DEFAULT 'x')", "CREATE TABLE t (a TEXT DEFAULT 'X')", SchemaState.Drifted, "column 'a' has another default: 'X' in the file, 'x' in the program")]
    [InlineData("CREATE TABLE t (a TEXT COLLATE NOCASE)", "CREATE TABLE t (a TEXT)", SchemaState.Drifted, "column 'a' has another collation: binary in the file, nocase in the program")]
    [InlineData("CREATE TABLE t (\"null\" TEXT COLLATE NOCASE)", "CREATE TABLE t (\"null\" TEXT)", SchemaState.Drifted, "column 'null' has another collation: binary in the file, nocase in the program")]
    [InlineData("CREATE TABLE t (a INTEGER, b INTEGER AS (a + 1))", "CREATE TABLE t (a INTEGER, b INTEGER AS (a + 2))", SchemaState.Drifted, "column 'b' has another computed as: (a + 2) virtual in the file, (a + 1) virtual in the program")]
    [InlineData("CREATE TABLE t (a INTEGER, b INTEGER AS (a) STORED)", "CREATE TABLE t (a INTEGER, b INTEGER AS (a))", SchemaState.Drifted, "column 'b' has another computed as: (a) virtual in the file, (a) stored in the program")]
    [InlineData("CREATE TABLE t (a INTEGER, b INTEGER AS (a))", "CREATE TABLE t (a INTEGER, b INTEGER)", SchemaState.Drifted, "column 'b' has another computed as: none in the file, (a) virtual in the program")]

    // The key.
    [InlineData("CREATE TABLE t (a INTEGER PRIMARY KEY)", "CREATE TABLE t (a INTEGER)", SchemaState.Older, "the primary key is missing in the file")]
    [InlineData("CREATE TABLE t (a TEXT, b TEXT, PRIMARY KEY (a, b))", "CREATE TABLE t (a TEXT, b TEXT, PRIMARY KEY (b, a))", SchemaState.Drifted, "the primary key has another columns: b, a in the file, a, b in the program")]
    [InlineData("CREATE TABLE t (a TEXT, PRIMARY KEY (a DESC)) WITHOUT ROWID", "CREATE TABLE t (a TEXT, PRIMARY KEY (a)) WITHOUT ROWID", SchemaState.Drifted, "the primary key has another columns: a in the file, a desc in the program")]
    [InlineData("CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT)", "CREATE TABLE t (a INTEGER PRIMARY KEY)", SchemaState.Drifted, "the primary key has another AUTOINCREMENT: no in the file, yes in the program")]
    [InlineData("CREATE TABLE t (a INTEGER CONSTRAINT k PRIMARY KEY)", "CREATE TABLE t (a INTEGER CONSTRAINT l PRIMARY KEY)", SchemaState.Drifted, "the primary key has another constraint name: l in the file, k in the program")]
    [InlineData("CREATE TABLE t (a TEXT PRIMARY KEY)", "CREATE TABLE t (a TEXT PRIMARY KEY ON CONFLICT IGNORE)", SchemaState.Drifted, "the primary key has another conflict clause: ignore in the file, none in the program")]

    // Unique constraints.
    [InlineData("CREATE TABLE t (a TEXT, UNIQUE (a))", "CREATE TABLE t (a TEXT)", SchemaState.Older, "unique constraint (a) is missing in the file")]
    [InlineData("CREATE TABLE t (a TEXT)", "CREATE TABLE t (a TEXT UNIQUE)", SchemaState.Newer, "unique constraint (a) is in the file, but the program doesn't know it")]
    [InlineData("CREATE TABLE t (a TEXT, UNIQUE (a))", "CREATE TABLE t (a TEXT, UNIQUE (a) ON CONFLICT REPLACE)", SchemaState.Drifted, "unique constraint (a) has another conflict clause: replace in the file, none in the program")]
    [InlineData("CREATE TABLE t (a TEXT, CONSTRAINT u UNIQUE (a))", "CREATE TABLE t (a TEXT, UNIQUE (a))", SchemaState.Drifted, "unique constraint (a) has another constraint name: none in the file, u in the program")]

    // CHECKs.
    [InlineData("CREATE TABLE t (a INTEGER, CONSTRAINT c CHECK (a > 0))", "CREATE TABLE t (a INTEGER)", SchemaState.Older, "CHECK 'c' is missing in the file")]
    [InlineData("CREATE TABLE t (a INTEGER, CONSTRAINT c CHECK (a > 0))", "CREATE TABLE t (a INTEGER, CONSTRAINT c CHECK (a >= 0))", SchemaState.Drifted, "CHECK 'c' has another condition: a >= 0 in the file, a > 0 in the program")]
    [InlineData("CREATE TABLE t (a INTEGER)", "CREATE TABLE t (a INTEGER CHECK (a > 0))", SchemaState.Newer, "CHECK (a > 0) is in the file, but the program doesn't know it")]

    // The table's options.
    [InlineData("CREATE TABLE t (a INTEGER) STRICT", "CREATE TABLE t (a INTEGER)", SchemaState.Drifted, "the table itself has another STRICT: no in the file, yes in the program")]
    [InlineData("CREATE TABLE t (a INTEGER NOT NULL PRIMARY KEY) WITHOUT ROWID", "CREATE TABLE t (a INTEGER NOT NULL PRIMARY KEY)", SchemaState.Drifted, "the table itself has another WITHOUT ROWID: no in the file, yes in the program")]
    [InlineData("CREATE TABLE t (a INTEGER)", "CREATE VIEW t AS SELECT 1 AS a", SchemaState.Drifted, " is a view in the file")]
    [InlineData("CREATE TABLE t (a INTEGER)", "CREATE VIRTUAL TABLE t USING fts5 (a)", SchemaState.Drifted, " is a virtual table in the file")]
    public void A_table_that_differs_is_told(string program, string file, SchemaState state, params string[] sentences)
        => Compare([program], [file]).ShouldBe(new Outcome(state, [.. sentences.Select(sentence => sentence[0] == ' ' ? $"table 't'{sentence}" : $"table 't': {sentence}")]));

    [Theory]
    [InlineData("r INTEGER REFERENCES p (a)", "r INTEGER", SchemaState.Older, "foreign key (r) is missing in the file")]
    [InlineData("r INTEGER", "r INTEGER REFERENCES p (a)", SchemaState.Newer, "foreign key (r) is in the file, but the program doesn't know it")]
    [InlineData("r INTEGER REFERENCES p (a) ON DELETE CASCADE", "r INTEGER REFERENCES p (a) ON DELETE SET NULL", SchemaState.Drifted, "foreign key (r) has another ON DELETE: set null in the file, cascade in the program")]
    [InlineData("r INTEGER REFERENCES p (a) ON UPDATE CASCADE", "r INTEGER REFERENCES p (a)", SchemaState.Drifted, "foreign key (r) has another ON UPDATE: no action in the file, cascade in the program")]
    [InlineData("r INTEGER REFERENCES p (a) DEFERRABLE INITIALLY DEFERRED", "r INTEGER REFERENCES p (a)", SchemaState.Drifted, "foreign key (r) has another deferred: no in the file, yes in the program")]
    [InlineData("r INTEGER REFERENCES p (a)", "r INTEGER REFERENCES q (a)", SchemaState.Drifted, "foreign key (r) has another parent: q (a) in the file, p (a) in the program")]
    [InlineData("r INTEGER REFERENCES p (a)", "r INTEGER REFERENCES p (b)", SchemaState.Drifted, "foreign key (r) has another parent: p (b) in the file, p (a) in the program")]
    [InlineData("r INTEGER CONSTRAINT f REFERENCES p (a)", "r INTEGER CONSTRAINT g REFERENCES p (a)", SchemaState.Drifted, "foreign key (r) has another constraint name: g in the file, f in the program")]
    public void A_reference_that_differs_is_told(string program, string file, SchemaState state, string sentence)
        => Compare([$"CREATE TABLE t ({program})"], ["CREATE TABLE p (a INTEGER PRIMARY KEY, b INTEGER UNIQUE)", $"CREATE TABLE t ({file})"]).ShouldBe(new Outcome(state, $"table 't': {sentence}"));

    [Theory]
    [InlineData("CREATE INDEX i ON t (a)", null, SchemaState.Older, "index 'i' is missing in the file")]
    [InlineData("CREATE INDEX i ON t (a, b)", "CREATE INDEX i ON t (b, a)", SchemaState.Drifted, "index 'i' has another columns: b, a in the file, a, b in the program")]
    [InlineData("CREATE INDEX i ON t (a DESC)", "CREATE INDEX i ON t (a)", SchemaState.Drifted, "index 'i' has another columns: a in the file, a desc in the program")]
    [InlineData("CREATE INDEX i ON t (b)", "CREATE INDEX i ON t (b COLLATE NOCASE)", SchemaState.Drifted, "index 'i' has another columns: b collate nocase in the file, b in the program")]
    [InlineData("CREATE INDEX i ON t (lower(b))", "CREATE INDEX i ON t (upper(b))", SchemaState.Drifted, "index 'i' has another columns: upper ( b ) in the file, lower ( b ) in the program")]
    [InlineData("CREATE UNIQUE INDEX i ON t (a)", "CREATE INDEX i ON t (a)", SchemaState.Drifted, "index 'i' has another uniqueness: not unique in the file, unique in the program")]
    [InlineData("CREATE INDEX i ON t (a) WHERE a > 0", "CREATE INDEX i ON t (a) WHERE a > 1", SchemaState.Drifted, "index 'i' has another WHERE: a > 1 in the file, a > 0 in the program")]
    [InlineData("CREATE INDEX i ON t (a)", "CREATE INDEX i ON t (a) WHERE a > 0", SchemaState.Drifted, "index 'i' has another WHERE: a > 0 in the file, none in the program")]
    [InlineData("CREATE TRIGGER g BEFORE UPDATE ON t BEGIN SELECT RAISE(ABORT, 'no'); END", null, SchemaState.Older, "trigger 'g' is missing in the file")]
    [InlineData("CREATE TRIGGER g BEFORE UPDATE ON t BEGIN SELECT RAISE(ABORT, 'no'); END", "CREATE TRIGGER g BEFORE UPDATE ON t BEGIN SELECT RAISE(ABORT, 'No'); END", SchemaState.Drifted,
        "trigger 'g' has another text: create trigger g before update on t begin select raise ( abort , 'No' ) ; end in the file, create trigger g before update on t begin select raise ( abort , 'no' ) ; end in the program")]
    public void An_index_or_trigger_that_differs_is_told(string program, string? file, SchemaState state, string sentence)
        => Compare(["CREATE TABLE t (a INTEGER, b TEXT)", program], ["CREATE TABLE t (a INTEGER, b TEXT)", .. file is null ? Array.Empty<string>() : [file]])
            .ShouldBe(new Outcome(state, $"table 't': {sentence}"));

    [Theory]
    [InlineData("create index more on t (b)")]
    [InlineData("create trigger more after insert on t begin select 1; end")]
    [InlineData("create view more as select * from t")]
    [InlineData("create table others (t text unique)")]
    [InlineData("analyze")]
    public void What_others_added_around_our_tables_is_not_drift(string addition)
    {
        // Once with equal statements, once where the structures are compared.
        Compare(["CREATE TABLE t (a INTEGER, b TEXT)"], ["CREATE TABLE t (a INTEGER, b TEXT)", addition]).ShouldBe(new Outcome(SchemaState.Current));
        Compare(["CREATE TABLE t (a INTEGER, b TEXT)"], ["create table t (a integer, b text)", addition]).ShouldBe(new Outcome(SchemaState.Current));
    }

    [Fact]
    public void A_unique_index_that_others_added_counts_since_it_refuses_rows()
    {
        foreach (var table in (string[])["CREATE TABLE t (a INTEGER, b TEXT)", "create table t (a integer, b text)"])
        {
            Compare(["CREATE TABLE t (a INTEGER, b TEXT)"], [table, "create unique index more on t (b)"])
                .ShouldBe(new Outcome(SchemaState.Newer, "table 't': index 'more' is in the file, but the program doesn't know it"));
        }
    }

    [Fact]
    public void An_altered_table_equals_one_made_so()
        => Compare(
            ["CREATE TABLE \"t\" (\"a\" INTEGER NOT NULL, \"c\" TEXT COLLATE NOCASE, CONSTRAINT \"k\" CHECK (\"a\" > 0))", "CREATE INDEX \"i\" ON \"t\" (\"a\")"],
            ["create table old (z integer not null, constraint k check (z > 0))", "create index i on old (z)", "alter table old rename to t", "alter table t rename column z to a", "alter table t add column c text collate nocase"])
            .ShouldBe(new Outcome(SchemaState.Current));

    [Fact]
    public void An_empty_file_is_new_and_one_with_a_view_only_is_not()
    {
        Compare(["CREATE TABLE t (a INTEGER)"], []).State.ShouldBe(SchemaState.New);
        Compare(["CREATE TABLE t (a INTEGER)"], ["create view v as select 1"]).State.ShouldBe(SchemaState.Older);
    }

    [Fact]
    public void A_missing_table_beside_a_component_that_is_there_is_older()
        => Compare(["CREATE TABLE t (a INTEGER)"], ["CREATE TABLE t (a INTEGER)"], Model.Table("u", "CREATE TABLE u (a INTEGER)")).ShouldBe(new Outcome(SchemaState.Older, "table 'u' is missing in the file"));

    [Fact]
    public void Both_ways_of_comparing_agree_and_no_transaction_stays_open()
    {
        using var session = Sessions.Writer(folder.File("x.db"));
        session.Execute("create table t (a)");
        SchemaComparison.Compare(session, Model.Of(Model.Table("t", "CREATE TABLE t (a, b)"))).State.ShouldBe(SchemaState.Older);
        session.IsAutocommit.ShouldBeTrue();
        session.Execute("begin");
        SchemaComparison.Compare(session, Model.Of(Model.Table("t", "CREATE TABLE t (a, b)"))).State.ShouldBe(SchemaState.Older);
        session.IsAutocommit.ShouldBeFalse();
    }

    private Outcome Compare(string[] program, string[] file, params TableSchema[] more)
    {
        using var session = Sessions.Writer(folder.File($"{Guid.NewGuid():N}.db"));
        Array.ForEach(file, session.Execute);
        var result = SchemaComparison.Compare(session, Model.Of([Model.Table("t", program), .. more]));
        return new Outcome(result.State, [.. result.Differences]);
    }

    /// <summary>Compares and prints as text, so that a failure shows all of it.</summary>
    [DebuggerDisplay("{ToString()}")]
    private sealed class Outcome(SchemaState state, params string[] sentences) : IEquatable<Outcome>
    {
        public SchemaState State { get; } = state;

        public bool Equals(Outcome? other) => ToString() == other?.ToString();

        public override bool Equals(object? obj) => Equals(obj as Outcome);

        public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

        public override string ToString() => $"{State}: {string.Join("; ", sentences)}";
    }
}
