using System.Diagnostics;
using System.Text;
using LineageAot.Generators.Tests.Support;
using Shouldly;
using Xunit.Abstractions;

namespace LineageAot.Generators.Tests;

/// <summary>A large model: 200 records of 12 columns in one database. The times are printed, not judged: a test has no clock.</summary>
public sealed class ManyRecordsTests(ITestOutputHelper output)
{
    private const int Count = 200;

    [Fact]
    public void Two_hundred_records_get_a_file_each()
    {
        var compilation = Compiler.Create(Model());
        var started = Stopwatch.GetTimestamp();
        var driver = Compiler.CreateDriver(withJson: false).RunGenerators(compilation);
        output.WriteLine($"first run: {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms");
        driver.GetRunResult().GeneratedTrees.Length.ShouldBe(Count + 1);

        started = Stopwatch.GetTimestamp();
        driver = driver.RunGenerators(compilation.AddSyntaxTrees(Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText("class Unrelated;", Compiler.ParseOptions)));
        output.WriteLine($"after an unrelated edit: {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms");
        driver.GetRunResult().GeneratedTrees.Length.ShouldBe(Count + 1);
    }

    [Fact]
    public async Task Two_hundred_records_are_analyzed_without_a_finding()
    {
        var started = Stopwatch.GetTimestamp();
        (await Compiler.AnalyzeAsync(Compiler.Create(Model()))).ShouldBeEmpty();
        output.WriteLine($"generated, compiled and analyzed: {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms");
    }

    private static string Model()
    {
        var source = new StringBuilder("#pragma warning disable CS1591\nnamespace Many;\npublic enum Kind { One, Two }\n");
        for (var number = 0; number < Count; number++)
        {
            source.Append($$"""
                [Table, Unique(nameof(Name)), Index(nameof(Kind), nameof(Created))]
                public sealed partial record Entity{{number}}
                {
                    [Key(Generated = true)] public Guid Id { get; init; }
                    public required string Name { get; init; }
                    public Kind Kind { get; init; }
                    {{(number > 0 ? $"[References(typeof(Entity{number - 1})), Index] " : "")}}public Guid? Parent { get; init; }
                    public string? Note { get; init; }
                    public int Count { get; init; }
                    public double? Score { get; init; }
                    public byte[]? Bytes { get; init; }
                    public string[] Tags { get; init; } = [];
                    [CreatedAt] public DateTimeOffset Created { get; init; }
                    [UpdatedAt] public DateTimeOffset Updated { get; init; }
                    [RowVersion] public long Version { get; init; }
                }

                """);
        }

        source.Append("[Database]\npublic sealed partial class Database : LineageDatabase\n{\n");
        for (var number = 0; number < Count; number++)
        {
            source.Append($"    public partial Table<Entity{number}> Table{number} {{ get; }}\n");
        }

        return source.Append("}\n").ToString();
    }
}
