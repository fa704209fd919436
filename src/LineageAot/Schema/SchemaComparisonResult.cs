namespace LineageAot.Schema;

/// <summary>How a file's tables relate to the program's.</summary>
/// <param name="State">The relation.</param>
/// <param name="Differences">Each difference in a sentence; empty where it is Current.</param>
internal sealed record SchemaComparisonResult(SchemaState State, IReadOnlyList<string> Differences);
