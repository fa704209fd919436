using Consumer.Records;
using LineageAot;

namespace Consumer;

/// <summary>A record of this project's own: the generator came through the project of the records.</summary>
[Table]
public sealed partial record Visit([property: Key(Generated = true)] long Id, [property: References(typeof(Sensor), OnDelete = ReferenceAction.Cascade), Index] SensorId Sensor, string Who);

[Row] public readonly partial record struct SensorSummary(string Name, long Readings, double? Mean);

[Row] public readonly partial record struct Nearby(string Name, double Distance);

[Database]
public sealed partial class StationDatabase : LineageDatabase
{
    public partial Table<Sensor> Sensors { get; }
    public partial Table<Reading> Readings { get; }
    public partial Table<Notice> Notices { get; }
    public partial Table<Visit> Visits { get; }

    [Query("select name, vector_distance_l2(position, @to) as distance from sensors where position is not null order by distance limit 1", AllowScan = true)]
    public partial ValueTask<Nearby?> NearestAsync(ReadOnlyMemory<float> to);

    [Query("select * from readings where sensor = @sensor and number >= @from order by number")]
    public partial IAsyncEnumerable<Reading> ReadingsFrom(SensorId sensor, long from = 0, CancellationToken cancellationToken = default);

    [Query("""
        select s.name, count(r.number) as readings, avg(r.value) as mean
        from sensors s left join readings r on r.sensor = s.id
        group by s.id order by s.name
        """, AllowScan = true)]
    public partial ValueTask<IReadOnlyList<SensorSummary>> SummariesAsync(CancellationToken cancellationToken = default);

    [Query("select name from sensors where id in (@ids) order by name")]
    public partial ValueTask<IReadOnlyList<string>> NamesAsync(IReadOnlyList<SensorId> ids);

    [Query("select count(*) from readings")]
    public partial long CountReadings();

    [Command("update sensors set is_trusted = @trusted, version = version + 1 where state = @state", AllowScan = true)]
    public partial ValueTask<int> TrustAsync(SensorState state, bool trusted);

    [Command("update readings set value = 0")]
    public partial ValueTask<int> TamperAsync();
}
