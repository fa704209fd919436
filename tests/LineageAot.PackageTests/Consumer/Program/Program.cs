using System.Text;
using Consumer;
using Consumer.Records;
using LineageAot;

var path = args[0];
var checks = 0;

await using (var db = await StationDatabase.OpenAsync(path))
{
    var sensor = await db.Sensors.InsertAsync(new Sensor
    {
        Name = "Kühler \"1\"", State = SensorState.InService, Grade = Grade.High, Price = 12.34m, Exact = 0.1000000000000000000000000001m,
        Placement = new Placement("B'2", [1, 2]), Tags = ["a", "ü"], Position = new float[] { 1, 2, 3.5f }, Firmware = [1, 2, 3], Ticket = Guid.CreateVersion7(),
        Installed = new DateOnly(2026, 2, 28), Alarm = new TimeOnly(6, 30), Symbol = 'ß', Serial = long.MaxValue, Comment = "", Seen = 5,
    });
    var found = await db.Sensors.FindAsync(sensor.Id);
    Check("a row comes back as it was stored", found is not null && Plain(found) == Plain(sensor) && found.Exact == 0.1000000000000000000000000001m && found.Serial == long.MaxValue && found.Symbol == 'ß');
    Check("keys, stamps and versions are given", sensor.Id.Value.Version == 7 && sensor.Version == 1 && sensor.CreatedAt > DateTimeOffset.UnixEpoch && sensor.UpdatedAt == sensor.CreatedAt);
    Check("json, lists, vectors and bytes survive", found!.Placement is { Room: "B'2", Shelf: [1, 2] } && found.Tags is ["a", "ü"] && found.Position!.Value.Span is [1, 2, 3.5f] && found.Firmware!.Value.AsSpan() is [1, 2, 3]);
    Check("vectors are compared in SQL", await db.NearestAsync(new float[] { 1, 5, 7.5f }) is { Distance: 5 } nearest && nearest.Name == sensor.Name);
    Check("defaults and computed columns are SQLite's", found is { Owner: "nobody", Label: "KüHLER \"1\"", Comment: "" });
    Check("finders use unique and indexed columns", db.Sensors.FindByNameAndState("KÜHLER \"1\"".Replace('Ü', 'ü'), SensorState.InService)?.Id == sensor.Id && await CountAsync(db.Sensors.AllByParentAsync(null)) == 1);

    var report = await db.Readings.InsertManyAsync(ReadingsAsync(sensor.Id, 5_000), new BulkOptions { Progress = new Progress<long>() });
    Check("bulk streams and counts", report.Inserted == 5_000 && db.CountReadings() == 5_000);
    var repeat = await db.Readings.InsertManyAsync([new Reading(sensor.Id, 1, 0, default)], new BulkOptions { OnConflict = OnConflict.Ignore });
    Check("bulk leaves existing rows alone", repeat is { Inserted: 0, Ignored: 1 });

    await Task.WhenAll(Enumerable.Range(0, 16).Select(producer => Task.Run(async () =>
    {
        for (var i = 0; i < 20; i++)
        {
            await db.Notices.InsertAsync(new Notice { Text = $"{producer}/{i}" });
        }
    })));
    Check("writes of many producers are all there", await db.Notices.CountAsync() == 320);
    Check("a text is found by its words, whatever stands around them", await db.Notices.SearchAsync("(7/13\" *") is [{ Row.Text: "7/13", Score: > 0, Snippet: "[7/13]" }]);

    var changed = await db.WriteAsync(unit =>
    {
        unit.Insert(new Visit(0, sensor.Id, "Ada"));
        unit.InsertMany([new Visit(0, sensor.Id, "Bob"), new Visit(0, sensor.Id, "Cleo")]);
        unit.Update(sensor with { Comment = "visited" });
        return unit.Table<Visit>().Count();
    });
    Check("a unit is whole and answers", changed == 3 && await CountAsync(db.Visits.AllBySensorAsync(sensor.Id)) == 3);
    var left = await Caught<InvalidOperationException>(async () => await db.WriteAsync(unit =>
    {
        unit.Delete(sensor);
        throw new InvalidOperationException("no");
    }));
    Check("a unit that throws leaves nothing", left is not null && await db.Sensors.ExistsAsync(sensor.Id));

    var stale = await Caught<ConcurrencyException>(async () => await db.Sensors.UpdateAsync(sensor with { Comment = "stale" }));
    Check("a stale row is refused", stale is { RowIsMissing: false });
    Check("a row is changed on the writer", await db.Sensors.UpdateAsync(sensor.Id, row => row with { Comment = "fresh" }) is { Comment: "fresh", Version: 3 });
    var current = (await db.Sensors.FindAsync(sensor.Id))!;
    Check("an upsert says what it did", await db.Sensors.UpsertAsync(current) == UpsertOutcome.Unchanged && await db.Sensors.UpsertAsync(current with { Comment = "again" }) == UpsertOutcome.Updated);

    var numbers = new List<long>();
    await foreach (var reading in db.ReadingsFrom(sensor.Id, 4_990))
    {
        numbers.Add(reading.Number);
    }

    Check("a query streams in order", numbers.SequenceEqual(Enumerable.Range(4_990, 10).Select(number => (long)number)));
    Check("projections and lists of keys", (await db.SummariesAsync()) is [{ Readings: 5_000, Mean: not null }] && (await db.NamesAsync([sensor.Id, default])).Count == 1);
    Check("a command answers with its rows", await db.TrustAsync(SensorState.InService, true) == 1 && (await db.Sensors.FindAsync(sensor.Id))!.IsTrusted);
    var pages = 0;
    for (var page = await db.Readings.PageAsync(2_000); ; page = await db.Readings.PageAsync(2_000, Cursor.Parse(page.Next.ToString())))
    {
        pages += page.Items.Count;
        if (page.Next is null)
        {
            break;
        }
    }

    Check("pages with written-down cursors cover the table once", pages == 5_000);
    await using (var snapshot = await db.BeginSnapshotAsync())
    {
        var before = snapshot.CountReadings();
        await db.Readings.InsertAsync(new Reading(sensor.Id, 9_999, 1, TimeSpan.FromMilliseconds(1), Sha256.Of("x"u8)));
        Check("a snapshot doesn't move", snapshot.CountReadings() == before && db.CountReadings() == before + 1);
    }

    var duplicate = await Caught<ConstraintException>(async () => await db.Sensors.InsertAsync(current with { Id = default }));
    Check("a constraint's error names table and columns", duplicate is { Kind: ConstraintKind.Unique, Table: "sensors" } && duplicate.Columns.Contains("name"));
    var orphan = await Caught<ConstraintException>(async () => await db.Visits.InsertAsync(new Visit(0, new SensorId(Guid.CreateVersion7()), "nobody")));
    Check("an orphan is refused", orphan is { Kind: ConstraintKind.ForeignKey });
    var tampered = await Caught<ConstraintException>(async () => await db.TamperAsync());
    Check("rows of an immutable table stay", tampered is { Kind: ConstraintKind.Trigger });
    var nan = await Caught<InvalidValueException>(async () => await db.Readings.InsertAsync(new Reading(sensor.Id, 10_000, double.NaN, default)));
    var serial = await Caught<InvalidValueException>(async () => await db.Sensors.InsertAsync(new Sensor { Name = "n", Serial = ulong.MaxValue }));
    var surrogate = await Caught<InvalidValueException>(async () => await db.Notices.InsertAsync(new Notice { Text = "\ud800" }));
    var own = await Caught<InvalidValueException>(async () => await db.Sensors.InsertAsync(new Sensor { Name = "forbidden" }));
    Check("values that would change are refused", nan is { Column: "value" } && serial is { Column: "serial" } && surrogate is { Column: "text" } && own is { Column: "name" });

    var second = await db.Notices.InsertAsync(new Notice { Text = "last", Payload = [] });
    await db.Notices.DeleteAsync(second.Position);
    Check("a position isn't given twice", (await db.Notices.InsertAsync(new Notice { Text = "next" })).Position == second.Position + 1);
#if LENDS_CONNECTIONS
    await using (var connection = db.OpenConnection())
    await using (var command = connection.CreateCommand())
    {
        command.CommandText = "select count(*) from notice";
        Check("a lent connection reads", (long)(await command.ExecuteScalarAsync())! == 321);
    }
#endif

    var health = await db.CheckHealthAsync();
    Check("the database is well", health is { IsHealthy: true, SchemaState: SchemaState.Current } && (await db.CheckIntegrityAsync()).IsSound);
    await db.BackupAsync(path + ".bak");
    await db.Sensors.DeleteAsync(sensor.Id);
    Check("a deleted row takes its rows with it", db.CountReadings() == 0 && await db.Visits.CountAsync() == 0);
}

