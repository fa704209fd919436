using LineageAot.Benchmarks.Model;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace LineageAot.Benchmarks.Peers;

/// <summary>A chunk as a peer's user declares it.</summary>
internal sealed class ChunkEntity<TId, THash>
{
    public required TId Id { get; set; }

    public required TId DocumentId { get; set; }

    public required int Ordinal { get; set; }

    public required string Text { get; set; }

    public required THash TextSha256 { get; set; }

    public required int TokenCount { get; set; }
}

/// <summary>How identifiers and hashes are stored.</summary>
/// <param name="IdType">The type of an identifier's parameter.</param>
/// <param name="HashType">The type of a hash's parameter.</param>
/// <param name="Id">What an identifier is for the peer.</param>
/// <param name="Hash">What a hash is for the peer.</param>
internal sealed record ChunkStorage<TId, THash>(SqliteType IdType, SqliteType HashType, Func<Guid, TId> Id, Func<Sha256, THash> Hash)
    where TId : notnull
    where THash : notnull
{
    /// <summary>The table as LineageAot's, with the types of this storage.</summary>
    public string Ddl =>
        $"create table chunks (id {IdType} not null primary key, document_id {IdType} not null, ordinal integer not null, text text not null, text_sha256 {HashType} not null, token_count integer not null);"
        + "create unique index uq_chunks_document_id_ordinal on chunks (document_id, ordinal);"
        + "create index ix_chunks_text_sha256 on chunks (text_sha256);";

    public ChunkEntity<TId, THash> ToEntity(Chunk row) => new()
    {
        Id = Id(row.Id),
        DocumentId = Id(row.DocumentId),
        Ordinal = row.Ordinal,
        Text = row.Text,
        TextSha256 = Hash(row.TextSha256),
        TokenCount = row.TokenCount,
    };
}

/// <summary>The ways in which the peers store chunks.</summary>
internal static class ChunkStorage
{
    /// <summary>As LineageAot does.</summary>
    public static ChunkStorage<byte[], byte[]> Binary { get; } = new(SqliteType.Blob, SqliteType.Blob, static id => id.ToByteArray(bigEndian: true), static hash => hash.ToByteArray());

    /// <summary>All as text, which is what most schemas for SQLite have.</summary>
    public static ChunkStorage<string, string> Text { get; } = new(SqliteType.Text, SqliteType.Text, static id => id.ToString(), static hash => hash.ToString());

    /// <summary>What the peers make of a <see cref="Guid"/> (text) and of bytes (a blob) when nobody says otherwise.</summary>
    public static ChunkStorage<Guid, byte[]> Default { get; } = new(SqliteType.Text, SqliteType.Blob, static id => id, static hash => hash.ToByteArray());
}

/// <summary>EF Core over chunks.</summary>
internal sealed class ChunkContext<TId, THash>(SqliteConnection connection) : DbContext
{
    public DbSet<ChunkEntity<TId, THash>> Chunks => Set<ChunkEntity<TId, THash>>();

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseSqlite(connection);

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<ChunkEntity<TId, THash>>(entity =>
    {
        entity.ToTable("chunks").HasKey(row => row.Id);
        entity.Property(row => row.Id).HasColumnName("id").ValueGeneratedNever();
        entity.Property(row => row.DocumentId).HasColumnName("document_id");
        entity.Property(row => row.Ordinal).HasColumnName("ordinal");
        entity.Property(row => row.Text).HasColumnName("text");
        entity.Property(row => row.TextSha256).HasColumnName("text_sha256");
        entity.Property(row => row.TokenCount).HasColumnName("token_count");
    });
}
