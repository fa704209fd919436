using System.Runtime.InteropServices;
using LineageAot.Cli;
using LineageAot.Cli.Commands;

// The first signal asks the work to stop where it's whole; the second one is the system's.
using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await CommandRun.RunAsync(LineageCommands.Create(TimeProvider.System), args, Console.Out, Console.Error, stop.Token);

void Stop(PosixSignalContext context)
{
    if (!stop.IsCancellationRequested)
    {
        context.Cancel = true;
        stop.Cancel();
    }
}
