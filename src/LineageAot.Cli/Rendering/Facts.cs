using System.Globalization;
using System.Text.Json;

namespace LineageAot.Cli.Rendering;

/// <summary>What is known of one thing, name by name: told once, written as text for people and as an object for machines. What is null is left out.</summary>
internal sealed class Facts(string type, string id)
{
    private readonly List<(string Name, string Text, Action<Utf8JsonWriter> Write)> facts = [];
    private readonly List<(string Name, string[] Flexible, IReadOnlyList<Facts> Items)> lists = [];
    private string? body;

    private string Type => type;

    private string Id => id;

    public Facts Add(string name, string? value) => value is null ? this : Add(name, value, json => json.WriteStringValue(value));

    public Facts Add(string name, Guid? value) => Add(name, value?.ToString());

    public Facts Add(string name, long? value) => value is { } number ? Add(name, Sizes.Count(number), json => json.WriteNumberValue(number)) : this;

    public Facts Add(string name, double? value)
        => value is { } number && double.IsFinite(number) ? Add(name, number.ToString("0.####", CultureInfo.InvariantCulture), json => json.WriteNumberValue(number)) : this;

    public Facts Add(string name, DateTimeOffset? value) => value is { } time ? Add(name, Words.Of(time), json => json.WriteStringValue(time)) : this;

    public Facts AddBytes(string name, long? value) => value is { } bytes ? Add(name, Sizes.Bytes(bytes), json => json.WriteNumberValue(bytes)) : this;

    /// <summary>JSON that the store holds as text.</summary>
    public Facts AddJson(string name, string? value) => value is null ? this : Add(name, value, json => json.WriteRawValue(value));

    /// <summary>Things that belong to it, under each other; <paramref name="flexible"/> names what may be cut.</summary>
    public Facts AddList(string name, IEnumerable<Facts> items, params string[] flexible)
    {
        lists.Add((name, flexible, [.. items]));
        return this;
    }

    /// <summary>A text of many lines: comes last.</summary>
    public Facts AddText(string? text)
    {
        body = text;
        return this;
    }

    public void WriteTo(TextWriter output)
    {
        var table = new TextTable(type.Replace('_', ' '), id);
        foreach (var (name, text, _) in facts)
        {
            table.Add(name, text);
        }

        table.WriteTo(output, null);
        foreach (var (name, flexible, items) in lists.Where(static list => list.Items.Count > 0))
        {
            output.WriteLine();
            output.WriteLine(name);
            TableOf(flexible, items).WriteTo(output, Terminals.Width, "  ");
        }

        if (body is not null)
        {
            output.WriteLine();
            output.WriteLine(CellText.Block(body));
        }
    }

    public string ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            Write(json);
        }

        return System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static TextTable TableOf(string[] flexible, IReadOnlyList<Facts> items)
    {
        string[] names = [.. items.SelectMany(static item => item.facts.Select(static fact => fact.Name)).Distinct()];
        var table = new TextTable([items[0].Type.Replace('_', ' '), .. names]) { Flexible = flexible };
        foreach (var item in items)
        {
            table.Add([item.Id, .. names.Select(name => item.facts.Find(fact => fact.Name == name).Text ?? "-")]);
        }

        return table;
    }

    private Facts Add(string name, string text, Action<Utf8JsonWriter> write)
    {
        facts.Add((name, text, write));
        return this;
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("id", id);
        foreach (var (name, _, write) in facts)
        {
            json.WritePropertyName(name.Replace(' ', '_'));
            write(json);
        }

        foreach (var (name, _, items) in lists)
        {
            json.WriteStartArray(name.Replace(' ', '_'));
            foreach (var item in items)
            {
                item.Write(json);
            }

            json.WriteEndArray();
        }

        if (body is not null)
        {
            json.WriteString("text", body);
        }

        json.WriteEndObject();
    }
}
