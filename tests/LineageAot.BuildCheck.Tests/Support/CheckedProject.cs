using LineageAot.BuildCheck.Assemblies;
using LineageAot.BuildCheck.Checks;

namespace LineageAot.BuildCheck.Tests.Support;

/// <summary>Reads a project's assembly and checks it, as the program does in a build.</summary>
internal static class CheckedProject
{
    public static IReadOnlyList<Finding> Check(this BuiltProject project, params BuiltProject[] references)
        => BuildChecks.Run(AssemblyReader.ReadProject(project.Assembly, AssemblyReferences.Of(references.Select(static reference => reference.Assembly))), ProjectFiles.Of(project.File));
}
