namespace LineageAot;

/// <summary>A row that a full-text search found.</summary>
/// <param name="Row">The row.</param>
/// <param name="Score">
/// How well it fits, for comparison within one result: BM25 (https://sqlite.org/fts5.html#the_bm25_function) with its sign turned, so that greater is better. It depends on all the texts of the
/// table, and may be next to 0 for a word that most rows have.
/// </param>
/// <param name="Snippet">The part of the best column around the found words, these between the marks of <see cref="SearchOptions"/>. It is the stored text, with nothing encoded.</param>
/// <typeparam name="T">The record.</typeparam>
public sealed record SearchHit<T>(T Row, double Score, string Snippet);
