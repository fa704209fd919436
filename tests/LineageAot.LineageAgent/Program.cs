using LineageAot.LineageAgent;
using LineageAot.LineageAgent.Checks;
using LineageAot.LineageAgent.Operations;

// An agent over a folder of texts, for the tests of faults: a whole scenario, or one operation at a time, so that it can be killed midway. Several commands with a "then" between them are done in one process, until one fails.
for (var first = 0; ;)
{
    var end = Array.IndexOf(args, "then", first);
    string[] command = args[first..(end < 0 ? args.Length : end)];
    var code = await DoAsync(command);
    if (code != 0 || end < 0)
    {
        if (code != 0 && args.Length > command.Length)
        {
            Console.WriteLine("failed at: " + string.Join(' ', command));
        }

        return code;
    }

    first = end + 1;
}

static async Task<int> DoAsync(string[] command)
{
    switch (command)
    {
        case ["operations"]:
            Console.WriteLine(string.Join('\n', Catalogue.All.Select(static operation => operation.Name)));
            return 0;
        case ["file-operations"]:
            Console.WriteLine(string.Join('\n', Catalogue.OfFiles.Select(static operation => operation.Name)));
            return 0;
        case ["scenario", var folder, var path]:
            return await new Scenario(folder, path).RunAsync();
        case ["prepare", var name, var folder, var path]:
            await Catalogue.Find(name).PrepareAsync(folder, path);
            return 0;
        case ["do", var name, var folder, var path]:
            await Catalogue.Find(name).DoAsync(folder, path);
            return 0;
        case ["finish", var name, var folder, var path, var dump]:
            await Catalogue.Find(name).DoAsync(folder, path);
            return await Report.WriteAsync(path, dump);
        case ["write", var path, var durability, .. var rest]:
            await Writing.RunAsync(path, durability, isEarly: rest is ["--early"]);
            return 0;
        case ["check", var path]:
            return await Report.WriteAsync(path, null);
        default:
            Console.Error.WriteLine(
                "usage: operations | file-operations | scenario FOLDER STORE | prepare|do OPERATION FOLDER STORE | finish OPERATION FOLDER STORE DUMP | check STORE | write STORE Normal|Full [--early], more of them behind a 'then'");
            return 2;
    }
}
