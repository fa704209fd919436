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
        Compiler.CreateDriver(withJson: false).RunGenerators(Compiler.Create(Model(10))); // Compiles the compiler, which an SDK brings compiled.
        var compilation = Compiler.Create(Model(Count));
        var started = Environment.CpuUsage.TotalTime;
        var driver = Compiler.CreateDriver(withJson: false).RunGenerators(compilation);
        output.WriteLine($"first run: {(Environment.CpuUsage.TotalTime - started).TotalMilliseconds:F0} ms of processor time");
        driver.GetRunResult().GeneratedTrees.Length.ShouldBe(Count + 1);

        started = Environment.CpuUsage.TotalTime;
        driver = driver.RunGenerators(compilation.AddSyntaxTrees(Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText("class Unrelated;", Compiler.ParseOptions)));
        output.WriteLine($"after an unrelated edit: {(Environment.CpuUsage.TotalTime - started).TotalMilliseconds:F0} ms of processor time");
        driver.GetRunResult().GeneratedTrees.Length.ShouldBe(Count + 1);
    }

    [Fact]
    public async Task Two_hundred_records_are_analyzed_without_a_finding()
    {
        var started = Environment.CpuUsage.TotalTime;
        (await Compiler.AnalyzeAsync(Compiler.Create(Model(Count)))).ShouldBeEmpty();
        output.WriteLine($"generated, compiled and analyzed: {(Environment.CpuUsage.TotalTime - started).TotalMilliseconds:F0} ms of processor time");
    }

    [Fact]
    public async Task Two_thousand_columns_as_many_as_SQLite_takes_come_back_as_they_were()
    {
        const int columns = 2000;
        var properties = string.Join("\n", Enumerable.Range(1, columns - 1).Select(static number => $"    public long C{number} {{ get; init; }} = {number};"));
        var source = $$"""
            #pragma warning disable CS1591
            namespace Wide;

            [Table]
            public sealed partial record Row
            {
                [Key] public required long Id { get; init; }
            {{properties}}
            }

            [Database]
            public sealed partial class Rows : LineageDatabase
            {
                public partial Table<Row> All { get; }
            }

            public static class Sample
            {
                public static async Task<long> RunAsync()
                {
                    await using var db = await Rows.OpenTemporaryAsync();
                    var row = new Row { Id = 1, C1999 = -5 };
                    await db.All.InsertAsync(row);
                    var found = await db.All.FindAsync(1);
                    return found == row ? found!.C1998 + found.C1999 : 0;
                }
            }
            """;
        var sample = Compiler.Load(Compiler.Generate(Compiler.Create(source)).Compilation).GetType("Wide.Sample")!.GetMethod("RunAsync")!;
        (await (Task<long>)sample.Invoke(null, null)!).ShouldBe(1993);
    }

    private static string Model(int count)
    {
        var source = new StringBuilder("#pragma warning disable CS1591\nnamespace Many;\npublic enum Kind { One, Two }\n");
        for (var number = 0; number < count; number++)
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
        for (var number = 0; number < count; number++)
        {
            source.Append($"    public partial Table<Entity{number}> Table{number} {{ get; }}\n");
        }

        return source.Append("}\n").ToString();
    }
}
