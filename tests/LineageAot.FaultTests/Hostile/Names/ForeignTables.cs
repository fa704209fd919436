namespace LineageAot.FaultTests.Hostile.Names;

/// <summary>Tables, indexes, triggers and views of others with hostile names, and a hostile text in each row.</summary>
internal sealed class ForeignTables
{
    private readonly HostileText names;
    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Table, string Column, string Value)> values = [];

    public ForeignTables(HostileText names, int tables)
    {
        this.names = names;
        for (var i = 0; i < tables; i++)
        {
            Add(i);
        }
    }

    public List<string> Statements { get; } = [];

    public int Names { get; private set; }

    /// <summary>Each row holds what was put into it.</summary>
    public void ShouldBeIn(string path)
    {
        foreach (var (table, column, value) in values)
        {
            FileFacts.Rows(path, $"select {FileFacts.Quote(column)} from {FileFacts.Quote(table)}").ShouldBe([value]);
        }
    }

    private void Add(int number)
    {
        var (table, key, column) = (Take(), names.NextIdentifier(), names.NextIdentifier());
        if (SameToSqlite(key, column))
        {
            column = key + "2";
        }

        var (t, k, c) = (FileFacts.Quote(table), FileFacts.Quote(key), FileFacts.Quote(column));
        Statements.Add(number % 3 == 0 ? $"create table {t} ({k} text primary key, {c} text not null check ({c} <> 'x')) without rowid" : $"create table {t} ({k} integer primary key, {c} text collate nocase)");
        var value = names.NextIdentifier();
        Statements.Add($"insert into {t} values (1, {FileFacts.Literal(value)})");
        values.Add((table, column, value));
        Statements.Add($"create {(number % 2 == 0 ? "unique " : "")}index {FileFacts.Quote(Take())} on {t} ({c} desc)");
        if (number % 4 == 0)
        {
            Statements.Add($"create view {FileFacts.Quote(Take())} as select {c} from {t}");
            Statements.Add($"create trigger {FileFacts.Quote(Take())} after delete on {t} begin update {t} set {c} = old.{c} where {k} = old.{k}; end");
            var other = names.NextIdentifier();
            var child = Take();
            Statements.Add($"create table {FileFacts.Quote(child)} ({FileFacts.Quote(other)} integer primary key, \"p\"\"\" references {t} ({k}))");
            Names += 4;
        }

        Names += 4;
    }

    private static bool SameToSqlite(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private string Take()
    {
        while (true)
        {
            var name = names.NextIdentifier();
            if (taken.Add(name))
            {
                return name;
            }
        }
    }
}
