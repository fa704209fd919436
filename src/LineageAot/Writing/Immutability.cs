using LineageAot.Schema;

namespace LineageAot.Writing;

/// <summary>Refuses changes of append-only tables before the trigger does, with a sentence.</summary>
internal static class Immutability
{
    public static void Refuse<T>(string operation) where T : IRow<T>
    {
        if (T.Schema.IsImmutable)
        {
            throw new NotSupportedException($"Table '{T.Schema.Name}' is [Immutable]: its rows are inserted and never changed, so there is no {operation}. Insert a new row instead.");
        }
    }
}
