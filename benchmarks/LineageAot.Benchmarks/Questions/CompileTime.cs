using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using LineageAot.Benchmarks.Running;

namespace LineageAot.Benchmarks.Questions;

/// <summary>How long does a compiler that has just been started spend in the generators for two hundred records?</summary>
internal sealed partial class CompileTime(RunSettings settings) : Question(settings)
{
    private const int Records = 200;

    public override bool IsAlone => true;

    public override async Task AnswerAsync(Runner runner, QuestionResult result)
    {
        var folder = Path.Combine(Settings.Folder, "compile");
        Directory.CreateDirectory(folder);
        var project = Path.Combine(folder, "Compile.csproj");
        await File.WriteAllTextAsync(project, Project());
        await File.WriteAllTextAsync(Path.Combine(folder, "Model.cs"), Model());
        await Repository.RunAsync("dotnet", "restore", project, "--nologo", "-v", "quiet");
        var analyzers = new List<double>();
        result.Figures.Add(await runner.MeasureAsync(new Figure($"generators, {Records} records, a compiler that was just started", "ms", 1000, async () =>
        {
            // Otherwise there would be nothing to compile in the rounds behind the first.
            if (Directory.Exists(Path.Combine(folder, "obj", "Release")))
                Directory.Delete(Path.Combine(folder, "obj", "Release"), recursive: true);
            var log = await Repository.RunAsync("dotnet", "build", project, "-c", "Release", "--no-restore", "--nologo", "-v", "detailed", "-p:ReportAnalyzer=true", "-p:UseSharedCompilation=false");
            var times = Lines().Matches(log).Select(match => double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) * 1000).ToArray();
            Verify(times.Length == 2, "the compiler's report doesn't name the assembly once for its analyzers and once for its generators");
            analyzers.Add(times[0]);
            return times[1];
        })));
        result.Figures.Add(new FigureResult("its analyzers, all threads together, median", "ms", Runner.Median(analyzers.Skip(1)), null));
        Directory.Delete(folder, recursive: true);
    }

    private static string Project() => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
          </PropertyGroup>
          <ItemGroup>
            <Reference Include="{Path.Combine(AppContext.BaseDirectory, "LineageAot.dll")}" />
            <Analyzer Include="{Repository.PathOf("generators", "LineageAot.Generators", "bin", "Release", "netstandard2.0", "LineageAot.Generators.dll")}" />
          </ItemGroup>
        </Project>
        """;

    /// <summary>Records of ten columns with a key, a reference to the record before, and two indexes.</summary>
    private static string Model()
    {
        var text = new StringBuilder("using LineageAot;\nnamespace Model;\n");
        for (var i = 0; i < Records; i++)
        {
            var parent = i == 0 ? "" : $"[property: References(typeof(Record{i - 1})), Index] long Parent, ";
            text.AppendLine(CultureInfo.InvariantCulture, $"""
                [Table]
                [Index(nameof(Name), nameof(At))]
                public sealed partial record Record{i}([property: Key] long Id, {parent}string Name, double? Value, DateTimeOffset At, Guid Token, bool IsDone, byte[]? Content, int Count, string? Note);
                """);
        }

        text.AppendLine("[Database]\npublic sealed partial class Records : LineageDatabase\n{");
        for (var i = 0; i < Records; i++)
            text.AppendLine(CultureInfo.InvariantCulture, $"    public partial Table<Record{i}> All{i} {{ get; }}");
        return text.AppendLine("}").ToString();
    }

    /// <summary>A line of the compiler's report, of analyzers and then of generators: seconds, percents, assembly.</summary>
    [GeneratedRegex(@"^\s*([0-9.]+)\s+<?[0-9]+\s+LineageAot\.Generators, ", RegexOptions.Multiline)]
    private static partial Regex Lines();
}
