namespace LineageAot.Sqlite;

/// <summary>What a statement reads and writes, as the authorizer heard while it was prepared.</summary>
/// <param name="Read">The tables and views that it reads, those inside views, subqueries and triggers included.</param>
/// <param name="Written">The table that it writes itself, then those that triggers and foreign keys write on its behalf; empty for a query.</param>
/// <param name="WrittenByTriggers">Of these, the ones that triggers of the schema write.</param>
internal readonly record struct ObservedTables(string[] Read, string[] Written, string[] WrittenByTriggers);
