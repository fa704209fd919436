using System.Collections.Immutable;
using System.Reflection.Metadata;
using LineageAot.Schema;

namespace LineageAot.BuildCheck.Assemblies;

/// <summary>Takes the attributes of statements apart: the one that the user wrote, with its place, and those that the generator put beside it.</summary>
internal static class StatementFacts
{
    /// <summary>The methods that carry statements.</summary>
    public static IEnumerable<MethodDefinitionHandle> Methods(AssemblyFile file)
        => file.Attributes("LineageAot.Schema", nameof(StatementFactsAttribute)).Where(static attribute => attribute.Parent.Kind == HandleKind.MethodDefinition)
            .Select(static attribute => (MethodDefinitionHandle)attribute.Parent).Distinct();

    /// <summary>Each text of a method's statement.</summary>
    /// <param name="databases">Where it may run, for the database that it names.</param>
    /// <exception cref="AssemblyReadException">They have another form.</exception>
    public static IEnumerable<AssemblyStatement> Read(AssemblyFile file, MethodDefinitionHandle handle, Func<string?, IReadOnlyList<AssemblyDatabase>> databases)
    {
        var method = file.Metadata.GetMethodDefinition(handle);
        var name = $"{file.Metadata.GetString(file.Metadata.GetTypeDefinition(method.GetDeclaringType()).Name)}.{file.Metadata.GetString(method.Name)}";
        var isCommand = file.Attributes(method, "LineageAot", nameof(CommandAttribute)).Any();
        foreach (var written in file.Attributes(method, "LineageAot", isCommand ? nameof(CommandAttribute) : nameof(QueryAttribute)).Take(1))
        {
            var attribute = AssemblyFacts.Decode(file, name, written);
            var allowScan = attribute.NamedArguments.Any(static argument => argument is { Name: nameof(QueryAttribute.AllowScan), Value: true });
            if (attribute.FixedArguments is not [_, { Value: string path }, { Value: int line }])
            {
                throw AssemblyFacts.Unreadable(file, name);
            }

            foreach (var fact in file.Attributes(method, "LineageAot.Schema", nameof(StatementFactsAttribute)))
            {
                var facts = AssemblyFacts.Decode(file, name, fact);
                if (facts.FixedArguments is not [{ Value: string sql }])
                {
                    throw AssemblyFacts.Unreadable(file, name);
                }

                var source = new StatementSource(path, line, Numbers(facts, nameof(StatementFactsAttribute.Edits)), Numbers(facts, nameof(StatementFactsAttribute.Positions)));
                var named = facts.NamedArguments.FirstOrDefault(static argument => argument.Name == nameof(StatementFactsAttribute.Database)).Value as string;
                yield return new AssemblyStatement(name, isCommand, allowScan, source, sql, Columns(file, name, facts), databases(named));
            }
        }
    }

    private static ResultColumn[] Columns(AssemblyFile file, string name, CustomAttributeValue<string> facts)
        => [.. AssemblyFacts.Named(file, name, facts, nameof(StatementFactsAttribute.Columns)).Chunk(4).Select(column => column is [var column0, var member, var storage, var type]
            ? new ResultColumn(column0, member, storage, type.TrimEnd('?').ToUpperInvariant(), type.EndsWith('?'))
            : throw AssemblyFacts.Unreadable(file, name))];

    private static int[] Numbers(CustomAttributeValue<string> facts, string name)
        => facts.NamedArguments.FirstOrDefault(argument => argument.Name == name).Value is ImmutableArray<CustomAttributeTypedArgument<string>> values
            ? [.. values.Select(static value => value.Value is int number ? number : 0)]
            : [];
}
