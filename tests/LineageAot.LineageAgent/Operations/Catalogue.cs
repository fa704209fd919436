namespace LineageAot.LineageAgent.Operations;

/// <summary>All operations by name.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<Operation> InOneFile { get; } = [.. IngestOperations.All, .. EmbeddingOperations.All, .. RunOperations.All, .. CatalogOperations.All, .. RemovalOperations.All, .. EventOperations.All];

    public static IReadOnlyList<Operation> All { get; } = [.. InOneFile, .. SplitOperations.All];

    /// <summary>Those that change files as a whole: they are killed at other calls too.</summary>
    public static IReadOnlyList<Operation> OfFiles { get; } = UpkeepOperations.All;

    public static Operation Find(string name) => All.Concat(OfFiles).FirstOrDefault(operation => operation.Name == name) ?? throw new ArgumentException($"There is no operation '{name}'.", nameof(name));
}
