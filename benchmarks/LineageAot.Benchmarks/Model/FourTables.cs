namespace LineageAot.Benchmarks.Model;

[Table]
internal sealed partial record Site([property: Key] Guid Id, string Name);

[Table]
[Index(nameof(SiteId))]
internal sealed partial record Machine([property: Key] Guid Id, [property: References(typeof(Site))] Guid SiteId, string Name, DateTimeOffset Built);

[Table]
[Index(nameof(MachineId))]
internal sealed partial record Alarm([property: Key(Generated = true)] long Id, [property: References(typeof(Machine))] Guid MachineId, string Text, bool Closed);

[Table]
internal sealed partial record Setting([property: Key] string Name, string? Value);

/// <summary>A small program's database.</summary>
[Database]
internal sealed partial class FourTablesDatabase : LineageDatabase
{
    public partial Table<Site> Sites { get; }

    public partial Table<Machine> Machines { get; }

    public partial Table<Alarm> Alarms { get; }

    public partial Table<Setting> Settings { get; }
}
