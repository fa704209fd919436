extern alias Generators;

using System.Collections.Immutable;
using System.Reflection;
using Generators::LineageAot.Generators.Model;
using Generators::LineageAot.Generators.Support;
using Microsoft.CodeAnalysis;
using Shouldly;

namespace LineageAot.Generators.Tests;

/// <summary>
/// What a pipeline keeps between two edits holds strings, numbers, enums, other models and equatable arrays of them: a symbol, a syntax node
/// or a location would keep a whole compilation alive and never be equal to its successor.
/// </summary>
public sealed class ModelShapeTests
{
    private static readonly Type[] Roots = [typeof(TableModel), typeof(RowModel), typeof(DatabaseModel), typeof(StandaloneStatementModel), typeof(StubModel), typeof(Parsed<TableModel>), typeof(EventTypeModel), typeof(FilledCatalogModel)];

    [Fact]
    public void Models_hold_plain_data_only()
    {
        foreach (var root in Roots)
        {
            Violations(root).ShouldBeEmpty(root.Name);
        }
    }

    [Fact]
    public void Every_model_is_reached_and_sealed()
    {
        var models = typeof(TableModel).Assembly.GetTypes().Where(static type => type.Namespace == typeof(TableModel).Namespace && !type.IsEnum && !type.IsNested && !type.IsGenericTypeDefinition).ToArray();
        models.ShouldAllBe(static model => model.IsSealed);
        var reached = new HashSet<Type>();
        foreach (var root in Roots)
        {
            Walk(root, reached, []);
        }

        models.Except(reached).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(typeof(HoldsSymbol))]
    [InlineData(typeof(HoldsLocation))]
    [InlineData(typeof(HoldsList))]
    [InlineData(typeof(HoldsSymbolDeep))]
    [InlineData(typeof(HoldsNoRecord))]
    public void The_rule_catches_what_it_forbids(Type model) => Violations(model).ShouldNotBeEmpty();

    private static List<string> Violations(Type root)
    {
        var violations = new List<string>();
        Walk(root, [], violations);
        return violations;
    }

    private static void Walk(Type type, HashSet<Type> visited, List<string> violations)
    {
        if (!visited.Add(type))
        {
            return;
        }

        if (type.GetMethod("<Clone>$") is null)
        {
            violations.Add($"{type} is no record");
            return;
        }

        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            var held = Nullable.GetUnderlyingType(field.FieldType) ?? field.FieldType;
            held = held.IsGenericType && held.GetGenericTypeDefinition() == typeof(EquatableArray<>) ? held.GetGenericArguments()[0] : held;
            if (held == typeof(string) || held.IsPrimitive || held.IsEnum)
            {
                continue;
            }

            if (held.Namespace == "Microsoft.CodeAnalysis" || held.Assembly == typeof(ISymbol).Assembly || !IsModel(held))
            {
                violations.Add($"{type}.{field.Name} is a {held}");
                continue;
            }

            Walk(held, visited, violations);
        }
    }

    private static bool IsModel(Type type) => type.IsClass && type.IsSealed && !type.IsGenericType && type.Namespace is { } space && space.StartsWith("LineageAot.", StringComparison.Ordinal);

    private sealed record HoldsSymbol(ISymbol Symbol);

    private sealed record HoldsLocation(string Name, Location? Location);

    private sealed record HoldsList(ImmutableArray<string> Names);

    private sealed record HoldsSymbolDeep(EquatableArray<HoldsEquatableSymbol> Items);

    private sealed record HoldsEquatableSymbol(INamedTypeSymbol Type);

    private sealed class HoldsNoRecord;
}
