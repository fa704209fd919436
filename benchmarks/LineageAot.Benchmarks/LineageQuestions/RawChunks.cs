using LineageAot.Benchmarks.Peers;
using LineageAot.Benchmarks.Running;
using LineageAot.Lineage;

namespace LineageAot.Benchmarks.LineageQuestions;

/// <summary>What a careful programmer writes by hand to store a set's chunks: the same rows into the same table, texts, hashes and keys made on the way as the store makes them.</summary>
internal static class RawChunks
{
    // The store's own unit.
    private const int RowsATransaction = 1000;

    private const string InsertSql = "insert into chunks (id, workspace_id, chunk_set_id, ordinal, chunk_hash, text, created_at) values (?, ?, ?, ?, ?, ?, ?)";

    public static void Write(RawConnection connection, WorkspaceId workspace, ChunkSetId set, int count)
    {
        using var insert = connection.Prepare(InsertSql);
        using var begin = connection.Prepare("begin immediate");
        using var commit = connection.Prepare("commit");
        var now = (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        for (var i = 0; i < count; i++)
        {
            if (i % RowsATransaction == 0)
                begin.Run();
            var text = LineageStores.TextOf(0, i);
            var hash = Sha256.OfText(text);
            insert.Bind(1, ChunkIds.Derive(set, i, hash).Value);
            insert.Bind(2, workspace.Value);
            insert.Bind(3, set.Value);
            insert.Bind(4, i);
            insert.Bind(5, hash);
            insert.Bind(6, text);
            insert.Bind(7, now);
            insert.Run();
            if ((i + 1) % RowsATransaction == 0 || i + 1 == count)
                commit.Run();
        }
    }
}
