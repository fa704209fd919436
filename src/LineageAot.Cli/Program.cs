using System.CommandLine;
using System.Runtime.InteropServices;
using LineageAot;
using LineageAot.BuildCheck.Assemblies;
using LineageAot.Cli;
using LineageAot.Cli.Commands;
using LineageAot.Cli.Projects;
using LineageAot.Cli.Rendering;

var root = new RootCommand("Remembers what was read, which version, what was made of it, and in which run.")
{
    IngestCommand.Create(),
    RunsCommand.Create(),
    StatsCommand.Create(),
    SourcesCommand.Create(),
    ChunksCommand.Create(),
    ShowCommand.Create(),
    TraceCommand.Create(),
    StaleCommand.Create(),
    ExportCommand.Create(),
    SettingsCommand.Create(),
    CleanCommand.Create(),
    CompletionsCommand.Create(),
    SearchCommand.Create(),
    EmbedCommand.Create(),
    CheckCommand.Create(),
    MigrationsCommand.Create(),
    ScaffoldCommand.Create(),
};

ExamplesHelp.AddTo(root);
var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
    {
        Console.Error.WriteLine(error.Message);
    }

    Console.Error.WriteLine("See `lineage --help`.");
    return ExitCodes.Usage;
}

// The first signal asks the work to stop where it's whole; the second one is the system's.
using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, stop.Token);
}
catch (UsageException error)
{
    Console.Error.WriteLine(error.Message);
    return ExitCodes.Usage;
}
catch (ArgumentOutOfRangeException error)
{
    // A number that the database doesn't have. The parameter's name is nothing for who typed a command.
    Console.Error.WriteLine(error.Message.Split(" (Parameter")[0]);
    return ExitCodes.Usage;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    Console.Error.WriteLine("Stopped on request.");
    return ExitCodes.Failed;
}
catch (Exception error) when (error is BuildFailedException or AssemblyReadException or LineageException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(error.Message);
    return ExitCodes.Failed;
}

void Stop(PosixSignalContext context)
{
    if (!stop.IsCancellationRequested)
    {
        context.Cancel = true;
        stop.Cancel();
    }
}
