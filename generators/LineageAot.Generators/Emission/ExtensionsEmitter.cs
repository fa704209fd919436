using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;

namespace LineageAot.Generators.Emission;

/// <summary>Emits the class of a record's key-typed members and finders.</summary>
internal sealed class ExtensionsEmitter
{
    private const string Token = "global::System.Threading.CancellationToken cancellationToken = default";
    private const string Options = FileFrame.Api + "WriteOptions options = default";
    private static readonly HashSet<string> Reserved = ["table", "keys", "key", "change", "options", "cancellationToken", "writer"];
    private readonly SourceWriter writer;
    private readonly TableModel table;
    private readonly string record;
    private readonly string xml;

    private ExtensionsEmitter(SourceWriter writer, TableModel table)
    {
        this.writer = writer;
        this.table = table;
        record = table.Type.FullName;
        xml = $"<see cref=\"{record}\"/>";
    }

    public static void Emit(SourceWriter writer, TableModel table) => new ExtensionsEmitter(writer, table).Emit();

    private void Emit()
    {
        var key = table.Key.Select(place => table.Columns[place]).ToArray();
        var finders = FinderModel.All(table);
        writer.Line();
        writer.Line($"/// <summary>Members of tables of {xml} that take its key, and finders for its indexes.</summary>");
        writer.Open($"{table.Type.Accessibility} static class {table.Type.FlatName}TableExtensions");
        foreach (var finder in finders)
        {
            var name = Stem(finder);
            writer.Text($"private const string {name}Sql = ", finder.Sql, ";");
            writer.Line($"private static readonly {FileFrame.Schema}SqlStatement {name}Statement = new({name}Sql, {SourceWriter.Literal($"{table.Type.Name}.{name}")});");
            writer.Line();
        }

        if (table.FullText is not null)
        {
            FullTextEmitter.EmitStatement(writer, table);
        }

        EmitKeyReads(key);
        if (!table.IsImmutable)
        {
            EmitKeyWrites(key);
        }

        foreach (var finder in finders)
        {
            EmitFinder(finder);
        }

        if (table.FullText is not null)
        {
            FullTextEmitter.EmitMembers(writer, table);
        }

        ParametersEmitter.Emit(writer, "private", "Key", key.Select(static column => Bound(column, acceptsNull: false)).ToArray());
        foreach (var finder in finders)
        {
            ParametersEmitter.Emit(writer, "private", Stem(finder) + "Parameters", finder.Columns.Select(column => Bound(column, finder.AcceptsNull(column))).ToArray());
        }

        writer.Close();
    }

    private void EmitKeyReads(ColumnModel[] key)
    {
        var access = Access(key);
        var parameters = Parameters(key);
        var arguments = Arguments(key);
        var keyType = key.Length == 1 ? key[0].Value.OuterTypeName : $"({string.Join(", ", key.Select(static column => $"{column.Value.OuterTypeName} {column.PropertyName}"))})";
        var fromKey = key.Length == 1 ? "new Key(key)" : $"new Key({string.Join(", ", key.Select(static column => "key." + column.PropertyName))})";
        Method("The row with this key, or null; read at once on the caller's thread.",
            $"{access} static {record}? Find(this {FileFrame.Api}ReadTable<{record}> table, {parameters})", $"table.FindByKey(new Key({arguments}))");
        Method("The row with this key, or null.",
            $"{access} static {Task(record + "?")} FindAsync(this {FileFrame.Api}ReadTable<{record}> table, {parameters}, {Token})", $"table.FindByKeyAsync(new Key({arguments}), cancellationToken)");
        Method("The rows with these keys that exist, in the order of the keys, all of one state of the database.",
            $"{access} static {Task($"global::System.Collections.Generic.IReadOnlyList<{record}>")} FindManyAsync(this {FileFrame.Api}ReadTable<{record}> table, global::System.Collections.Generic.IEnumerable<{keyType}> keys, {Token})",
            $"table.FindManyByKeyAsync(keys, static key => {fromKey}, cancellationToken)");
        Method("True if a row with this key exists.",
            $"{access} static bool Exists(this {FileFrame.Api}ReadTable<{record}> table, {parameters})", $"table.ExistsByKey(new Key({arguments}))");
        Method("True if a row with this key exists.",
            $"{access} static {Task("bool")} ExistsAsync(this {FileFrame.Api}ReadTable<{record}> table, {parameters}, {Token})", $"table.ExistsByKeyAsync(new Key({arguments}), cancellationToken)");
        Method("The row with this key as the unit sees it, or null.",
            $"{access} static {record}? Find(this {FileFrame.Api}UnitTable<{record}> table, {parameters})", $"table.FindByKey(new Key({arguments}))");
        Method("True if a row with this key exists as the unit sees it.",
            $"{access} static bool Exists(this {FileFrame.Api}UnitTable<{record}> table, {parameters})", $"table.ExistsByKey(new Key({arguments}))");
    }

