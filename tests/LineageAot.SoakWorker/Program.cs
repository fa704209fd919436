using LineageAot.SoakWorker;
using LineageAot.SoakWorker.Checks;
using LineageAot.SoakWorker.Driving;
using LineageAot.SoakWorker.Load;

// A worker under load, and a driver that kills it, stops it, restores its backups, and at the end looks for all that was acknowledged; that last look can be had again.
switch (args)
{
    case ["work", var root, .. var rest]:
        return await Worker.RunAsync(new SoakFolder(root), rest.Contains(DriveOptions.Split), rest.Contains(Liar.Option));
    case ["look", var root]:
        var reckoning = new FinalReckoning(new SoakFolder(root));
        await reckoning.RunAsync();
        Console.WriteLine(FormattableString.Invariant($"{reckoning.Events} events and {reckoning.Rows} rows were acknowledged: {reckoning.Findings.Found} found, {reckoning.Findings.Taken} taken by retention, {reckoning.Findings.Lost} lost"));
        Console.WriteLine(string.Join('\n', reckoning.Wrong));
        return reckoning.Wrong.Count == 0 ? 0 : 1;
    case ["drive", var minutes, var root, .. var rest] when DriveOptions.TryParse(minutes, root, rest) is { } options:
        return await new SoakDriver(options).RunAsync();
    default:
        Console.Error.WriteLine("usage: drive MINUTES FOLDER [--seed N] [--lifetime SECONDS SECONDS] [--tool LINEAGE] [--split] [--break lose-one] | look FOLDER | work FOLDER [--split] [--break lose-one]");
        return 2;
}
