using System.Buffers.Binary;
using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Tests.Sqlite;

/// <summary>The distances that SQL computes are those of a plain loop, and what has none says so.</summary>
public sealed class VectorFunctionTests : IDisposable
{
    private const string Cosine = "vector_distance_cosine", Euclidean = "vector_distance_l2", Dot = "vector_distance_dot";

    private readonly SqliteSession session = SqliteSession.Open(new SessionOptions { Path = ":memory:" });

    public static TheoryData<string> Names => [Cosine, Euclidean, Dot];

    public static TheoryData<string, int> Shapes
    {
        get
        {
            var shapes = new TheoryData<string, int>();
            foreach (var name in new[] { Cosine, Euclidean, Dot })
            {
                foreach (var count in new[] { 1, 2, 3, 4, 7, 8, 15, 16, 17, 31, 33, 384, 1536 })
                {
                    shapes.Add(name, count);
                }
            }

            return shapes;
        }
    }

    public void Dispose() => session.Dispose();

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Distances_are_those_of_a_plain_loop(string name, int count)
    {
        var random = new Random(count);
        var a = Vector(random, count);
        var b = Vector(random, count);
        Distance(name, a, b).ShouldBe(Reference(name, a, b), 1e-5 * count);
        Distance(name, b, a).ShouldBe(Distance(name, a, b));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_blob_that_begins_anywhere_is_read_alike(string name, int count)
    {
        var random = new Random(count);
        var a = Vector(random, count);
        var b = Vector(random, count);
        for (var shift = 1; shift < 8; shift++)
        {
            // Small blobs lie side by side in the connection's buffer, and SQLite hands them on as they lie.
            var statement = session.Rent(SqlStatement.Transient($"select ?1, {name}(?2, ?3)"));
            session.Scratch.Clear();
            var writer = new SqliteRowWriter(statement);
            writer.Bytes(0, new byte[shift]);
            writer.Bytes(1, Bytes(a));
            writer.Bytes(2, Bytes(b));
            statement.Step().ShouldBeTrue();
            new SqliteRowReader(statement).Double(1).ShouldBe(Reference(name, a, b), 1e-5 * count);
            session.Return(statement);
        }
    }

    [Fact]
    public void The_smaller_the_nearer()
    {
        Distance(Cosine, [1, 2], [2, 4]).ShouldBe(0, 1e-6);
        Distance(Cosine, [1, 0], [0, 1]).ShouldBe(1);
        Distance(Cosine, [1, 2], [-1, -2]).ShouldBe(2, 1e-6);
        Distance(Euclidean, [1, 1], [4, 5]).ShouldBe(5);
        Distance(Dot, [1, 2], [3, 4]).ShouldBe(-11);
        Text($"cast({Dot}({Literal(Bytes([1, 0]))}, {Literal(Bytes([0, 1]))}) as text)").ShouldBe("0.0");
    }

    [Theory]
    [InlineData(1e30f)]
    [InlineData(1e-30f)]
    [InlineData(float.MaxValue)]
    [InlineData(float.Epsilon)]
    public void Neither_large_nor_small_numbers_lose_the_angle(float scale)
    {
        Distance(Cosine, [scale, 0], [1, 0]).ShouldBe(0, 1e-6);
        Distance(Cosine, [scale, 0], [0, scale]).ShouldBe(1, 1e-6);
        Distance(Cosine, [scale, 0], [-scale, 0]).ShouldBe(2, 1e-6);
    }

    [Fact]
    public void What_is_too_large_for_32_bits_is_measured_in_64()
    {
        Distance(Euclidean, [2e38f], [-2e38f]).ShouldBe(2.0 * 2e38f, 1e24);
        Distance(Dot, [1e30f, 1e30f], [1e30f, -1e30f]).ShouldBe(0);
        Distance(Dot, [1e30f], [1e30f]).ShouldBe(-(double)1e30f * 1e30f, 1e46);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void NULL_gives_NULL(string name)
    {
        Text($"{name}(null, x'0000803f')").ShouldBeNull();
        Text($"{name}(x'0000803f', null)").ShouldBeNull();
        Text($"{name}(null, 'no vector')").ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_no_vector_is_refused_by_name(string name)
    {
        Refusal($"{name}('text', x'0000803f')").ShouldContain($"{name}: the first argument is text and not a blob of 32-bit floats.");
        Refusal($"{name}(x'0000803f', 1)").ShouldContain($"{name}: the second argument is an integer and not a blob");
        Refusal($"{name}(x'0000803f', 1.5)").ShouldContain($"{name}: the second argument is a real number and not a blob");
        Refusal($"{name}(x'0000803f', x'00008000ff')").ShouldContain($"{name}: the second argument has 5 bytes, and a vector of 32-bit floats has a multiple of 4.");
        Refusal($"{name}(x'0000', x'0000')").ShouldContain($"{name}: the first argument has 2 bytes");
        Refusal($"{name}(x'', x'')").ShouldContain($"{name}: the first vector is empty.");
        Refusal($"{name}(x'0000803f', zeroblob(0))").ShouldContain($"{name}: the second vector is empty.");
        Refusal($"{name}(zeroblob(1536), zeroblob(3072))").ShouldContain($"{name}: the vectors differ in their dimensions, 384 and 768.");
        Refusal($"{name}(x'0000803f')").ShouldContain("wrong number of arguments");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void NaN_and_infinity_are_refused_and_never_NULL(string name)
    {
        foreach (var bad in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity })
        {
            Refusal($"{name}({Literal(Bytes([1, bad]))}, {Literal(Bytes([1, 1]))})").ShouldContain($"{name}: the first vector holds NaN or infinity.");
            Refusal($"{name}({Literal(Bytes([1, 1]))}, {Literal(Bytes([bad, 0]))})").ShouldContain($"{name}: the second vector holds NaN or infinity.");
            Refusal($"{name}({Literal(Bytes([0, 1]))}, {Literal(Bytes([bad, 0]))})").ShouldContain("second vector");
        }
    }

    [Fact]
    public void A_vector_without_a_direction_has_no_cosine()
    {
        Refusal($"{Cosine}(zeroblob(8), {Literal(Bytes([1, 1]))})").ShouldContain($"{Cosine}: the first vector has no direction");
        Refusal($"{Cosine}({Literal(Bytes([1, 1]))}, zeroblob(8))").ShouldContain($"{Cosine}: the second vector has no direction");
        Distance(Euclidean, [0, 0], [3, 4]).ShouldBe(5);
        Distance(Dot, [0, 0], [3, 4]).ShouldBe(0);
        Text($"{Dot}(zeroblob(8), zeroblob(8)) < 0").ShouldBe("0", "That is how such rows are left out.");
    }

    [Fact]
    public void A_schema_that_is_not_trusted_may_use_them()
    {
        session.QueryText("pragma trusted_schema").ShouldBe("0");
        session.Execute("""
            create table points (
                id integer primary key,
                at blob not null check (vector_distance_dot(at, at) < 0),
                length real as (vector_distance_l2(at, zeroblob(length(at)))) stored)
            """);
        session.Execute("create index by_length on points (vector_distance_l2(at, x'0000000000000000'))");
        session.Execute("create view near as select id, vector_distance_l2(at, x'0000803f0000803f') as distance from points");
        session.Execute("create table farthest (id integer primary key, length real)");
        session.Execute("create trigger note after insert on points when vector_distance_l2(new.at, zeroblob(8)) > 4 begin insert into farthest values (new.id, new.length); end");
        session.Execute($"insert into points (at) values ({Literal(Bytes([1, 1]))}), ({Literal(Bytes([3, 4]))})");
        Should.Throw<ConstraintException>(() => session.Execute("insert into points (at) values (zeroblob(8))"));
        session.QueryText("select id from near order by distance limit 1").ShouldBe("1");
        session.QueryText("select length from farthest").ShouldBe("5.0");
        session.QueryRows("explain query plan select id from points where vector_distance_l2(at, x'0000000000000000') > 3")[0][3]!.ShouldContain("by_length");
        session.QueryText("pragma integrity_check").ShouldBe("ok");
    }

    [Fact]
    public void Rows_cost_no_managed_memory()
    {
        session.Execute("create table points (at blob not null)");
        session.Execute("insert into points select iif(i % 2, x'0000803f0000803f', x'0000004000000000') from (with recursive n(i) as (select 1 union all select i + 1 from n where i < 10000) select i from n)");
        var statement = session.Rent(SqlStatement.Transient($"select min({Cosine}(at, x'0000803f00000040')), max({Euclidean}(at, x'0000803f00000040')), sum({Dot}(at, x'0000803f00000040')) from points"));
        statement.Step().ShouldBeTrue();
        statement.Reset();
        var before = GC.GetAllocatedBytesForCurrentThread();
        statement.Step();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        session.Return(statement);
    }

    private static float[] Vector(Random random, int count)
    {
        var vector = new float[count];
        for (var i = 0; i < count; i++)
        {
            vector[i] = (random.NextSingle() * 2) - 1;
        }

        return vector;
    }

    private static double Reference(string name, float[] a, float[] b)
    {
        double products = 0, first = 0, second = 0, differences = 0;
        for (var i = 0; i < a.Length; i++)
        {
            products += (double)a[i] * b[i];
            first += (double)a[i] * a[i];
            second += (double)b[i] * b[i];
            differences += ((double)a[i] - b[i]) * ((double)a[i] - b[i]);
        }

        return name switch
        {
            Cosine => 1 - (products / Math.Sqrt(first * second)),
            Euclidean => Math.Sqrt(differences),
            _ => -products,
        };
    }

    private static byte[] Bytes(ReadOnlySpan<float> vector)
    {
        var bytes = new byte[vector.Length * sizeof(float)];
        for (var i = 0; i < vector.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), vector[i]);
        }

        return bytes;
    }

    private static string Literal(params byte[][] parts) => $"x'{Convert.ToHexString([.. parts.SelectMany(static part => part)])}'";

    private double Distance(string name, float[] a, float[] b)
        => double.Parse(Text($"{name}({Literal(Bytes(a))}, {Literal(Bytes(b))})")!, System.Globalization.CultureInfo.InvariantCulture);

    private string? Text(string expression) => session.QueryText("select " + expression);

    private string Refusal(string expression) => Should.Throw<QueryException>(() => Text(expression)).Message;
}
