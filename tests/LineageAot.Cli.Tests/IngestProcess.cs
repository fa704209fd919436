using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using LineageAot.Cli.Commands;
using Microsoft.Data.Sqlite;

namespace LineageAot.Cli.Tests;

/// <summary>The tool as people run it, as a process of its own where that is tested.</summary>
internal static class IngestProcess
{
    public static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        var program = Path.Combine(AppContext.BaseDirectory, "lineage.dll");
        start.FileName = "dotnet";
        start.ArgumentList.Add(program);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Remove("LINEAGE_DB");
        start.Environment.Remove("COLUMNS");
        return Process.Start(start)!;
    }

    /// <summary>The same command line without a process of its own: no runtime to start, nothing to compile again.</summary>
    public static (int ExitCode, string Output, string Errors) Run(params string[] arguments) => RoutedConsole.Run(() => CommandRun.RunAsync(LineageCommands.Create(TimeProvider.System), arguments, Console.Out, Console.Error, CancellationToken.None));

    /// <summary>In a process of its own: where its end, its output's bytes, or two processes at one file are what is tested.</summary>
    public static (int ExitCode, string Output, string Errors) RunAlone(params string[] arguments)
    {
        using var process = Start(arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }

    /// <summary>Runs an ingest with <c>--json</c> and gives the last line.</summary>
    public static (int ExitCode, JsonElement Report, string Output) Ingest(string database, string folder, params string[] options)
        => LastLine(Run(["ingest", folder, "--db", database, "--json", .. options]));

    /// <summary>The same in a process of its own.</summary>
    public static (int ExitCode, JsonElement Report, string Output) IngestAlone(string database, string folder, params string[] options)
        => LastLine(RunAlone(["ingest", folder, "--db", database, "--json", .. options]));

    private static (int ExitCode, JsonElement Report, string Output) LastLine((int ExitCode, string Output, string Errors) run)
    {
        var (code, output, errors) = run;
        var last = output.TrimEnd().Split('\n')[^1];
        last.ShouldStartWith("{", customMessage: $"exit code {code}; {errors}");
        using var document = JsonDocument.Parse(last);
        return (code, document.RootElement.Clone(), output);
    }

    public static long Number(this JsonElement report, string name) => report.GetProperty(name).GetInt64();

    public static long Scalar(string database, string sql) => Convert.ToInt64(Rows(database, sql)[0], CultureInfo.InvariantCulture);

    /// <summary>Each row's columns joined by <c>|</c>.</summary>
    public static List<string> Rows(string database, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)));
        }

        return rows;
    }

    /// <summary>What was made of each file, without the keys that differ from store to store.</summary>
    public static List<string> Content(string database) => Rows(database, """
        select substr(s.uri, 34), s.size_bytes, v.version_no, hex(v.content_sha256), d.extractor, d.title, t.status, t.chunk_count, c.ordinal, c.start_char, c.end_char, hex(c.chunk_hash), c.text
        from sources s join source_versions v on v.source_id = s.id left join documents d on d.source_version_id = v.id
        left join chunk_sets t on t.document_id = d.id left join chunks c on c.chunk_set_id = t.id
        order by s.uri, v.version_no, c.ordinal
        """).ToList();
}
