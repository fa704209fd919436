namespace LineageAot.Migrations;

/// <summary>Collects what differs between the program's tables and the file's, as sentences.</summary>
internal sealed class SchemaDifferences
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
        sentences.Add($"table '{table}' is missing in the file");
    }

    public void Compare(TableStructure model, TableStructure file)
    {
        var place = $"table '{model.Name}'";
        if (model.Kind != file.Kind)
        {
            hasOtherThings = true;
            sentences.Add($"{place} is a {file.Kind} in the file");
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
                sentences.Add($"{place}: {element.Title} is missing in the file");
            }
        }

        // In the file's order: a dictionary promises none once something was removed.
        foreach (var element in file.Elements.Where(element => inFile.ContainsKey(element.Title) && !element.IsHarmlessExtra))
        {
            hasSomethingMore = true;
            sentences.Add($"{place}: {element.Title} is in the file, but the program doesn't know it");
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
                sentences.Add($"{place}: {model.Title} has another {expected.Name}: {Shown(actual.Value)} in the file, {Shown(expected.Value)} in the program");
            }
        }
    }

    private static string Shown(string value) => value.Length == 0 ? "none" : value.Length > 200 ? $"{value[..200]}…" : value;
}
