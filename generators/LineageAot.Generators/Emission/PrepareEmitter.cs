using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;

namespace LineageAot.Generators.Emission;

/// <summary>Emits Prepare and what belongs to a key that SQLite gives.</summary>
internal sealed class PrepareEmitter
{
    private const string Guid = "global::System.Guid";
    private const string IsNoUpdate = "stamp.Operation != " + FileFrame.Schema + "RowOperation.Update";
    private const string IsUpdate = "stamp.Operation == " + FileFrame.Schema + "RowOperation.Update";

    // Two properties may differ in case alone; a local has a name of its own all the same.
    private readonly UniqueNames names = new();
    private readonly Dictionary<ColumnModel, string> locals = [];

    private PrepareEmitter()
    {
        names.Take("row");
        names.Take("stamp");
    }

    public static void Emit(SourceWriter writer, TableModel table) => new PrepareEmitter().EmitAll(writer, table);

    private void EmitAll(SourceWriter writer, TableModel table)
    {
        writer.Line($"/// <summary>Called before a row is written, on the row as it will be stored; throw to refuse it.</summary>");
        writer.Line($"static partial void OnWriting(in {table.Type.FullName} row);");
        EmitPrepare(writer, table);
        if (table.GeneratedIntegerKey is { } key)
        {
            EmitGeneratedKey(writer, table, key);
        }
    }

    private void EmitPrepare(SourceWriter writer, TableModel table)
    {
        var columns = table.Columns.Where(static column => column.Computed is null).ToArray();
        var emptyKeys = columns.Where(static column => column is { IsKey: true, Value.Kind: ValueKind.Guid, IsGenerated: false }).ToArray();
        var always = columns.Where(static column => column.Role is ColumnRole.UpdatedAt or ColumnRole.RowVersion).ToArray();
        var perhaps = columns.Where(static column => column.Role == ColumnRole.CreatedAt || column.IsGeneratedGuid || (column.Role == ColumnRole.None && column.Value.IsTime)).ToArray();
        var floats = columns.Where(static column => column.Value.Kind is ValueKind.Double or ValueKind.Single).ToArray();
        if (!table.ValidatesItself && emptyKeys.Length + always.Length + perhaps.Length + floats.Length == 0)
        {
            return;
        }

        writer.Line();
        writer.Open($"static {table.Type.FullName} {FileFrame.Schema}IRow<{table.Type.FullName}>.Prepare({table.Type.FullName} row, in {FileFrame.Schema}RowStamp stamp)");
        foreach (var column in emptyKeys)
        {
            EmitEmptyKeyCheck(writer, table, column);
        }

        foreach (var column in floats)
        {
            EmitNegativeZero(writer, column);
        }

        EmitCopy(writer, perhaps, always);
        writer.Line("OnWriting(in row);");
        writer.Line("return row;");
        writer.Close();
    }

    private void EmitEmptyKeyCheck(SourceWriter writer, TableModel table, ColumnModel column)
    {
        writer.Open($"if ({Inner(column, "row." + column.PropertyName)} == {Guid}.Empty)");
        var text = $"The key column {column.Name} of {table.Name} is an empty Guid. Give it a value, or declare the key with Generated = true.";
        writer.Line($"throw new {FileFrame.Api}InvalidValueException({SourceWriter.Literal(text)}) {{ Table = {SourceWriter.Literal(table.Name)}, Columns = [{SourceWriter.Literal(column.Name)}] }};");
        writer.Close();
        writer.Line();
    }

    private void EmitNegativeZero(SourceWriter writer, ColumnModel column)
    {
        var type = column.Value.Kind == ValueKind.Double ? "double" : "float";
        var zero = column.Value.Kind == ValueKind.Double ? "0.0" : "0f";
        var local = names.Take(Local(column) + "Number");
        var access = column.Value.Wrapper is { } wrapper ? $"row.{column.PropertyName}{(column.IsNullable ? "?" : "")}.{wrapper.PropertyName}" : "row." + column.PropertyName;
        writer.Open($"if ({access} is {{ }} {local} && {local} == {zero} && {type}.IsNegative({local}))");
        writer.Line($"row = row with {{ {column.PropertyName} = {Wrap(column, zero)} }};");
        writer.Close();
        writer.Line();
    }

