using System.Text;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;

namespace LineageAot.Cli.Scaffolding;

/// <summary>Writes records and the database class as C#.</summary>
internal static class RecordWriter
{
    private const int LongestLine = 140;

    /// <summary>A record, without a namespace.</summary>
    public static string Record(RecordDraft draft)
    {
        var text = new StringBuilder();
        foreach (var note in draft.Notes)
        {
            text.Append("// Look at this: ").Append(CSharpText.Comment(note)).Append(".\n");
        }

        text.Append($"/// <summary>The table '{CSharpText.Documentation(draft.Table.Name)}'.</summary>\n");
        foreach (var attribute in draft.Attributes.Prepend(Table(draft)))
        {
            text.Append($"[{attribute}]\n");
        }

        text.Append($"public sealed partial record {draft.Name}\n{{\n");
        foreach (var property in draft.Properties)
        {
            AddProperty(text, property);
        }

        return text.Append("}\n").ToString();
    }

    /// <summary>The database class, without a namespace.</summary>
    public static string Database(Scaffold scaffold)
    {
        var text = new StringBuilder();
        foreach (var left in scaffold.LeftOut)
        {
            text.Append($"// Look at this: table '{CSharpText.Comment(left.Table)}' has no record, since {CSharpText.Comment(left.Reason)}.\n");
        }

        text.Append($"/// <summary>The file's tables.</summary>\n[Database]\npublic sealed partial class {scaffold.Names.Database} : LineageDatabase\n{{\n");
        var names = CSharpNames.Tables(scaffold.Names.Database);
        foreach (var record in scaffold.Records)
        {
            text.Append($"    public partial Table<{record.Name}> {names.Take(record.Name)} {{ get; }}\n");
        }

        return text.Append("}\n").ToString();
    }

    private static string Table(RecordDraft draft)
    {
        var arguments = new List<string>();
        if (Names.SnakeCase(draft.Name) != draft.Table.Name)
        {
            arguments.Add(CSharpText.Literal(draft.Table.Name));
        }

        if (!draft.Table.Text.IsStrict)
        {
            arguments.Add("Strict = false");
        }

        if (draft.Table.Text.IsWithoutRowId)
        {
            arguments.Add("WithoutRowId = true");
        }

        return arguments.Count == 0 ? "Table" : $"Table({string.Join(", ", arguments)})";
    }

    private static void AddProperty(StringBuilder text, PropertyDraft property)
    {
        var attributes = string.Concat(Attributes(property).Select(static attribute => $"[{attribute}] "));
        var isOptional = property.IsGenerated || property.Value.IsNullable || property.Computed is not null;
        var declaration = $"public {(isOptional ? "" : "required ")}{property.Value.DeclaredTypeName} {property.Name} {{ get; init; }}{Initial(property)}";
        text.Append("    ").Append(attributes.Length + declaration.Length > LongestLine ? attributes.TrimEnd() + "\n    " : attributes).Append(declaration).Append('\n');
    }

    private static IEnumerable<string> Attributes(PropertyDraft property)
        => Names.SnakeCase(property.Name) == property.Column.Name ? property.Attributes : property.Attributes.Append($"Column(Name = {CSharpText.Literal(property.Column.Name)})");

    private static string Initial(PropertyDraft property) => property.Computed is null || property.Value.IsNullable ? "" : property.Value.Kind switch
    {
        ValueKind.String => " = \"\";",
        ValueKind.ByteArray => " = [];",
        _ => "",
    };
}
