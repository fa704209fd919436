namespace LineageAot;

/// <summary>A page of rows and the way to the next one.</summary>
/// <param name="Items">The rows.</param>
/// <param name="Next">Where the next page starts, or null after the last one.</param>
/// <typeparam name="T">The record; of a query also a scalar.</typeparam>
public sealed record Page<T>(IReadOnlyList<T> Items, Cursor? Next);
