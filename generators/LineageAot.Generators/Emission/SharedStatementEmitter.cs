using System;
using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;

namespace LineageAot.Generators.Emission;

/// <summary>Emits a database's statement a second time, as extension methods of snapshots and units.</summary>
internal static class SharedStatementEmitter
{
    /// <param name="unitSignatures">What has been emitted: a statement in an asynchronous and a synchronous form is the same in a unit.</param>
    public static void Emit(SourceWriter writer, TypeModel database, StatementModel statement, HashSet<string> unitSignatures)
    {
        var access = statement.IsPublic ? "public" : "internal";
        var cref = FileFrame.Xml(statement.MethodName);
        if (!statement.IsCommand)
        {
            var parameters = string.Concat(statement.Parameters.Select(static parameter => $", {parameter.TypeName} {parameter.Name}{(parameter.DefaultLiteral is { } value ? " = " + value : "")}"));
            writer.Line();
            writer.Line($"/// <summary>{database.Name}.{cref} as the snapshot sees it.</summary>");
            var snapshot = Unused(statement, "snapshot");
            writer.Line($"{access} static {statement.ReturnTypeName} {statement.MethodName}(this {FileFrame.Api}ReadSnapshot {snapshot}{parameters})");
            writer.Line($"    => {snapshot}.{StatementEmitter.Call(statement, "", statement.IsAsync, onUnit: false)};");
        }

        if (statement.Page is not null)
        {
            return; // A unit is short: it reads its rows as a whole.
        }

        var own = statement.Parameters.Where(static parameter => parameter.Role is ParameterRole.Value or ParameterRole.List).ToArray();
        if (!unitSignatures.Add($"{UnitName(statement.MethodName)}({string.Join(", ", own.Select(static parameter => parameter.TypeName.Replace("?", "")))})"))
        {
            return;
        }

        var ownParameters = string.Concat(own.Select(static parameter => $", {parameter.TypeName} {parameter.Name}{(parameter.DefaultLiteral is { } value ? " = " + value : "")}"));
        writer.Line();
        var unit = Unused(statement, "unit");
        writer.Line($"/// <summary>{database.Name}.{cref} inside the unit, which sees what it wrote.</summary>");
        writer.Line($"{access} static {UnitReturnType(statement)} {UnitName(statement.MethodName)}(this {FileFrame.Api}WriteScope {unit}{ownParameters})");
        writer.Line($"    => {unit}.{StatementEmitter.Call(statement, "", isAsync: false, onUnit: true)};");
    }

    private static string Unused(StatementModel statement, string name)
        => statement.Parameters.Any(parameter => parameter.Name == name) ? Unused(statement, name + "Source") : name;

    private static string UnitName(string name)
        => name.EndsWith("Async", StringComparison.Ordinal) && name.Length > "Async".Length ? name.Substring(0, name.Length - "Async".Length) : name;

    private static string UnitReturnType(StatementModel statement) => statement.Shape switch
    {
        ResultShape.Count or ResultShape.Nothing => "int",
        ResultShape.Stream or ResultShape.List => $"global::System.Collections.Generic.IReadOnlyList<{statement.Result!.TypeName}>",
        ResultShape.Single => statement.Result!.TypeName,
        _ => statement.Result!.TypeName.TrimEnd('?') + "?",
    };
}
