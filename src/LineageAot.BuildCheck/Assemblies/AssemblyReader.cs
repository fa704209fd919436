using System.Reflection.Metadata;
using LineageAot.Migrations;
using LineageAot.Schema;

namespace LineageAot.BuildCheck.Assemblies;

/// <summary>
/// Reads the databases of a built assembly out of its metadata, and those records and included databases that live in other assemblies out of
/// theirs. No code of the user's is loaded.
/// </summary>
internal sealed class AssemblyReader : IDisposable
{
    private readonly AssemblyReferences references;
    private readonly Dictionary<string, AssemblyFile> files = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(AssemblyFile File, TypeDefinitionHandle Type), TableSchema> tables = [];
    private readonly Dictionary<(AssemblyFile File, TypeDefinitionHandle Type), AssemblyDatabase?> databases = [];
    private readonly Dictionary<TableSchema, IReadOnlyList<RecordColumn>> columns = [];

    private AssemblyReader(AssemblyReferences references)
    {
        this.references = references;
    }

    /// <summary>All databases that an assembly declares, by their names; empty where it declares none.</summary>
    /// <param name="assembly">The built assembly's path.</param>
    /// <param name="references">Where the assemblies are that it refers to.</param>
    /// <exception cref="AssemblyReadException">The file, or one that it refers to, isn't there, isn't .NET, or has facts that can't be read.</exception>
    public static IReadOnlyList<AssemblyDatabase> Read(string assembly, AssemblyReferences references)
    {
        using var reader = new AssemblyReader(references);
        return reader.Databases(reader.Keep(AssemblyFile.Open(assembly)));
    }

    /// <summary>All databases and statements that an assembly declares.</summary>
    /// <inheritdoc cref="Read"/>
    public static AssemblyProject ReadProject(string assembly, AssemblyReferences references)
    {
        using var reader = new AssemblyReader(references);
        var file = reader.Keep(AssemblyFile.Open(assembly));
        var own = reader.Databases(file);
        return new AssemblyProject(own, reader.Statements(file, own));
    }

    /// <summary>As <see cref="Read"/> for somebody who asked for a database.</summary>
    /// <exception cref="AssemblyReadException">Also where it declares none.</exception>
    public static IReadOnlyList<AssemblyDatabase> ReadSome(string assembly, AssemblyReferences references)
        => Read(assembly, references) is { Count: > 0 } found ? found : throw NothingFound(assembly);

    /// <summary>The error for an assembly that declares nothing of ours.</summary>
    public static AssemblyReadException NothingFound(string assembly) => new($"'{assembly}' has no class with [Database]. Name the assembly of the project that declares it.");

    public void Dispose()
    {
        foreach (var file in files.Values)
        {
            file.Dispose();
        }
    }

    private AssemblyDatabase[] Databases(AssemblyFile file)
    {
        var types = file.Metadata.TypeDefinitions.Where(type => file.Attributes(type, "LineageAot", nameof(DatabaseAttribute)).Any());
        return [.. types.Select(type => Database(file, type)).OrderBy(static database => database.Schema.Name, StringComparer.Ordinal)];
    }

    private AssemblyStatement[] Statements(AssemblyFile file, IReadOnlyList<AssemblyDatabase> own)
    {
        // A method that doesn't say where it runs may run on any of the project's databases, or, in a library of queries, on any that holds its tables.
        var anywhere = new Lazy<IReadOnlyList<AssemblyDatabase>>(() => own.Count > 0 ? own : [.. Referenced(), LooseTables(file)]);
        return [.. StatementFacts.Methods(file).SelectMany(method => StatementFacts.Read(file, method, type => Where(file, method, type) is { } database ? [database] : anywhere.Value))];
    }

    /// <summary>The database that a statement's method belongs to or names, or null.</summary>
    private AssemblyDatabase? Where(AssemblyFile file, MethodDefinitionHandle method, string? named)
    {
        var owner = file.Metadata.GetMethodDefinition(method).GetDeclaringType();
        return named is not null ? Database(Find(file, named)) : file.Attributes(owner, "LineageAot", nameof(DatabaseAttribute)).Any() ? Database(file, owner) : null;
    }

    private IEnumerable<AssemblyDatabase> Referenced()
        => references.Paths.Select(TryOpen).OfType<AssemblyFile>().Where(static file => file.VersionOfReference("LineageAot") is not null).SelectMany(Databases);

