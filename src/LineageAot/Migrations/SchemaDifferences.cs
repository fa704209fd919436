using LineageAot.Schema;

namespace LineageAot.Migrations;

/// <summary>How sentences call the two sides of a comparison.</summary>
/// <param name="file">Where something is or is missing.</param>
/// <param name="program">What asks for it.</param>
internal sealed class SchemaSides(string file, string program)
{
    /// <summary>A file that is opened by a program.</summary>
    public static SchemaSides Opening => new("the file", "the program");

    public string File => file;

    public string Program => program;
}

/// <summary>Collects what differs between the program's tables and the file's, as sentences.</summary>
internal sealed class SchemaDifferences(SchemaSides sides)
{
    private readonly List<string> sentences = [];
    private bool lacksSomething;
    private bool hasSomethingMore;
    private bool hasOtherThings;

    public IReadOnlyList<string> Sentences => sentences;

    /// <summary>Only lacking is older, only more is newer; both, or the same thing in another form, is drift.</summary>
    public SchemaState State => (lacksSomething, hasSomethingMore, hasOtherThings) switch
    {
        (false, false, false) => SchemaState.Current,
        (true, false, false) => SchemaState.Older,
        (false, true, false) => SchemaState.Newer,
        _ => SchemaState.Drifted,
    };

    public void TableMissing(string table)
    {
        lacksSomething = true;
        sentences.Add($"table '{table}' is missing in {sides.File}");
    }

    public void Compare(TableStructure model, TableStructure file)
    {
        var place = $"table '{model.Name}'";
        if (model.Kind != file.Kind)
        {
            hasOtherThings = true;
            sentences.Add($"{place} is a {file.Kind} in {sides.File}");
            return;
        }

        var inFile = file.Elements.ToDictionary(static element => element.Title, SqlNameComparer.Instance);
        foreach (var element in model.Elements)
        {
            if (inFile.Remove(element.Title, out var other))
            {
                CompareFacts(place, element, other);
            }
            else
            {
                lacksSomething = true;
                sentences.Add($"{place}: {element.Title} is missing in {sides.File}");
            }
        }

        // In the file's order: a dictionary promises none once something was removed.
        foreach (var element in file.Elements.Where(element => inFile.ContainsKey(element.Title) && !element.IsHarmlessExtra))
        {
            hasSomethingMore = true;
            sentences.Add($"{place}: {element.Title} is in {sides.File}, but {sides.Program} doesn't know it");
        }
    }

    private void CompareFacts(string place, SchemaElement model, SchemaElement file)
    {
        for (var i = 0; i < Math.Min(model.Facts.Count, file.Facts.Count); i++)
        {
            var (expected, actual) = (model.Facts[i], file.Facts[i]);
            if (expected.Value != actual.Value)
            {
                hasOtherThings = true;
                sentences.Add($"{place}: {model.Title} has another {expected.Name}: {Shown(actual.Value)} in {sides.File}, {Shown(expected.Value)} in {sides.Program}");
            }
        }
    }

    private static string Shown(string value) => value.Length == 0 ? "none" : value.Length > 200 ? $"{value[..200]}…" : value;
}
