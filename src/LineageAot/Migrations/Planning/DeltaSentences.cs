namespace LineageAot.Migrations.Planning;

/// <summary>Says what changes about a table, for the comments of a migration file.</summary>
internal static class DeltaSentences
{
    private const int ValueLength = 80;

    public static IEnumerable<string> Sentences(this TableDelta delta)
        => delta.Added.Select(Added).Concat(delta.Removed.Select(Removed)).Concat(delta.Changed.SelectMany(static change => change.Facts.Select(fact => Of(change, fact))));

    public static string Added(SchemaElement element) => $"{element.Title} is new";

    public static string Removed(SchemaElement element) => $"{element.Title} goes";

    public static string Of(ChangedElement change, string fact)
        => $"{change.To.Title} has another {fact} ({Shown(change.From.Fact(fact))} becomes {Shown(change.To.Fact(fact))})";

    private static string Shown(string value) => value.Length == 0 ? "none" : value.Length > ValueLength ? value[..ValueLength] + "…" : value;
}
