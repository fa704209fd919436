using LineageAot.Generators.Tests.Support;
using Shouldly;

namespace LineageAot.Generators.Tests;

/// <summary>What a statement's parameters and results may be, and how they are bound and read.</summary>
public sealed class StatementTypeTests
{
    private const string Types = """
        #pragma warning disable CS1591
        public readonly record struct Key(Guid Value);
        public enum Color { Red, Blue }
        [Flags] public enum Rights { None, Read, Write }
        public sealed record Extra(int Level);
        [System.Text.Json.Serialization.JsonSerializable(typeof(Extra))] public sealed partial class Json : System.Text.Json.Serialization.JsonSerializerContext;
        [Row] public sealed partial record Line(long Id);

        """;

    [Theory]
    [InlineData("double[] list", "LIN1103", "floating-point")]
    [InlineData("IReadOnlyList<float> list", "LIN1103", "floating-point")]
    [InlineData("decimal[] list", "LIN1103", "Scaled")]
    [InlineData("long?[] list", "LIN1103", "never null")]
    [InlineData("string?[] list", "LIN1103", "never null")]
    [InlineData("long[]? list", "LIN1103", "never null")]
    [InlineData("float[][] list", "LIN1103", "single values")]
    [InlineData("object list", "LIN1103", "[JsonColumn(typeof(YourContext))]")]
    [InlineData("Extra list", "LIN1103", "[JsonColumn(typeof(YourContext))]")]
    [InlineData("[Storage(StorageKind.Text)] long list", "LIN1019", "'Get.list'")]
    [InlineData("[Storage(StorageKind.Scaled, 19)] decimal list", "LIN1019", "0 to 18")]
    [InlineData("[Storage(StorageKind.Integer)] Guid[] list", "LIN1019", "enums")]
    [InlineData("Rights list", "LIN1036", "flags")]
    [InlineData("Rights[] list", "LIN1036", "flags")]
    [InlineData("[JsonColumn(typeof(Extra))] Extra list", "LIN1021", "'Extra'")]
    [InlineData("[JsonColumn(typeof(Json))] Color list", "LIN1020", "Color")]
    public async Task Parameters_that_are_refused(string parameter, string id, string reason)
    {
        var found = (await AnalyzeAsync($"[Query(\"select 1 in (@list)\")] public static partial long Get(ReadSource source, {parameter});")).ShouldHaveSingleItem();
        found.Id.ShouldBe(id);
        found.GetMessage().ShouldContain(reason);
    }

    [Theory]
    [InlineData("[Query(\"select 1\")] [return: Storage(StorageKind.Text)] public static partial long Get(ReadSource source);", "LIN1019", "'Get.return'")]
    [InlineData("[Query(\"select 1\")] [return: Storage(StorageKind.Text)] public static partial Line Get(ReadSource source);", "LIN1104", "is for a scalar")]
    [InlineData("[Command(\"delete from t\")] [return: JsonColumn(typeof(Json))] public static partial int Get(WriteScope unit);", "LIN1104", "is for a scalar")]
    [InlineData("[Query(\"select 1\")] [return: JsonColumn(typeof(Extra))] public static partial Extra Get(ReadSource source);", "LIN1021", "'Extra'")]
    [InlineData("[Query(\"select 1\")] [return: JsonColumn(typeof(Json))] public static partial Color Get(ReadSource source);", "LIN1020", "'Get.return'")]
    [InlineData("[Query(\"select 1\")] public static partial Rights Get(ReadSource source);", "LIN1036", "flags")]
    [InlineData("[Query(\"select 1\")] public static partial Extra Get(ReadSource source);", "LIN1104", "no supported scalar")]
    public async Task Results_that_are_refused(string method, string id, string reason)
    {
        var found = (await AnalyzeAsync(method)).ShouldHaveSingleItem();
        found.Id.ShouldBe(id);
        found.GetMessage().ShouldContain(reason);
    }

    [Theory]
    [InlineData("Key value", "writer.Guid(0, value")]
    [InlineData("Key? value", "is { } value0")]
    [InlineData("[Storage(StorageKind.Text)] Key value", "writer.GuidText(0, value")]
    [InlineData("[Storage(StorageKind.Integer)] Color value", "ColorNumber.Write(ref writer, 0, value")]
    [InlineData("[Storage(StorageKind.Integer)] Rights? value", "RightsNumber.Write(ref writer, 0, value0)")]
    [InlineData("[Storage(StorageKind.Scaled, 3)] decimal value", "writer.ScaledDecimal(0, valueArgument, 3)")]
    [InlineData("[Storage(StorageKind.UnixSeconds)] DateTime value", "writer.DateTimeSeconds(0, value")]
    [InlineData("[JsonColumn(typeof(Json))] Extra? value", "writer.Json(0, value0, global::Json.Default.Extra)")]
    [InlineData("ReadOnlyMemory<float> value", "writer.Vector(0, valueArgument.Span)")]
    public void Parameters_are_bound_as_they_are_stored(string parameter, string expected)
        => Emit($"[Query(\"select @value\")] public static partial long Get(ReadSource source, {parameter});").ShouldContain(expected);

    [Fact]
    public void Lists_of_a_static_class_compile()
        => Emit("""
            [Query("select 1 in (@colors) + (1 not in (@rights)) + (1 in (@keys)) + (1 in (@bytes))")]
            public static partial long Get(ReadSource source, IEnumerable<Color> colors, [Storage(StorageKind.Integer)] System.Collections.Immutable.ImmutableArray<Rights> rights, HashSet<Key> keys, List<byte[]> bytes);
            """).ShouldContain("1 in (select unhex(value) from json_each(@keys))");

    private static async Task<System.Collections.Immutable.ImmutableArray<Microsoft.CodeAnalysis.Diagnostic>> AnalyzeAsync(string method)
        => await Compiler.AnalyzeAsync(Compiler.Create($"{Types}public static partial class S {{ {method} }}"));

    private static string Emit(string method)
    {
        var (compilation, files) = Compiler.Generate(Compiler.Create($"{Types}public static partial class S {{ {method} }}"));
        Compiler.Load(compilation).ShouldNotBeNull();
        return files["S.Get.g.cs"];
    }
}
