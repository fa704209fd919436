using System.Reflection;

namespace LineageAot.Cli.Tests.Migrations;

/// <summary>A user's project in a temporary folder, built by <c>dotnet build</c> against the library that these tests run with.</summary>
internal sealed class UserProject : IDisposable
{
    private const string Model = """
        using LineageAot;

        [Table("notes")]
        public sealed partial record Note
        {
            [Key(Generated = true)] public long Id { get; init; }
            public required string Title { get; init; }
            public string? Body { get; init; }
        }

        [Database]
        public sealed partial class NotesDatabase : LineageDatabase
        {
            public partial Table<Note> Notes { get; }
        }
        """;

    private readonly TemporaryFolder folder = new();

    public UserProject()
    {
        var generators = typeof(UserProject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static attribute => attribute.Key == "Generators").Value;
        File.WriteAllText(Path.Combine(folder.Path, "Notes.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="{AppContext.BaseDirectory}LineageAot.dll;{AppContext.BaseDirectory}Microsoft.Data.Sqlite.dll;{AppContext.BaseDirectory}Microsoft.Extensions.Logging.Abstractions.dll" />
                <Analyzer Include="{generators}" />
                <AdditionalFiles Include="Migrations/**/*.sql" />
              </ItemGroup>
            </Project>
            """);
        Write(Model);
    }

    public string Database => folder.At("notes.db");

    public string MigrationsFolder => folder.At("Migrations");

    public string[] Migrations => Directory.Exists(MigrationsFolder) ? [.. Directory.GetFiles(MigrationsFolder).Select(static file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)] : [];

    public string Assembly => folder.At("bin/Debug/net10.0/Notes.dll");

    private string Source => folder.At("Model.cs");

    /// <summary>Changes the records.</summary>
    public void Change(string old, string replacement) => Write(File.ReadAllText(Source).Replace(old, replacement));

    public (int ExitCode, string Output, string Errors) Run(params string[] arguments) => IngestProcess.Run(["migrations", .. arguments, "--project", folder.Path]);

    /// <summary>In a process of its own.</summary>
    public (int ExitCode, string Output, string Errors) RunAlone(params string[] arguments) => IngestProcess.RunAlone(["migrations", .. arguments, "--project", folder.Path]);

    public void Dispose() => folder.Dispose();

    private void Write(string text) => File.WriteAllText(Source, text);
}