    private void EmitKeyWrites(ColumnModel[] key)
    {
        var access = Access(key);
        var parameters = Parameters(key);
        var arguments = Arguments(key);
        var change = $"global::System.Func<{record}, {record}> change";
        if (!table.BlocksDelete)
        {
            Method("Deletes the row with this key, whatever its version; completes when that is committed, with false if there was none.",
                $"{access} static {Task("bool")} DeleteAsync(this {FileFrame.Api}Table<{record}> table, {parameters}, {Options}, {Token})", $"table.DeleteByKeyAsync(new Key({arguments}), options, cancellationToken)");
            Method("Deletes the row with this key, whatever its version; false if there is none.",
                $"{access} static bool Delete(this {FileFrame.Api}UnitTable<{record}> table, {parameters})", $"table.DeleteByKey(new Key({arguments}))");
        }

        Method("Reads the row with this key on the writer's thread, changes it and writes it, as one unit; null if there is none.",
            $"{access} static {Task(record + "?")} UpdateAsync(this {FileFrame.Api}Table<{record}> table, {parameters}, {change}, {Options}, {Token})", $"table.UpdateByKeyAsync(new Key({arguments}), change, options, cancellationToken)");
        Method("Reads the row with this key, changes it and writes it; null if there is none.",
            $"{access} static {record}? Update(this {FileFrame.Api}UnitTable<{record}> table, {parameters}, {change})", $"table.UpdateByKey(new Key({arguments}), change)");
    }

    private void EmitFinder(FinderModel finder)
    {
        var access = Access(finder.Columns);
        var parameters = string.Join(", ", finder.Columns.Select(column => $"{(finder.AcceptsNull(column) ? column.Value.DeclaredTypeName : column.Value.OuterTypeName)} {Parameter(column)}"));
        var call = $"{Stem(finder)}Statement, new {Stem(finder)}Parameters({Arguments(finder.Columns)})";
        var names = string.Join(" and ", finder.Columns.Select(static column => column.Name));
        var remark = finder.Where is null ? "" : $" Of the rows where {FileFrame.Xml(finder.Where)} alone: that is what the index holds.";
        if (finder.IsUnique)
        {
            Method($"The row with this {names}, or null; read at once on the caller's thread.{remark}",
                $"{access} static {record}? FindBy{finder.Suffix}(this {FileFrame.Api}ReadTable<{record}> table, {parameters})", $"table.FindOne({call})");
            Method($"The row with this {names}, or null.{remark}",
                $"{access} static {Task(record + "?")} FindBy{finder.Suffix}Async(this {FileFrame.Api}ReadTable<{record}> table, {parameters}, {Token})", $"table.FindOneAsync({call}, cancellationToken)");
            Method($"The row with this {names} as the unit sees it, or null.{remark}",
                $"{access} static {record}? FindBy{finder.Suffix}(this {FileFrame.Api}UnitTable<{record}> table, {parameters})", $"table.FindOne({call})");
            return;
        }

        Method($"The rows with this {names}, in the order of their index.{remark}",
            $"{access} static global::System.Collections.Generic.IAsyncEnumerable<{record}> AllBy{finder.Suffix}Async(this {FileFrame.Api}ReadTable<{record}> table, {parameters}, {Token})", $"table.StreamBy({call}, cancellationToken)");
        Method($"The rows with this {names} as the unit sees them, in the order of their index.{remark}",
            $"{access} static global::System.Collections.Generic.IReadOnlyList<{record}> ListBy{finder.Suffix}(this {FileFrame.Api}UnitTable<{record}> table, {parameters})", $"table.ListBy({call})");
    }

    private void Method(string summary, string signature, string body)
    {
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line(signature);
        writer.Line($"    => {body};");
        writer.Line();
    }

    private static string Stem(FinderModel finder) => (finder.IsUnique ? "FindBy" : "AllBy") + finder.Suffix;

    private static string Task(string type) => $"global::System.Threading.Tasks.ValueTask<{type}>";

    private static BoundValue Bound(ColumnModel column, bool acceptsNull)
        => new(Parameter(column), acceptsNull ? column.Value.DeclaredTypeName : column.Value.OuterTypeName, acceptsNull ? column.Value : column.Value with { IsNullable = false });

    private static string Parameters(IReadOnlyList<ColumnModel> columns) => string.Join(", ", columns.Select(static column => $"{column.Value.OuterTypeName} {Parameter(column)}"));

    private static string Arguments(IReadOnlyList<ColumnModel> columns) => string.Join(", ", columns.Select(Parameter));

    private static string Parameter(ColumnModel column) => Names.CamelCase(column.PropertyName.TrimStart('@')) is var name && Reserved.Contains(name) ? name + "Value" : name;

    private static string Access(IReadOnlyList<ColumnModel> columns) => columns.All(static column => column.IsPublic) ? "public" : "internal";
}
