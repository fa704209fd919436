using System.Collections.Immutable;
using System.Reflection.Metadata;
using LineageAot.Schema;

namespace LineageAot.BuildCheck.Assemblies;

/// <summary>Takes the attributes apart that the generator writes (<c>Schema/GeneratedFacts.cs</c>).</summary>
internal static class AssemblyFacts
{
    private const string Namespace = "LineageAot.Schema";

    /// <summary>A table's facts; its columns are those with former names, and nothing but their names is known of them.</summary>
    /// <exception cref="AssemblyReadException">It has none, or they have another form.</exception>
    public static TableSchema Table(AssemblyFile file, TypeDefinitionHandle type, string recordName)
    {
        var facts = Only(file, type, recordName, nameof(TableFactsAttribute), "[Table]");
        if (facts.FixedArguments is not [{ Value: string name }, { Value: ImmutableArray<CustomAttributeTypedArgument<string>> ddl }])
        {
            throw Unreadable(file, recordName);
        }

        return new TableSchema
        {
            Name = name,
            RecordName = recordName,
            Ddl = Texts(file, recordName, ddl),
            Columns = FormerNames(file, recordName, Named(file, recordName, facts, nameof(TableFactsAttribute.RenamedColumns))),
            Key = [],
            RenamedFrom = Named(file, recordName, facts, nameof(TableFactsAttribute.RenamedFrom)),
        };
    }

    /// <summary>The columns of a table's record; empty where an older generator wrote the facts.</summary>
    /// <exception cref="AssemblyReadException">It has none, or they have another form.</exception>
    public static IReadOnlyList<RecordColumn> Columns(AssemblyFile file, TypeDefinitionHandle type, string recordName)
        => [.. Named(file, recordName, Only(file, type, recordName, nameof(TableFactsAttribute), "[Table]"), nameof(TableFactsAttribute.Columns)).Chunk(4)
            .Select(column => column is [var name, var property, var storage, var role] ? new RecordColumn(name, property, storage, role) : throw Unreadable(file, recordName))];

    /// <summary>A database's tables and included databases, as the names of their types, and the folder of its migrations.</summary>
    /// <exception cref="AssemblyReadException">It has none, or they have another form.</exception>
    public static (string[] Tables, string[] Includes, string MigrationsFolder) Database(AssemblyFile file, TypeDefinitionHandle type, string name)
    {
        var facts = Only(file, type, name, nameof(DatabaseFactsAttribute), "[Database]");
        if (facts.FixedArguments is not [{ Value: ImmutableArray<CustomAttributeTypedArgument<string>> tables }])
        {
            throw Unreadable(file, name);
        }

        var folder = facts.NamedArguments.FirstOrDefault(static argument => argument.Name == nameof(DatabaseFactsAttribute.MigrationsFolder)).Value as string ?? "";
        return (Texts(file, name, tables), Named(file, name, facts, nameof(DatabaseFactsAttribute.Includes)), folder);
    }

    /// <summary>A database's migrations in the order of their numbers.</summary>
    /// <exception cref="AssemblyReadException">They have another form.</exception>
    public static Migration[] Migrations(AssemblyFile file, TypeDefinitionHandle type, string name) =>
    [
        .. file.Attributes(type, Namespace, nameof(MigrationFactsAttribute))
            .Select(attribute => Decode(file, name, attribute).FixedArguments is [{ Value: int version }, { Value: string migration }, { Value: string checksum }, { Value: string text }]
                ? new Migration { Version = version, Name = migration, Checksum = checksum, Text = text }
                : throw Unreadable(file, name))
            .OrderBy(static migration => migration.Version)
            .ThenBy(static migration => migration.Name, StringComparer.Ordinal),
    ];

    private static CustomAttributeValue<string> Only(AssemblyFile file, TypeDefinitionHandle type, string name, string attribute, string cause)
    {
        CustomAttribute[] found = [.. file.Attributes(type, Namespace, attribute)];
        return found.Length == 1 ? Decode(file, name, found[0]) : throw new AssemblyReadException(
            $"'{name}' in '{file.Path}' has {cause}, but not the facts of it that tools read: it was built with an older LineageAot{Version(file)}, or without its generator. Build it with the version of LineageAot that this tool belongs to.");
    }

    public static CustomAttributeValue<string> Decode(AssemblyFile file, string name, CustomAttribute attribute)
    {
        try
        {
            return attribute.DecodeValue(AttributeTypes.Instance);
        }
        catch (BadImageFormatException e)
        {
            throw Unreadable(file, name, e);
        }
    }

    private static ColumnSchema[] FormerNames(AssemblyFile file, string recordName, string[] pairs)
    {
        if (pairs.Length % 2 != 0)
        {
            throw Unreadable(file, recordName);
        }

        return
        [
            .. pairs.Chunk(2).GroupBy(static pair => pair[0], static pair => pair[1])
                .Select(static column => new ColumnSchema(column.Key, "", ColumnType.Text, IsNullable: false) { RenamedFrom = [.. column] }),
        ];
    }

    public static string[] Named(AssemblyFile file, string owner, CustomAttributeValue<string> facts, string name)
        => facts.NamedArguments.FirstOrDefault(argument => argument.Name == name).Value switch
        {
            null => [],
            ImmutableArray<CustomAttributeTypedArgument<string>> values => Texts(file, owner, values),
            _ => throw Unreadable(file, owner),
        };

    private static string[] Texts(AssemblyFile file, string owner, ImmutableArray<CustomAttributeTypedArgument<string>> values)
        => [.. values.Select(value => value.Value as string ?? throw Unreadable(file, owner))];

    public static AssemblyReadException Unreadable(AssemblyFile file, string name, Exception? inner = null) => new(
        $"The facts of '{name}' in '{file.Path}' have a form that this tool doesn't know: it was built with a newer LineageAot{Version(file)}. Take the tool of that version.", inner);

    private static string Version(AssemblyFile file) => file.VersionOfReference("LineageAot") is { } version ? $" ({version.ToString(3)})" : "";
}
