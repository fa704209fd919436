namespace LineageAot.Generators.Parsing.Sql;

/// <summary>A run of a constant text's characters and where it stands in the source.</summary>
/// <param name="Start">The first character's place in the text.</param>
/// <param name="Position">Where it stands in the file.</param>
/// <param name="Length">How many characters of the source it takes.</param>
/// <param name="IsExact">Each character stands behind the one before it; otherwise the run is one escape, or a constant that is named here and written elsewhere.</param>
internal readonly record struct LiteralSegment(int Start, int Position, int Length, bool IsExact);
