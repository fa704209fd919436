using LineageAot.Schema;

namespace LineageAot.Reading;

/// <summary>A query that runs each time it's enumerated, on threads of the reader pool, a few batches ahead of its consumer.</summary>
internal sealed class RowStream<T, TDecoder, TParameters>(ReadSource source, SqlStatement statement, TableSchema? table, TParameters parameters, CancellationToken cancellationToken) : IAsyncEnumerable<T>
    where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellation = default)
    {
        var linked = cancellationToken.CanBeCanceled && cancellation.CanBeCanceled && cancellationToken != cancellation
            ? CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, cancellation)
            : null;
        var token = linked?.Token ?? (cancellation.CanBeCanceled ? cancellation : cancellationToken);
        return new RowStreamEnumerator<T, TDecoder, TParameters>(source, statement, table, parameters, linked, token);
    }
}
