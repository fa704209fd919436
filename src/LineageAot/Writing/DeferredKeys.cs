using LineageAot.Schema;

namespace LineageAot.Writing;

/// <summary>Deferred foreign keys are checked at the end of each request, so that one caller's violation doesn't fail everybody's commit.</summary>
internal static class DeferredKeys
{
    /// <summary>True if some table has one: then every request runs in a savepoint and is checked.</summary>
    public static bool Exist(DatabaseSchema schema) => schema.AllTables().Any(table => table.ForeignKeys.Any(key => key.IsDeferred));

    public static ConstraintException Violation(WriteRequest request) => new(
        request.NeedsSavepoint
            ? "The unit ends with a deferred foreign key that points at a missing row. Insert the parent inside the same unit."
            : "The write leaves a deferred foreign key that points at a missing row. Insert the parent first, or write both in one unit.")
    {
        Kind = ConstraintKind.ForeignKey,
        SqliteErrorCode = 787,
        Operation = "write",
    };
}
