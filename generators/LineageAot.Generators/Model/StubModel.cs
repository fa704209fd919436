using LineageAot.Generators.Support;

namespace LineageAot.Generators.Model;

/// <summary>
/// What stands in for a part that can't be written. A declaration without its other part is an error at which the compiler stops before it asks analyzers, so the finding that
/// says what is wrong would never be shown.
/// </summary>
/// <param name="FileName">The file that it comes in.</param>
/// <param name="Type">The type that gets the part.</param>
/// <param name="Bases">What it has to implement, with a colon, or empty.</param>
/// <param name="Members">Declarations of its members, without bodies.</param>
internal sealed record StubModel(string FileName, TypeModel Type, string Bases, EquatableArray<string> Members);

/// <summary>What came of a declaration: its model, or what stands in for it, or nothing.</summary>
internal sealed record Parsed<T>(T? Model, StubModel? Stub) where T : class
{
    public bool IsEmpty => Model is null && Stub is null;
}
