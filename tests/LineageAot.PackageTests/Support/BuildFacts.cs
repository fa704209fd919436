using System.Reflection;

namespace LineageAot.PackageTests.Support;

/// <summary>What the build knows and the tests need.</summary>
internal static class BuildFacts
{
    public static string RepositoryRoot { get; } = Path.GetFullPath(Value("RepositoryRoot"));

    public static string Configuration { get; } = Value("Configuration");

    /// <summary>What consumers run on as JIT.</summary>
    public static string AppTargetFramework { get; } = Value("AppTargetFramework");

    /// <summary>What native binaries are published for.</summary>
    public static string AotTargetFramework { get; } = Value("AotTargetFramework");

    private static string Value(string key) => typeof(BuildFacts).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
