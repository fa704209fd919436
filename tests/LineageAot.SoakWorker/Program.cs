using LineageAot.SoakWorker;
using LineageAot.SoakWorker.Driving;
using LineageAot.SoakWorker.Load;

// A worker under load, and a driver that kills it, stops it, restores its backups, and at the end looks for all that was acknowledged.
switch (args)
{
    case ["work", var root, .. var rest]:
        return await Worker.RunAsync(new SoakFolder(root), rest is ["--break", Liar.Option]);
    case ["drive", var minutes, var root, .. var rest] when DriveOptions.TryParse(minutes, root, rest) is { } options:
        return await new SoakDriver(options).RunAsync();
    default:
        Console.Error.WriteLine("usage: drive MINUTES FOLDER [--seed N] [--lifetime SECONDS SECONDS] [--tool LINEAGE] [--break lose-one] | work FOLDER [--break lose-one]");
        return 2;
}
