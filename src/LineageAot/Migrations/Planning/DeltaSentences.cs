namespace LineageAot.Migrations.Planning;

/// <summary>Says what changes about a table, for the comments of a migration file.</summary>
internal static class DeltaSentences
{
    private const int ValueLength = 80;

    public static IEnumerable<string> Sentences(this TableDelta delta)
    {
        var changed = delta.Changed.SelectMany(static change => change.Facts.Where(static fact => fact != SchemaFacts.ConstraintName).Select(fact => Of(change, fact)));
        var hasNewNames = delta.Changed.Any(static change => change.Changes(SchemaFacts.ConstraintName)) || delta.Added.Any(delta.IsRenamed);
        return delta.Added.Where(element => !delta.IsRenamed(element)).Select(Added)
            .Concat(delta.Removed.Where(element => !delta.IsRenamed(element)).Select(Removed))
            .Concat(changed)
            .Concat(hasNewNames ? ["the names of its constraints follow"] : []);
    }

    public static string Added(SchemaElement element) => $"{element.Title} is new";

    public static string Removed(SchemaElement element) => $"{element.Title} goes";

    public static string Of(ChangedElement change, string fact) => $"{fact} of {change.To.Title}: {Shown(change.From.Fact(fact))} becomes {Shown(change.To.Fact(fact))}";

    private static string Shown(string value) => value.Length == 0 ? "none" : value.Length > ValueLength ? value[..ValueLength] + "…" : value;
}
