// A small agent as a native binary: its size and the time from its start to its first committed row are measured by the question NativeAotAgent.
// usage: LineageAot.NativeAgent <database> <ticks of the monotonic clock when it was started>

using System.Diagnostics;
using System.Globalization;
using LineageAot;
using LineageAot.NativeAgent;

await using var database = await AgentDatabase.OpenAsync(new DatabaseOptions { Path = args[0] });
await database.Measurements.InsertAsync(new Measurement { Sensor = "first", Value = 1 });
var elapsed = Stopwatch.GetElapsedTime(long.Parse(args[1], CultureInfo.InvariantCulture));
Console.WriteLine(elapsed.TotalMilliseconds.ToString("F3", CultureInfo.InvariantCulture));
