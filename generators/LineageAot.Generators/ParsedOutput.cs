using System;
using LineageAot.Generators.Emission;
using LineageAot.Generators.Model;
using Microsoft.CodeAnalysis;

namespace LineageAot.Generators;

/// <summary>Writes what came of a declaration: its part, or what stands in for it.</summary>
internal static class ParsedOutput
{
    public static void AddTo<T>(this Parsed<T> parsed, SourceProductionContext output, Func<T, string> fileName, Func<T, string> emit) where T : class
    {
        if (parsed.Model is { } model)
        {
            output.AddSource(fileName(model), emit(model));
        }
        else if (parsed.Stub is { } stub)
        {
            output.AddSource(stub.FileName, StubEmitter.Emit(stub));
        }
    }
}
