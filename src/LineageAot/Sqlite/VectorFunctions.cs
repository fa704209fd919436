using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace LineageAot.Sqlite;

/// <summary>
/// The SQL functions <c>vector_distance_cosine</c>, <c>vector_distance_l2</c> and <c>vector_distance_dot</c> over BLOBs of 32-bit floats
/// (https://sqlite.org/appfunc.html). A NULL argument gives NULL; what isn't a vector, or has no distance, is an error and never NULL:
/// NULL would come first in an ascending order.
/// </summary>
internal static unsafe class VectorFunctions
{
    /// <summary>
    /// The same arguments give the same result, and nothing is read or changed besides them: so views, triggers, CHECKs, indexes and computed
    /// columns may use them, although the schema isn't trusted (https://sqlite.org/c3ref/c_deterministic.html).
    /// </summary>
    private const int Traits = SqliteConstants.Utf8 | SqliteConstants.Deterministic | SqliteConstants.Innocuous;

    /// <summary>Makes the functions known to a connection of the library that <see cref="SqliteLibrary"/> loaded.</summary>
    /// <exception cref="LineageException">There is no memory left.</exception>
    public static void Register(nint database, string path)
    {
        Create(database, path, CosineDistance.Name, &Cosine);
        Create(database, path, EuclideanDistance.Name, &Euclidean);
        Create(database, path, DotDistance.Name, &Dot);
    }

    private static void Create(nint database, string path, string name, delegate* unmanaged[Cdecl]<nint, int, nint*, void> function)
    {
        fixed (byte* text = Encoding.UTF8.GetBytes(name + '\0'))
        {
            var code = SqliteNative.create_function_v2(database, text, 2, Traits, 0, function, 0, 0, 0);
            if (code != SqliteConstants.Ok)
            {
                throw SqliteErrors.Create(code, SqliteLibrary.Utf8(SqliteNative.errmsg(database)), null, "open", path);
            }
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Cosine(nint context, int count, nint* arguments) => Run<CosineDistance>(context, arguments);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Euclidean(nint context, int count, nint* arguments) => Run<EuclideanDistance>(context, arguments);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Dot(nint context, int count, nint* arguments) => Run<DotDistance>(context, arguments);

    private static void Run<TDistance>(nint context, nint* arguments) where TDistance : struct, IVectorDistance
    {
        try
        {
            Answer<TDistance>(context, arguments[0], arguments[1]);
        }
        catch (Exception)
        {
            // Only a lack of memory is left; no exception may reach native code.
            SqliteNative.result_error_nomem(context);
        }
    }

    private static void Answer<TDistance>(nint context, nint first, nint second) where TDistance : struct, IVectorDistance
    {
        // The type before the bytes: asking for these may convert the value.
        var firstType = SqliteNative.value_type(first);
        var secondType = SqliteNative.value_type(second);
        if (firstType == SqliteConstants.TypeNull || secondType == SqliteConstants.TypeNull)
        {
            SqliteNative.result_null(context);
            return;
        }

        if (firstType != SqliteConstants.TypeBlob || secondType != SqliteConstants.TypeBlob)
        {
            Refuse(context, TDistance.Name, firstType != SqliteConstants.TypeBlob ? NotBlob("first", firstType) : NotBlob("second", secondType));
            return;
        }

        var left = Bytes(first);
        var right = Bytes(second);
        if (left.Length != right.Length || left.IsEmpty || left.Length % sizeof(float) != 0)
        {
            Refuse(context, TDistance.Name, Sizes(left.Length, right.Length));
            return;
        }

        var distance = AreFloats(left) && AreFloats(right)
            ? TDistance.Between(MemoryMarshal.Cast<byte, float>(left), MemoryMarshal.Cast<byte, float>(right))
            : double.NaN;
        if (!double.IsFinite(distance))
        {
            distance = TDistance.BetweenWide(new WideSums(left, right));
        }

        if (double.IsFinite(distance))
        {
            SqliteNative.result_double(context, distance);
        }
        else
        {
            Refuse(context, TDistance.Name, NoDistance(left, right));
        }
    }

    // First the bytes, then their number, as https://sqlite.org/c3ref/value_blob.html wants it.
    private static ReadOnlySpan<byte> Bytes(nint value)
    {
        var start = SqliteNative.value_blob(value);
        var length = SqliteNative.value_bytes(value);
        return start == null && length > 0 ? throw new OutOfMemoryException() : new ReadOnlySpan<byte>(start, length);
    }

    /// <summary>True where the stored bytes can be read as floats in place. A part of a blob may begin anywhere, which 32-bit ARM can't load.</summary>
    private static bool AreFloats(ReadOnlySpan<byte> bytes) => BitConverter.IsLittleEndian
        && (X86Base.IsSupported || ArmBase.Arm64.IsSupported || (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(bytes)) % sizeof(float) == 0);

    private static string NotBlob(string place, int type)
    {
        var kind = type switch
        {
            SqliteConstants.TypeInteger => "an integer",
            SqliteConstants.TypeReal => "a real number",
            _ => "text",
        };
        return $"the {place} argument is {kind} and not a blob of 32-bit floats";
    }

    private static string Sizes(int left, int right)
    {
        foreach (var (place, length) in (ReadOnlySpan<(string, int)>)[("first", left), ("second", right)])
        {
            if (length == 0)
            {
                return $"the {place} vector is empty";
            }

            if (length % sizeof(float) != 0)
            {
                return $"the {place} argument has {length} bytes, and a vector of 32-bit floats has a multiple of 4";
            }
        }

        return $"the vectors differ in their dimensions, {left / sizeof(float)} and {right / sizeof(float)}";
    }

    private static string NoDistance(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var sums = new WideSums(left, right);
        return !double.IsFinite(sums.FirstSquares) ? "the first vector holds NaN or infinity"
            : !double.IsFinite(sums.SecondSquares) ? "the second vector holds NaN or infinity"
            : $"the {(sums.FirstSquares == 0 ? "first" : "second")} vector has no direction, all of its elements are 0. Keep such rows out with a CHECK, or leave them out with vector_distance_dot(v, v) < 0";
    }

    private static void Refuse(nint context, string name, string reason)
    {
        var message = Encoding.UTF8.GetBytes($"{name}: {reason}");
        fixed (byte* text = message)
        {
            SqliteNative.result_error(context, text, message.Length);
        }
    }
}
