using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;

namespace LineageAot.Generators.Emission;

/// <summary>Emits what carries a [Query] or [Command]: its text, its parameters, its decoder and its methods.</summary>
internal static class StatementEmitter
{
    /// <summary>The text, the statement, the parameters and the decoder, as members of a static class.</summary>
    public static void EmitFacts(SourceWriter writer, string accessibility, StatementModel statement, string owner)
    {
        foreach (var text in statement.Texts)
        {
            writer.Text($"{accessibility} const string {statement.UniqueName}Sql{text.Name} = ", text.Sql, ";");
        }

        var name = SourceWriter.Literal($"{owner}.{statement.MethodName}");
        if (statement.Page is { } page)
        {
            EmitPage(writer, accessibility, statement, page, name);
        }
        else
        {
            writer.Line($"{accessibility} static readonly {FileFrame.Schema}SqlStatement {statement.UniqueName}Statement = new({statement.UniqueName}Sql, {name});");
        }

        if (statement.Bound.Count > 0)
        {
            ParametersEmitter.Emit(writer, accessibility, statement.UniqueName + "Parameters", statement.Bound.Select(place => Bound(statement.Parameters[place])).ToArray());
        }

        if (statement.Result is { Scalar: { } scalar } result)
        {
            writer.Line();
            writer.Line($"{accessibility} readonly struct {statement.UniqueName}Decoder : {FileFrame.Schema}IDecoder<{result.TypeName}>");
            writer.Open();
            writer.Line($"public static {result.TypeName} Read<TReader>(ref TReader reader)");
            writer.Line($"    where TReader : {FileFrame.Schema}IRowReader, allows ref struct");
            writer.Line($"    => {ValueEmitter.Read(scalar, 0)};");
            writer.Close();
        }
    }

    private static void EmitPage(SourceWriter writer, string accessibility, StatementModel statement, PageModel page, string name)
    {
        writer.Line($"{accessibility} static readonly {FileFrame.Schema}PageStatement {statement.UniqueName}Statement = new(");
        writer.Indent();
        foreach (var text in statement.Texts)
        {
            writer.Line($"new({statement.UniqueName}Sql{text.Name}, {name}),");
        }

        var keys = page.Keys.Select(static key => $"new({key.Ordinal}, {FileFrame.Schema}ColumnType.{key.Type})");
        writer.Line($"{SourceWriter.Literal(page.Scope)},");
        writer.Line($"parameters: {statement.Bound.Count},");
        writer.Line($"[{string.Join(", ", keys)}]);");
        writer.Unindent();
    }

    /// <summary>The implementing part of the user's partial method.</summary>
    /// <param name="facts">The class that holds the statement's facts.</param>
    /// <param name="source">What it runs on, with a dot, or nothing for the database itself.</param>
    public static void EmitMethod(SourceWriter writer, StatementModel statement, string facts, string source)
    {
        var parameters = string.Join(", ", statement.Parameters.Select((parameter, place) =>
            $"{(place == 0 && statement.IsExtension ? "this " : "")}{parameter.TypeName} {parameter.Name}"));
        var modifiers = statement.Shape == ResultShape.Nothing && statement.IsAsync ? statement.Modifiers.Replace("partial", "async partial") : statement.Modifiers;
        StatementFactsEmitter.Emit(writer, statement, facts);
        writer.Line($"{modifiers} {statement.ReturnTypeName} {statement.MethodName}({parameters})");
        var call = source + Call(statement, facts, statement.IsAsync, statement.Source == StatementSource.WriteScope);
        if (statement.Shape != ResultShape.Nothing)
        {
            writer.Line($"    => {call};");
        }
        else
        {
            writer.Line(statement.IsAsync ? $"    => await {call}.ConfigureAwait(false);" : $"    => {call};");
        }
    }

    /// <summary>The call that runs the statement.</summary>
    public static string Call(StatementModel statement, string facts, bool isAsync, bool onUnit)
    {
        var prefix = facts.Length > 0 ? facts + "." : "";
        var arguments = new List<string> { $"{prefix}{statement.UniqueName}Statement", Parameters(statement, prefix) };
        if (statement.Page is not null)
        {
            arguments.AddRange(statement.Parameters.Where(static parameter => parameter.Role == ParameterRole.PageSize).Select(static parameter => parameter.Name));
            arguments.AddRange(statement.Parameters.Where(static parameter => parameter.Role == ParameterRole.Cursor).Select(static parameter => parameter.Name));
        }

        if (isAsync)
        {
            var options = statement.Parameters.FirstOrDefault(static parameter => parameter.Role == ParameterRole.WriteOptions)?.Name;
            if (statement.IsCommand)
            {
                arguments.Add(options ?? "default");
            }

            if (statement.Parameters.FirstOrDefault(static parameter => parameter.Role == ParameterRole.CancellationToken)?.Name is { } token)
            {
                arguments.Add(token);
            }
        }

        var parameterType = statement.Bound.Count > 0 ? $"{prefix}{statement.UniqueName}Parameters" : $"{FileFrame.Schema}NoParameters";
        if (statement.Shape is ResultShape.Count or ResultShape.Nothing)
        {
            return $"Execute{(isAsync ? "Async" : "")}({string.Join(", ", arguments)})";
        }

        var verb = statement.IsCommand && !onUnit ? "Execute" : "Query";
        var shape = (statement.Shape, isAsync, onUnit) switch
        {
            (ResultShape.Stream, true, false) => "Stream",
            (ResultShape.Stream, false, false) => "",
            (ResultShape.Stream or ResultShape.List, _, _) => "List",
            (ResultShape.Page, _, _) => "Page",
            (ResultShape.Single, _, _) => "Single",
            _ => "SingleOrDefault",
        };
        var suffix = isAsync && shape != "Stream" ? "Async" : "";
        var (type, decoder) = Types(statement, prefix);
        return $"{verb}{shape}{suffix}<{type}, {decoder}, {parameterType}>({string.Join(", ", arguments)})";
    }

    private static (string Type, string Decoder) Types(StatementModel statement, string prefix)
    {
        var result = statement.Result!;
        if (result.RecordTypeName is not { } record)
        {
            return (result.TypeName, $"{prefix}{statement.UniqueName}Decoder");
        }

        return result.IsNullableRecordStruct ? (record + "?", $"{FileFrame.Schema}NullableRowDecoder<{record}>") : (record, $"{FileFrame.Schema}RowDecoder<{record}>");
    }

    private static string Parameters(StatementModel statement, string prefix)
        => statement.Bound.Count == 0
            ? $"default({FileFrame.Schema}NoParameters)"
            : $"new {prefix}{statement.UniqueName}Parameters({string.Join(", ", statement.Bound.Select(place => Argument(statement.Parameters[place])))})";

    /// <summary>A list that isn't there is refused where the method is called, not later where it is bound.</summary>
    private static string Argument(ParameterModel parameter)
        => parameter.Role == ParameterRole.List ? $"{FileFrame.Schema}ListParameter.Checked({parameter.Name}, nameof({parameter.Name}))" : parameter.Name;

    private static BoundValue Bound(ParameterModel parameter) => new(parameter.Name, parameter.TypeName, parameter.Value!, parameter.Role == ParameterRole.List);
}
