namespace LineageAot.PackageTests.Support;

/// <summary>
/// A user's solution whose build check has something to look at: two frameworks, a record in a referenced project, and a path with a space and a letter that isn't
/// ASCII. Its model has a column that its migration lacks.
/// </summary>
internal sealed class CheckedConsumer
{
    private readonly PackedLibraries packages;

    /// <param name="name">A name of its own for each test: the packages' folder is shared.</param>
    public CheckedConsumer(PackedLibraries packages, string name = "prüf ung")
    {
        this.packages = packages;
        Folder = packages.MakeFolder(name);
        Write("Directory.Build.props", """
            <Project>
              <PropertyGroup>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <CheckEolTargetFramework>false</CheckEolTargetFramework>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
            </Project>
            """);
        Write("Records/Records.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>{BuildFacts.AotTargetFramework}</TargetFramework></PropertyGroup>
              <ItemGroup><PackageReference Include="LineageAot" Version="$(LineageAotVersion)" PrivateAssets="none" /></ItemGroup>
            </Project>
            """);
        Write("Records/Note.cs", """
            using LineageAot;

            namespace Records;

            [Table("notes")]
            public sealed partial record Note([property: Key] long Id, string Text, string? Größe);
            """);
        Write("App/App.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFrameworks>{BuildFacts.AppTargetFramework};{BuildFacts.AotTargetFramework}</TargetFrameworks></PropertyGroup>
              <ItemGroup><ProjectReference Include="../Records/Records.csproj" /></ItemGroup>
            </Project>
            """);
        Write("App/Notes.cs", """
            using LineageAot;

            namespace App;

            [Database]
            public sealed partial class Notes : LineageDatabase
            {
                public partial Table<Records.Note> All { get; }
            }
            """);
        Write("App/Migrations/0001_create_notes.sql", """
            -- up
            create table notes (
                id integer not null constraint pk_notes_id primary key,
                text text not null
            ) strict;
            -- down
            drop table notes;
            """);
    }

    public string Folder { get; }

    public string Project => Path.Combine(Folder, "App", "App.csproj");

    public void Write(string file, string text)
    {
        var path = Path.Combine(Folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>What the check keeps in obj.</summary>
    public string Findings(string framework) => Path.Combine(Folder, "App", "obj", "Release", framework, "LineageCheck.findings");

    /// <summary>Builds everything for both frameworks.</summary>
    public Task<CommandResult> BuildAsync() => RunAsync("build");

    /// <summary>Builds the program again for one framework; its references are built and restored already.</summary>
    public Task<CommandResult> BuildOneAsync(params string[] arguments) => RunAsync("build", ["--no-restore", "--no-dependencies", "-f", BuildFacts.AppTargetFramework, .. arguments]);

    private Task<CommandResult> RunAsync(string command, params string[] arguments) => DotnetCommand.RunAsync(Folder, [command, Project, .. packages.PackageArguments, .. arguments]);
}
