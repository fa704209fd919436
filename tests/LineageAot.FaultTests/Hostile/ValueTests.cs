using System.Globalization;
using LineageAot.FaultTests.Hostile.Values;
using LineageAot.Schema;
using Xunit.Abstractions;

namespace LineageAot.FaultTests.Hostile;

/// <summary>
/// A value comes back as it was written, or as <see cref="AllowedChange"/> says, or it's refused: every type, by every path. <c>LINEAGEAOT_VALUES</c> (20,000) and <c>LINEAGEAOT_SEED</c> say how many and which.
/// </summary>
public sealed class ValueTests(ITestOutputHelper output)
{
    private const int Records = 4;

    [Fact]
    public Task Values_of_each_type_come_back_or_are_refused() => OnEachAsync(new Draws(new Random(HostileSettings.Seed)), HostileSettings.Values);

    [Fact]
    public Task Long_values_come_back() => OnEachAsync(new LongDraws(new Random(HostileSettings.Seed)), 600, batch: 4);

    [Fact]
    public Task A_number_that_is_one_off_is_noticed() => ShouldBeNoticedAsync(static db => db.MeddleWithNumbersAsync(), "present 77, scan: i64");

    [Fact]
    public Task A_text_with_one_character_more_is_noticed() => ShouldBeNoticedAsync(static db => db.MeddleWithTextsAsync(), "present 77, scan: text");

    [Fact]
    public Task A_value_that_is_gone_is_noticed() => ShouldBeNoticedAsync(static db => db.MeddleWithAbsenceAsync(), "scan: f64");

    [Fact]
    public Task A_time_that_is_a_second_off_is_noticed() => ShouldBeNoticedAsync(static db => db.MeddleWithTimesAsync(), "formed 77, scan: utc_seconds");

    private async Task OnEachAsync(Draws draws, int values, Func<ValueDatabase, ValueTask<int>>? meddle = null, int batch = 400)
    {
        await using var database = await ValueDatabase.OpenTemporaryAsync();
        var (came, refused, others) = (0L, 0L, 0L);
        await RunAsync(database.Present, ReadPaths.OfPresent);
        await RunAsync(database.Absent, ReadPaths.OfAbsent);
        await RunAsync(database.Formed, ReadPaths.OfFormed);
        await RunAsync(database.FormedOrAbsent, ReadPaths.OfFormedOrAbsent);
        (await database.CheckIntegrityAsync()).IsSound.ShouldBeTrue();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"values: {came:N0} came back, {refused:N0} rows refused, {others:N0} rows read by another path too, seed {HostileSettings.Seed}"));

        async Task RunAsync<T>(Table<T> table, (string Name, Func<ValueDatabase, T, ValueTask<T?>> Read)[] reads) where T : class, IRow<T>, IValueRow<T>
        {
            var trips = new ValueTrips<T>(table, draws, reads);
            await trips.RunAsync(values / Records, meddle is null ? null : async () => await meddle(database), batch);
            (came, refused, others) = (came + trips.Values, refused + trips.Refused, others + trips.OtherReads);
        }
    }

    private async Task ShouldBeNoticedAsync(Func<ValueDatabase, ValueTask<int>> meddle, string where)
    {
        var noticed = await Should.ThrowAsync<ChangedValueException>(() => OnEachAsync(new Draws(new Random(HostileSettings.Seed), refusedOneIn: 0), 20_000, meddle));
        noticed.Message.ShouldContain(where);
        output.WriteLine(noticed.Message);
    }
}
