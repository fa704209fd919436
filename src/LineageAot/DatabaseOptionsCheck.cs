using System.Numerics;
using System.Runtime.CompilerServices;

namespace LineageAot;

/// <summary>Refuses options out of their ranges, by name.</summary>
internal static class DatabaseOptionsCheck
{
    public static void Check(DatabaseOptions options)
    {
        Enum(options.Access is DatabaseAccess.ReadWrite or DatabaseAccess.ReadOnly, options.Access);
        Enum(options.Durability is Durability.Normal or Durability.Full, options.Durability);
        Enum(options.Migrations is MigrationMode.Apply or MigrationMode.Verify or MigrationMode.None, options.Migrations);
        Enum(options.Profile is Profile.Standard or Profile.Small, options.Profile);
        Range(options.BusyTimeout, TimeSpan.Zero, TimeSpan.FromHours(1));
        Range(options.MaxBatchRows, 1, 1_000_000);
        Range(options.MaxBatchBytes, 4096, 1L << 30);
        Range(options.MaxBatchDelay, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Range(options.QueueRows, 1, 10_000_000);
        Range(options.QueueBytes, 4096, 4L << 30);
        Range(options.CheckpointPages, 100, 10_000_000);
        Range(options.Readers, 1, 64);
        Range(options.MaxReaders, options.Readers, 1024);
        Range(options.WriterCacheKibibytes, 64, 16_777_216);
        Range(options.ReaderCacheKibibytes, 64, 16_777_216);
        Range(options.MmapSize, 0, long.MaxValue);
        Range(options.JournalSizeLimit, 0, long.MaxValue);
        PositiveOrInfinite(options.DrainTimeout);
        PositiveOrInfinite(options.MaxReadAge);
        if (options.PageSize is < 512 or > 65_536 || !BitOperations.IsPow2(options.PageSize))
        {
            throw new ConfigurationException($"PageSize is {options.PageSize}, and must be a power of two from 512 to 65536.") { Operation = "open" };
        }

        NotNull(options.LoggerFactory);
        NotNull(options.TimeProvider);
    }

    private static void Range<T>(T value, T smallest, T largest, [CallerArgumentExpression(nameof(value))] string name = "") where T : IComparable<T>
    {
        if (value.CompareTo(smallest) < 0 || value.CompareTo(largest) > 0)
        {
            throw new ConfigurationException($"{Short(name)} is {value}, and must be from {smallest} to {largest}.") { Operation = "open" };
        }
    }

    private static void PositiveOrInfinite(TimeSpan value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (value <= TimeSpan.Zero && value != Timeout.InfiniteTimeSpan)
        {
            throw new ConfigurationException($"{Short(name)} is {value}, and must be positive or Timeout.InfiniteTimeSpan.") { Operation = "open" };
        }
    }

    private static void Enum<T>(bool isKnown, T value, [CallerArgumentExpression(nameof(value))] string name = "") where T : struct, Enum
    {
        if (!isKnown)
        {
            throw new ConfigurationException($"{Short(name)} is {value}, which isn't one of its values.") { Operation = "open" };
        }
    }

    private static void NotNull(object? value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (value is null)
        {
            throw new ConfigurationException($"{Short(name)} is null. Leave it out for the default.") { Operation = "open" };
        }
    }

    private static string Short(string expression) => expression[(expression.IndexOf('.') + 1)..];
}
