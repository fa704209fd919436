using System.Collections;
using System.Runtime.ExceptionServices;
using LineageAot.Schema;

namespace LineageAot.Reading;

/// <summary>A query that runs each time it's enumerated, on the caller's thread.</summary>
internal sealed class RowSequence<T, TDecoder, TParameters>(ReadSource source, SqlStatement statement, TableSchema? table, TParameters parameters) : IEnumerable<T>
    where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters
{
    public IEnumerator<T> GetEnumerator() => new Enumerator(new StatementRows<T, TDecoder, TParameters>(source, statement, table, parameters, Enumerator.MaxRows));

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private sealed class Enumerator(StatementRows<T, TDecoder, TParameters> rows) : IEnumerator<T>
    {
        public const int MaxRows = 128;

        private T[] batch = [];
        private int count;
        private int position = -1;
        private bool isEnded;
        private Exception? failure;

        public T Current => batch[position];

        object? IEnumerator.Current => Current;

        public bool MoveNext()
        {
            if (++position < count)
            {
                return true;
            }

            return NextBatch();
        }

        public void Reset() => throw new NotSupportedException("A query can't be rewound. Enumerate the sequence again.");

        public void Dispose()
        {
            isEnded = true;
            failure = null;
            rows.Close();
        }

        private bool NextBatch()
        {
            position = 0;
            count = 0;
            if (failure is not null)
            {
                ExceptionDispatchInfo.Throw(failure);
            }

            if (isEnded)
            {
                return false;
            }

            try
            {
                isEnded = !rows.Fill(ref batch, null, CancellationToken.None, out count);
            }
            catch (Exception e)
            {
                isEnded = true;
                if (count == 0)
                {
                    rows.Close();
                    throw;
                }

                // The rows before it come first.
                failure = e;
            }

            if (isEnded)
            {
                rows.Close();
            }

            return count > 0;
        }
    }
}
