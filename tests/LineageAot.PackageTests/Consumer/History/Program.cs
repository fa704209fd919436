using History;

Console.WriteLine(await Releases.RunAsync(args[0]) ? "holds: ten versions and back" : "FAILS: ten versions and back");
