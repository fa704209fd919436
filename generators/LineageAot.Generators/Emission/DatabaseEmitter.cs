using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;

namespace LineageAot.Generators.Emission;

/// <summary>Emits the other part of a [Database] class and its statements for snapshots and units.</summary>
internal static class DatabaseEmitter
{
    private const string Token = "global::System.Threading.CancellationToken cancellationToken";

    public static string Emit(DatabaseModel database)
    {
        var writer = new SourceWriter();
        FileFrame.Header(writer);
        if (database.HasErrors)
        {
            writer.Line("#pragma warning disable CS8618 // A property with errors has no value.");
            writer.Line();
        }

        FileFrame.OpenNamespace(writer, database.Type);
        FileFrame.OpenType(writer, database.Type, $" : {FileFrame.Api}IDatabase<{database.Type.FullName}>", () => FactsEmitter.EmitDatabase(writer, database));
        EmitOpening(writer, database);
        foreach (var property in database.Properties)
        {
            var field = Names.CamelCase(property.Name.TrimStart('@')).TrimStart('@') + "Table";
            writer.Line();
            writer.Line($"private {FileFrame.Api}Table<{property.RecordTypeName}>? {field};");
            writer.Line();
            writer.Line($"{property.Modifiers} {FileFrame.Api}Table<{property.RecordTypeName}> {property.Name} => {field} ??= Table<{property.RecordTypeName}>();");
        }

        foreach (var statement in database.Statements)
        {
            writer.Line();
            StatementEmitter.EmitMethod(writer, statement, QueriesName(database), "");
        }

        StubEmitter.EmitMembers(writer, database.Stubs);
        FileFrame.CloseType(writer, database.Type);
        EmitModel(writer, database);
        if (database.Statements.Count > 0)
        {
            EmitQueries(writer, database);
        }

        EnumEmitter.Emit(writer, database.Statements.SelectMany(StatementEnums.Of));
        FileFrame.CloseNamespace(writer, database.Type);
        return writer.ToString();
    }

    private static string ModelName(DatabaseModel database) => database.Type.FlatName + "Facts";

    private static string QueriesName(DatabaseModel database) => database.Type.FlatName + "Queries";

    private static void EmitOpening(SourceWriter writer, DatabaseModel database)
    {
        var name = database.Type.FullName;
        var task = $"global::System.Threading.Tasks.ValueTask<{name}>";
        writer.Line($"private {Names.Escape(database.Type.Name)}({FileFrame.Api}DatabaseHandle handle) : base(handle)");
        writer.Open();
        writer.Close();
        writer.Line();
        writer.Line("/// <summary>The facts of its tables.</summary>");
        writer.Line($"public static {FileFrame.Schema}DatabaseSchema Model => {ModelName(database)}.Database;");
        writer.Line();
        writer.Line($"static {FileFrame.Schema}DatabaseSchema {FileFrame.Schema}IDatabaseComponent.Schema => {ModelName(database)}.Database;");
        writer.Line();
        writer.Line("/// <summary>Opens a file with the usual options; an empty or missing one gets the tables of this database.</summary>");
        writer.Line("/// <param name=\"path\">The file's path.</param>");
        writer.Line("/// <param name=\"cancellationToken\">Ends the wait.</param>");
        writer.Line($"public static {task} OpenAsync(string path, {Token} = default)");
        writer.Line($"    => OpenAsync(new {FileFrame.Api}DatabaseOptions {{ Path = path }}, cancellationToken);");
        writer.Line();
        writer.Line("/// <summary>Opens a file; an empty or missing one gets the tables of this database.</summary>");
        writer.Line("/// <param name=\"options\">How it is opened.</param>");
        writer.Line("/// <param name=\"cancellationToken\">Ends the wait.</param>");
        writer.Line($"public static {task} OpenAsync({FileFrame.Api}DatabaseOptions options, {Token} = default)");
        writer.Line($"    => OpenAsync<{name}>(options, Model, static handle => new {name}(handle), cancellationToken);");
        writer.Line();
        writer.Line("/// <summary>Opens a new file of its own in the temporary folder, which is gone after disposal: for tests.</summary>");
        writer.Line("/// <param name=\"options\">How it is opened; the path is ignored.</param>");
        writer.Line("/// <param name=\"cancellationToken\">Ends the wait.</param>");
        writer.Line($"public static {task} OpenTemporaryAsync({FileFrame.Api}DatabaseOptions? options = null, {Token} = default)");
        writer.Line($"    => OpenTemporaryAsync<{name}>(options, Model, static handle => new {name}(handle), cancellationToken);");
    }

    private static void EmitModel(SourceWriter writer, DatabaseModel database)
    {
        writer.Line();
        writer.Open($"file static class {ModelName(database)}");
        writer.Line($"internal static readonly {FileFrame.Schema}DatabaseSchema Database = new()");
        writer.Open();
        writer.Line($"Name = {SourceWriter.Literal(database.Type.DisplayName)},");
        writer.Line("Tables =");
        writer.Line("[");
        writer.Indent();
        foreach (var table in database.Tables)
        {
            writer.Line($"SchemaOf<{table}>(),");
        }

        writer.Unindent();
        writer.Line("],");
        if (database.Includes.Count > 0)
        {
            writer.Line($"Includes = [{string.Join(", ", database.Includes.Select(static include => $"ComponentOf<{include}>()"))}],");
        }

        EmitMigrations(writer, database);
        writer.Close(";");
        if (database.Tables.Count > 0)
        {
            writer.Line();
            writer.Line($"private static {FileFrame.Schema}TableSchema SchemaOf<T>() where T : class, {FileFrame.Schema}IRow<T> => T.Schema;");
        }

        if (database.Includes.Count > 0)
        {
            writer.Line();
            writer.Line($"private static {FileFrame.Schema}DatabaseSchema ComponentOf<T>() where T : {FileFrame.Schema}IDatabaseComponent => T.Schema;");
        }

        writer.Close();
    }

    private static void EmitMigrations(SourceWriter writer, DatabaseModel database)
    {
        if (database.Migrations.Count == 0)
        {
            return;
        }

        writer.Line($"Engine = {FileFrame.Api}Migrations.SqliteMigrations.Engine,");
        writer.Line("Migrations =");
        writer.Line("[");
        writer.Indent();
        foreach (var migration in database.Migrations)
        {
            writer.Line("new()");
            writer.Open();
            writer.Line($"Version = {migration.Version.ToString(CultureInfo.InvariantCulture)},");
            writer.Line($"Name = {SourceWriter.Literal(migration.Name)},");
            writer.Line($"Checksum = {SourceWriter.Literal(migration.Checksum)},");
            writer.Text("Text = ", migration.Text.TrimEnd('\n'), ",");
            writer.Close(",");
        }

        writer.Unindent();
        writer.Line("],");
    }

    private static void EmitQueries(SourceWriter writer, DatabaseModel database)
    {
        writer.Line();
        writer.Line($"/// <summary>The statements of <see cref=\"{database.Type.FullName}\"/> on snapshots and inside units.</summary>");
        writer.Open($"{database.Type.Accessibility} static class {QueriesName(database)}");
        var unitSignatures = new HashSet<string>();
        var isFirst = true;
        foreach (var statement in database.Statements)
        {
            if (!isFirst)
            {
                writer.Line();
            }

            isFirst = false;
            StatementEmitter.EmitFacts(writer, "internal", statement, database.Type.Name);
            SharedStatementEmitter.Emit(writer, database.Type, statement, unitSignatures);
        }

        writer.Close();
    }
}
