using LineageAot.Benchmarks.Model;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace LineageAot.Benchmarks.Peers;

/// <summary>EF Core over measurements. The query makes the same objects as the other contenders, and none of the entity.</summary>
internal sealed class MeasurementContext(SqliteConnection connection) : DbContext
{
    public static readonly Func<MeasurementContext, long, long, IEnumerable<MeasuredValue>> SinceCompiled =
        EF.CompileQuery((MeasurementContext context, long sensor, long since) => context.Measurements
            .Where(row => row.Sensor == sensor && row.At >= since)
            .OrderBy(row => row.At)
            .Take(MeasurementRows.RowsACall)
            .Select(row => new MeasuredValue(row.Id, row.At, row.Value, row.Quality, row.Unit)));

    public DbSet<Measurement> Measurements => Set<Measurement>();

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseSqlite(connection);

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Measurement>(entity =>
    {
        entity.ToTable("measurements").HasKey(row => row.Id);
        entity.Property(row => row.Id).HasColumnName("id").ValueGeneratedNever();
        entity.Property(row => row.Sensor).HasColumnName("sensor");
        entity.Property(row => row.At).HasColumnName("at");
        entity.Property(row => row.Value).HasColumnName("value");
        entity.Property(row => row.Quality).HasColumnName("quality");
        entity.Property(row => row.Unit).HasColumnName("unit");
    });
}