    /// <summary>Null for what is no .NET assembly: a folder of references may hold native libraries too.</summary>
    private AssemblyFile? TryOpen(string path)
    {
        if (files.TryGetValue(Path.GetFileNameWithoutExtension(path), out var known))
        {
            return known;
        }

        try
        {
            return Keep(AssemblyFile.Open(path));
        }
        catch (AssemblyReadException)
        {
            return null;
        }
    }

    /// <summary>The tables of an assembly that declares no database, as one.</summary>
    private AssemblyDatabase LooseTables(AssemblyFile file)
    {
        var types = file.Metadata.TypeDefinitions.Where(type => file.Attributes(type, "LineageAot.Schema", nameof(TableFactsAttribute)).Any());
        var schema = new DatabaseSchema { Name = file.Name, Tables = [.. types.Select(type => Table(file, type))] };
        return new AssemblyDatabase(schema, "", Records(schema));
    }

    private Dictionary<string, IReadOnlyList<RecordColumn>> Records(DatabaseSchema schema)
        => schema.AllComponents().SelectMany(static component => component.Tables).DistinctBy(static table => table.Name, SqlNameComparer.Instance).ToDictionary(static table => table.Name, table => columns[table], SqlNameComparer.Instance);

    private AssemblyDatabase Database((AssemblyFile File, TypeDefinitionHandle Type) found) => Database(found.File, found.Type);

    private AssemblyFile Keep(AssemblyFile file) => files[file.Name] = file;

    private AssemblyDatabase Database(AssemblyFile file, TypeDefinitionHandle type)
    {
        var name = DisplayName(file, type);
        if (databases.TryGetValue((file, type), out var known))
        {
            return known ?? throw new AssemblyReadException($"'{name}' in '{file.Path}' includes itself, directly or by way of another database: take it out of one Include.");
        }

        databases[(file, type)] = null;
        var facts = AssemblyFacts.Database(file, type, name);
        var migrations = AssemblyFacts.Migrations(file, type, name);
        DatabaseSchema[] includes = [.. facts.Includes.Select(include => Find(file, include)).Select(found => Database(found.File, found.Type).Schema)];
        var schema = new DatabaseSchema
        {
            Name = name,
            Tables = [.. facts.Tables.Select(table => Find(file, table)).Select(found => Table(found.File, found.Type))],
            Includes = includes,
            Migrations = migrations,
            Engine = migrations.Length > 0 || Array.Exists(includes, static include => include.Engine is not null) ? SqliteMigrations.Engine : null,
        };
        var database = new AssemblyDatabase(schema, facts.MigrationsFolder, Records(schema));
        databases[(file, type)] = database;
        return database;
    }

    private TableSchema Table(AssemblyFile file, TypeDefinitionHandle type)
    {
        if (!tables.TryGetValue((file, type), out var table))
        {
            table = AssemblyFacts.Table(file, type, DisplayName(file, type));
            tables[(file, type)] = table;
            columns[table] = AssemblyFacts.Columns(file, type, table.RecordName);
        }

        return table;
    }

    /// <summary>The type that a <c>typeof</c> in an assembly's attribute names.</summary>
    private (AssemblyFile File, TypeDefinitionHandle Type) Find(AssemblyFile from, string serializedName)
    {
        if (!TypeName.TryParse(serializedName, out var name))
        {
            throw new AssemblyReadException($"'{from.Path}' refers to a type in a way that this tool doesn't know: '{serializedName}'. Build it with the version of LineageAot that this tool belongs to.");
        }

        var file = name.AssemblyName is { } assembly ? Assembly(from, assembly.Name, name.FullName) : from;
        return file.FindType(name.FullName) is { } type ? (file, type) : throw new AssemblyReadException(
            $"'{from.Path}' refers to the type '{name.FullName}', which isn't in '{file.Path}': the two don't belong together. Build both anew.");
    }

    private AssemblyFile Assembly(AssemblyFile from, string name, string type)
    {
        if (files.TryGetValue(name, out var known))
        {
            return known;
        }

        var path = references.Find(name) ?? throw new AssemblyReadException($"The assembly '{name}', to which '{from.Path}' refers for the type '{type}', isn't found. Put it beside that file, or name it as a reference.");
        return Keep(AssemblyFile.Open(path));
    }

    /// <summary>The name as the generator writes it for people.</summary>
    private static string DisplayName(AssemblyFile file, TypeDefinitionHandle type) => AssemblyFile.FullName(file.Metadata, type).Replace('+', '.');
}
