using Microsoft.CodeAnalysis;

namespace LineageAot.ArchitectureTests.Support;

/// <summary>What sources are compiled against: what this process runs with, which is the runtime, the library and its packages.</summary>
internal static class RuntimeReferences
{
    /// <summary>What <c>ImplicitUsings</c> adds to every file of a project.</summary>
    public const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    public static IReadOnlyList<MetadataReference> All { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(static file => MetadataReference.CreateFromFile(file)),
    ];

    /// <summary>True for the libraries of this repository.</summary>
    public static bool IsOurs(MetadataReference reference) => Path.GetFileName(reference.Display)!.StartsWith("LineageAot", StringComparison.Ordinal);
}
