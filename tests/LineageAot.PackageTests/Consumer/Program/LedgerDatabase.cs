using LineageAot;

namespace Consumer;

/// <summary>A record whose table grew in two migrations; the second one makes it anew.</summary>
[Table("entries")]
public sealed partial record Entry
{
    [Key] public required long Id { get; init; }
    public required string Text { get; init; }
    public long Amount { get; init; }
}

[Database(Migrations = "ledger")]
public sealed partial class LedgerDatabase : LineageDatabase
{
    public partial Table<Entry> Entries { get; }
}
