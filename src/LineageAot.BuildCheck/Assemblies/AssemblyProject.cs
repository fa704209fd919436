namespace LineageAot.BuildCheck.Assemblies;

/// <summary>What a built assembly declares.</summary>
/// <param name="Databases">Its databases, by their names.</param>
/// <param name="Statements">Its statements, by the places where they stand.</param>
internal sealed record AssemblyProject(IReadOnlyList<AssemblyDatabase> Databases, IReadOnlyList<AssemblyStatement> Statements)
{
    /// <summary>Nothing that could be checked.</summary>
    public bool IsEmpty => Databases.Count == 0 && Statements.Count == 0;
}
