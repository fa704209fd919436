using System.Text.Json;

namespace LineageAot.BuildCheck.Assemblies;

/// <summary>Reads a <c>.deps.json</c> as far as it tells in which package an assembly lies (https://github.com/dotnet/sdk/blob/main/documentation/specs/runtime-configuration-file.md).</summary>
internal static class DependencyFile
{
    /// <summary>The assemblies of its packages that are in NuGet's folder; none where the file isn't there or isn't one.</summary>
    public static IReadOnlyList<string> Assemblies(string file)
    {
        if (!File.Exists(file))
        {
            return [];
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            return [.. PackageAssemblies(document.RootElement).Where(File.Exists)];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return [];
        }
    }

    private static IEnumerable<string> PackageAssemblies(JsonElement root)
    {
        var target = root.GetProperty("targets").GetProperty(root.GetProperty("runtimeTarget").GetProperty("name").GetString()!);
        var libraries = root.GetProperty("libraries");
        foreach (var library in target.EnumerateObject())
        {
            if (library.Value.TryGetProperty("runtime", out var assemblies) && libraries.GetProperty(library.Name).TryGetProperty("path", out var path))
            {
                foreach (var assembly in assemblies.EnumerateObject())
                {
                    yield return Path.Combine(PackageFolder, path.GetString()!, assembly.Name);
                }
            }
        }
    }

    private static string PackageFolder => Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } given
        ? given
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
