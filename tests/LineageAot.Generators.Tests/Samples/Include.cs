// Two components in one file behind one writer.
#pragma warning disable CS1591
namespace Samples.Include;

[Table]
public sealed partial record Person([property: Key] int Id, string Name);

[Table]
public sealed partial record Badge([property: Key] int Id, [property: References(typeof(Person), OnDelete = ReferenceAction.Cascade), Index] int Person);

[Database]
public sealed partial class People : LineageDatabase
{
    public partial Table<Person> Persons { get; }
}

[Database(Include = [typeof(People)])]
public sealed partial class Badges : LineageDatabase
{
    public partial Table<Badge> Items { get; }
}

public static class Sample
{
    public static async Task RunAsync(string path)
    {
        await using var db = await Badges.OpenAsync(path);
        Expect(Badges.Model.AllTables().Select(table => table.Name).SequenceEqual(["person", "badge"]), "the included component's tables come first");
        await db.WriteAsync(unit =>
        {
            unit.Insert(new Person(1, "p"));
            unit.Insert(new Badge(2, 1));
        });
        Expect(await db.Table<Person>().FindAsync(1) == new Person(1, "p") && await db.Items.FindAsync(2) == new Badge(2, 1), "one unit writes both");
    }

    private static void Expect(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException(what);
        }
    }
}
