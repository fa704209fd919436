// The measured side of the instruction gate: what loop.c does, through LineageAot's public API.
//
// usage: LineageAot.InstructionGate <database> create|fill|insert|bulk|rows|find|scan|objects <count>
//   create   an empty database                     fill     the same with <count> rows
//   insert   <count> rows in one unit              bulk     <count> rows by InsertManyAsync with its defaults
//   rows     only makes the <count> row objects that insert and bulk store
//   find     <count> reads by key                  scan     the whole table <count> times
//   objects  only makes <count> objects as find and scan do, out of numbers and UTF-8 bytes

using System.Text;
using LineageAot;
using LineageAot.InstructionGate;

const int TextCount = 1000;
const long Start = 1_700_000_000_000_000;

var question = args[1];
var count = int.Parse(args[2]);
var texts = Enumerable.Range(0, TextCount).Select(i => $"unit-{i:000}").ToArray();
var sum = 0.0;

if (question == "objects")
{
    sum = MakeObjects();
}
else
{
    await using var database = await GateDatabase.OpenAsync(new DatabaseOptions { Path = args[0] });
    switch (question)
    {
        case "create":
            break;
        case "rows":
            sum = MakeRows().Length - count;
            break;
        case "fill":
        case "bulk":
            await database.Readings.InsertManyAsync(MakeRows());
            await VerifyCountAsync(database);
            break;
        case "insert":
            var rows = MakeRows();
            await database.WriteAsync(unit => unit.InsertMany(rows));
            await VerifyCountAsync(database);
            break;
        case "find":
            sum = Find(database.Readings, (uint)await database.Readings.CountAsync());
            break;
        case "scan":
            for (var i = 0; i < count; i++)
            {
                foreach (var reading in database.Readings.All())
                    sum += Fold(reading);
            }

            break;
        default:
            throw new ArgumentException($"There is no question '{question}'.");
    }
}

Console.WriteLine($"{sum:F3}");

SensorReading[] MakeRows()
{
    var made = new SensorReading[count];
    for (var i = 1; i <= made.Length; i++)
        made[i - 1] = new SensorReading(i, i & 63, Start + i, i * 0.5, i * 0.25, texts[i % TextCount]);
    return made;
}

async Task VerifyCountAsync(GateDatabase database)
{
    if (await database.Readings.CountAsync() != count)
        throw new InvalidOperationException("The number of rows is wrong.");
}

double Find(Table<SensorReading> readings, uint rowCount)
{
    var found = 0.0;
    var random = 1u;
    for (var i = 0; i < count; i++)
    {
        random = (random * 1664525) + 1013904223;
        found += Fold(readings.Find(1 + ((random >> 8) % rowCount))!);
    }

    return found;
}

double MakeObjects()
{
    var utf8 = texts.Select(Encoding.UTF8.GetBytes).ToArray();
    var made = 0.0;
    for (var i = 1; i <= count; i++)
        made += Fold(new SensorReading(i, i & 63, Start + i, i * 0.5, i * 0.25, Encoding.UTF8.GetString(utf8[i % TextCount])));
    return made;
}

// What loop.c does with each row; the two programs must agree on the sum.
static double Fold(SensorReading reading)
{
    double sum = reading.Id + reading.Sensor + reading.At - Start;
    sum += reading.Value + reading.Quality;
    return sum + reading.Unit.Length + reading.Unit[^1];
}