await using (var copy = await StationDatabase.OpenAsync(new DatabaseOptions { Path = path + ".bak", Access = DatabaseAccess.ReadOnly }))
{
    Check("a backup holds what was there", copy.CountReadings() == 5_001);
    Check("a reader can't write", await Caught<DatabaseReadOnlyException>(async () => await copy.Notices.InsertAsync(new Notice { Text = "n" })) is not null);
}

await File.WriteAllTextAsync(path + ".txt", "This is not a database, and long enough to have a header of another kind. " + new string('x', 200), Encoding.UTF8);
Check("another file is refused", await Caught<DatabaseCorruptException>(async () => await StationDatabase.OpenAsync(path + ".txt")) is not null);

await using (var ledger = await LedgerDatabase.OpenAsync(path + ".ledger"))
{
    Check("embedded migrations make the tables and keep the rows", await ledger.Entries.FindAsync(1) is { Text: "seed", Amount: 12 });
}

await using (var ledger = await LedgerDatabase.OpenAsync(new DatabaseOptions { Path = path + ".ledger", Migrations = MigrationMode.Verify }))
{
    Check("a migrated file has nothing left to do", await ledger.Entries.CountAsync() == 1);
}

Console.WriteLine($"{checks} checks hold");

void Check(string what, bool holds)
{
    checks++;
    Console.WriteLine($"{(holds ? "holds" : "FAILS")}: {what}");
    if (!holds)
    {
        Environment.Exit(1);
    }
}

// What records compare by value; arrays and memory compare by reference. Computed and ignored columns are filled in by reading alone.
static Sensor Plain(Sensor row) => row with { Placement = null, Tags = [], Position = null, Firmware = null, Owner = null, Label = "", Seen = 0 };

static async Task<TException?> Caught<TException>(Func<Task> act) where TException : Exception
{
    try
    {
        await act();
        return null;
    }
    catch (TException e)
    {
        return e;
    }
}

static async Task<int> CountAsync<T>(IAsyncEnumerable<T> rows)
{
    var count = 0;
    await foreach (var row in rows)
    {
        count++;
    }

    return count;
}

static async IAsyncEnumerable<Reading> ReadingsAsync(SensorId sensor, int count)
{
    for (var i = 0; i < count; i++)
    {
        if (i % 1_000 == 0)
        {
            await Task.Yield();
        }

        yield return new Reading(sensor, i, i / 2.0, TimeSpan.FromMicroseconds(i));
    }
}
