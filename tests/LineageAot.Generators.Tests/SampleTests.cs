using LineageAot.Generators.Tests.Support;
using Shouldly;

namespace LineageAot.Generators.Tests;

/// <summary>Each program in Samples: what is emitted for it is as reviewed, compiles without a warning, and works on real files.</summary>
public sealed class SampleTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lineageaot-").FullName;

    public static TheoryData<string> Samples()
        => [.. Directory.GetFiles(Path.Combine(Repository.Tests, "Samples"), "*.cs").Select(static path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Emitted_code_is_as_reviewed(string sample)
    {
        var (_, files) = Compiler.Generate(Read(sample));
        files.ShouldNotBeEmpty();
        Snapshot.ShouldMatch(sample, files);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Emitted_code_compiles_without_warnings_and_findings(string sample)
    {
        var compilation = Read(sample);
        Compiler.Load(Compiler.Generate(compilation).Compilation).ShouldNotBeNull();
        (await Compiler.AnalyzeAsync(compilation)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Emitted_code_runs(string sample)
    {
        var assembly = Compiler.Load(Compiler.Generate(Read(sample)).Compilation);
        var run = assembly.GetTypes().SelectMany(static type => type.GetMethods()).Single(static method => method.Name == "RunAsync" && method.GetParameters() is [{ ParameterType.Name: "String" }] && method.IsStatic);
        await (Task)run.Invoke(null, [Path.Combine(folder, "sample.db")])!;
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Emitted_code_is_the_same_every_time(string sample)
        => Compiler.Generate(Read(sample)).Files.ShouldBe(Compiler.Generate(Read(sample)).Files);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static Microsoft.CodeAnalysis.CSharp.CSharpCompilation Read(string sample)
        => Compiler.Create(File.ReadAllText(Path.Combine(Repository.Tests, "Samples", sample + ".cs")), sample + ".cs");
}
