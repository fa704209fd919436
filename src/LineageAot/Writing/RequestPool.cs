using System.Collections.Concurrent;

namespace LineageAot.Writing;

/// <summary>Keeps finished requests of one type for their next use, so that a write allocates nothing in the steady state.</summary>
/// <typeparam name="TRequest">The request type.</typeparam>
internal static class RequestPool<TRequest> where TRequest : WriteRequest, new()
{
    private const int MostKept = 1024;

    private static readonly ConcurrentQueue<TRequest> Kept = new();
    private static int count;

    public static TRequest Rent()
    {
        if (Kept.TryDequeue(out var request))
        {
            Interlocked.Decrement(ref count);
            return request;
        }

        return new TRequest();
    }

    public static void Return(TRequest request)
    {
        if (Interlocked.Increment(ref count) <= MostKept)
        {
            Kept.Enqueue(request);
        }
        else
        {
            Interlocked.Decrement(ref count);
        }
    }
}
