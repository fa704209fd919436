using LineageAot.Tests.Support;

namespace LineageAot.Tests.Migrations;

/// <summary>Rows that don't fit a new constraint are counted and named by their keys, whichever way the constraint comes in, and nothing is changed.</summary>
public sealed class DirtyRowTests : IDisposable
{
    private const string Notes = "CREATE TABLE notes (id INTEGER PRIMARY KEY, title TEXT NOT NULL, size INTEGER, parent INTEGER) STRICT";
    private static readonly string First = $"-- up\n{Notes};\n";

    private readonly MigrationFixture file = new();

    public DirtyRowTests()
    {
        file.Ensure(MigrationFixture.Component([Model.Table("notes", Notes)], First));
        file.Run("insert into notes values (1, 'a', 1, null), (2, 'b', null, 1), (3, 'A', 3, 7), (4, 'c', -1, 9), (5, 'b', 5, null)");
    }

    public void Dispose() => file.Dispose();

    [Theory]
    [InlineData("create unique index uq on notes (title);", "2 rows of table 'notes' have values that others have too (keys 2; 5). Mend them first.")]
    [InlineData("create unique index uq on notes (title collate nocase desc) where size > 0 ;\nselect 1;", "2 rows of table 'notes' have values that others have too (keys 1; 3). Mend them first.")]
    [InlineData("-- rebuild notes\nCREATE TABLE notes (id INTEGER PRIMARY KEY, title TEXT NOT NULL, size INTEGER NOT NULL, parent INTEGER) STRICT;", "1 rows of table 'notes' don't fit its new form (keys 2)")]
    [InlineData("-- redefine notes\nCREATE TABLE notes (id INTEGER PRIMARY KEY, title TEXT NOT NULL, size INTEGER CHECK (size > 0), parent INTEGER) STRICT;", "1 rows of table 'notes' don't fit its new form (keys 4)")]
    [InlineData("-- redefine notes\nCREATE TABLE notes (id INTEGER PRIMARY KEY, title TEXT NOT NULL, size INTEGER, parent INTEGER REFERENCES notes (id)) STRICT;", "2 rows of table 'notes' point at rows of 'notes' that aren't there (row numbers 3, 4)")]
    public void They_are_counted_and_named(string step, string sentence)
    {
        var before = file.Content();
        var error = Should.Throw<MigrationException>(() => file.Ensure(MigrationFixture.Component([], First, $"-- up\n{step}\n"), allowDestructive: true));
        error.Message.ShouldContain(sentence);
        file.Content().ShouldBe(before);
    }
}
