using LineageAot.Benchmarks.Model;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace LineageAot.Benchmarks.Peers;

/// <summary>A reading as EF Core's users write it.</summary>
internal sealed class ReadingEntity
{
    public long Id { get; set; }

    public long Sensor { get; set; }

    public long At { get; set; }

    public double Value { get; set; }

    public double Quality { get; set; }

    public required string Unit { get; set; }

    public static ReadingEntity From(SensorReading row) => new() { Id = row.Id, Sensor = row.Sensor, At = row.At, Value = row.Value, Quality = row.Quality, Unit = row.Unit };

    public double Fold() => Id + Sensor + (At % 1000) + Value + Quality + Unit.Length + Unit[^1];
}

/// <summary>EF Core over the same tables.</summary>
internal sealed class ReadingContext(SqliteConnection connection) : DbContext
{
    public static readonly Func<ReadingContext, long, ReadingEntity?> FindCompiled =
        EF.CompileQuery((ReadingContext context, long id) => context.Readings.AsNoTracking().SingleOrDefault(row => row.Id == id));

    public DbSet<ReadingEntity> Readings => Set<ReadingEntity>();

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseSqlite(connection);

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<ReadingEntity>(entity =>
    {
        entity.ToTable("readings").HasKey(row => row.Id);
        entity.Property(row => row.Id).HasColumnName("id").ValueGeneratedNever();
        entity.Property(row => row.Sensor).HasColumnName("sensor");
        entity.Property(row => row.At).HasColumnName("at");
        entity.Property(row => row.Value).HasColumnName("value");
        entity.Property(row => row.Quality).HasColumnName("quality");
        entity.Property(row => row.Unit).HasColumnName("unit");
    });
}
