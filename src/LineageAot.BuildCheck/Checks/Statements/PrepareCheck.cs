using System.Text.RegularExpressions;
using LineageAot.BuildCheck.Assemblies;
using LineageAot.Migrations;
using LineageAot.Schema;

namespace LineageAot.BuildCheck.Checks.Statements;

/// <summary>Says why SQLite refuses a text, at the place that it names, and what was likely meant.</summary>
internal sealed partial class PrepareCheck(SqlWords words, StatementSchema schema, StatementReport report)
{
    public void Run(PrepareFailure failure)
    {
        var text = $"The SQL of {report.Statement.Name} doesn't prepare: {failure.Message}{(failure.Message.EndsWith('?') ? "" : ".")}";
        var offset = failure.Offset >= 0 ? StatementSource.Characters(words.Sql, failure.Offset) : 0;
        var unknown = UnknownColumn().Match(failure.Message) is { Success: true } column ? column
            : UnknownTable().Match(failure.Message) is { Success: true } table ? table
            : UnknownFunction().Match(failure.Message) is { Success: true } function ? function
            : null;
        if (unknown is not null)
        {
            var name = unknown.Groups["name"].Value;
            var last = name[(name.LastIndexOf('.') + 1)..].Trim('"');
            offset = failure.Offset >= 0 ? offset : OffsetOf(last) ?? 0;
            text += NearestName.Of(last, Candidates(unknown.Groups["kind"].Value, unknown.Groups["table"].Value)) is { } nearest ? $" Did you mean '{nearest}'?" : "";
        }

        report.Add(CheckRule.BadStatement, offset, text);
    }

    private IEnumerable<string> Candidates(string kind, string table) => kind switch
    {
        "table" => schema.Tables.Select(static found => found.Name),
        "function" => schema.Session.QueryRows("select distinct name from pragma_function_list").Select(static row => row[0]!),
        _ => Sources(table).SelectMany(static found => found.Columns).Select(static column => column.Name),
    };

    /// <summary>The tables that the statement names: of an insert its target, else those in FROM; all where none is known.</summary>
    private IEnumerable<SchemaTable> Sources(string table)
    {
        if (schema.Table(table) is { } target)
        {
            return [target];
        }

        SchemaTable[] named = [.. Enumerable.Range(0, words.Count).Select(words.Name).OfType<string>().Select(schema.Table).OfType<SchemaTable>().Distinct()];
        return named.Length > 0 ? named : schema.Tables;
    }

    private int? OffsetOf(string name)
        => Enumerable.Range(0, words.Count).Where(index => words.Name(index) is { } found && SqlNameComparer.Instance.Equals(found, name)).Select(index => (int?)words[index].Start).FirstOrDefault();

    [GeneratedRegex("^no such (?<kind>column): (?<name>.+?)( - should this be .*)?$|^table (?<table>.+) has no (?<kind>column) named (?<name>.+)$")]
    private static partial Regex UnknownColumn();

    [GeneratedRegex("^no such (?<kind>table): (?<name>.+)$")]
    private static partial Regex UnknownTable();

    [GeneratedRegex("^no such (?<kind>function): (?<name>.+)$")]
    private static partial Regex UnknownFunction();
}
