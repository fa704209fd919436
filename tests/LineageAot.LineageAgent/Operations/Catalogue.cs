namespace LineageAot.LineageAgent.Operations;

/// <summary>All operations by name.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<Operation> InOneFile { get; } = [.. IngestOperations.All, .. EmbeddingOperations.All, .. RunOperations.All, .. CatalogOperations.All, .. RemovalOperations.All, .. EventOperations.All];

    public static IReadOnlyList<Operation> All { get; } = [.. InOneFile, .. SplitOperations.All];

    public static Operation Find(string name) => All.FirstOrDefault(operation => operation.Name == name) ?? throw new ArgumentException($"There is no operation '{name}'.", nameof(name));
}