    /// <summary>One copy sets all that differs; without stamps there is none when nothing does.</summary>
    private void EmitCopy(SourceWriter writer, ColumnModel[] perhaps, ColumnModel[] always)
    {
        foreach (var column in perhaps)
        {
            writer.Line($"var {Local(column)} = {Stored(column)};");
        }

        var assignments = perhaps.Select(column => $"{column.PropertyName} = {Local(column)},")
            .Concat(always.Select(column => $"{column.PropertyName} = {Kept(column)},")).ToArray();
        if (assignments.Length == 0)
        {
            return;
        }

        if (always.Length == 0)
        {
            writer.Open($"if ({string.Join(" || ", perhaps.Select(Differs))})");
        }

        writer.Line("row = row with");
        writer.Open();
        foreach (var assignment in assignments)
        {
            writer.Line(assignment);
        }

        writer.Close(";");
        if (always.Length == 0)
        {
            writer.Close();
        }

        writer.Line();
    }

    private string Stored(ColumnModel column)
    {
        var given = "row." + column.PropertyName;
        if (column.IsGeneratedGuid)
        {
            return $"{Inner(column, given)} == {Guid}.Empty && {IsNoUpdate} ? {Wrap(column, $"{Guid}.CreateVersion7(stamp.Now)")} : {given}";
        }

        if (column.Role == ColumnRole.CreatedAt)
        {
            var cut = column.IsNullable ? Cut(column, given + ".GetValueOrDefault()") : Cut(column, given);
            var isEmpty = column.IsNullable ? $"{given}.GetValueOrDefault() == default" : $"{given} == default";
            return column.IsNullable
                ? $"{isEmpty} ? ({IsUpdate} ? {given} : {Now(column)}) : {cut}"
                : $"{isEmpty} && {IsNoUpdate} ? {Now(column)} : {cut}";
        }

        if (column.IsNullable)
        {
            var present = names.Take(Local(column) + "Given");
            return $"{given} is {{ }} {present} ? {Wrap(column, Cut(column, Inner(column, present)))} : {given}";
        }

        return Wrap(column, Cut(column, Inner(column, given)));
    }

    private string Kept(ColumnModel column)
        => column.Role == ColumnRole.RowVersion ? $"{IsUpdate} ? row.{column.PropertyName} + 1 : 1" : Now(column);

    private string Now(ColumnModel column)
    {
        var now = column.Value.Kind == ValueKind.DateTime ? "stamp.Now.UtcDateTime" : "stamp.Now";
        return column.Value.Form == StorageForm.UnixSeconds ? Cut(column, now) : now;
    }

    private string Cut(ColumnModel column, string expression)
        => $"{FileFrame.Schema}Times.{(column.Value.Form == StorageForm.UnixSeconds ? "CutToSeconds" : "Cut")}({expression})";

    /// <summary>Times of one instant are equal whatever their offset, but only UTC comes back.</summary>
    private string Differs(ColumnModel column)
    {
        var inner = column.Value.Wrapper is { } wrapper ? (column.IsNullable ? "?." : ".") + wrapper.PropertyName : "";
        var stored = Local(column) + inner;
        var given = $"row.{column.PropertyName}{inner}";
        var dot = column.IsNullable ? "?." : ".";
        var difference = $"{stored} != {given}";
        return column.Value.Kind == ValueKind.DateTimeOffset ? $"{difference} || {stored}{dot}Offset != {given}{dot}Offset" : difference;
    }

    private void EmitGeneratedKey(SourceWriter writer, TableModel table, ColumnModel key)
    {
        writer.Line();
        writer.Line($"static bool {FileFrame.Schema}IRow<{table.Type.FullName}>.WantsGeneratedKey({table.Type.FullName} row) => {Inner(key, "row." + key.PropertyName)} == 0;");
        var number = key.Value.Kind == ValueKind.Int64 ? "key" : $"checked(({key.Value.TypeName})key)";
        writer.Line();
        writer.Line($"static {table.Type.FullName} {FileFrame.Schema}IRow<{table.Type.FullName}>.WithGeneratedKey({table.Type.FullName} row, long key) => row with {{ {key.PropertyName} = {Wrap(key, number)} }};");
    }

    private string Inner(ColumnModel column, string expression) => column.Value.Wrapper is { } wrapper ? $"{expression}.{wrapper.PropertyName}" : expression;

    private string Wrap(ColumnModel column, string expression) => column.Value.Wrapper is { } wrapper ? $"new {wrapper.TypeName}({expression})" : expression;

    private string Local(ColumnModel column)
    {
        if (!locals.TryGetValue(column, out var name))
        {
            name = names.Take(Names.CamelCase(column.PropertyName.TrimStart('@')));
            locals.Add(column, name);
        }

        return name;
    }
}
