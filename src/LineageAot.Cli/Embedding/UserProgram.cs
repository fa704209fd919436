using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Threading.Channels;

namespace LineageAot.Cli.Embedding;

/// <summary>
/// The user's program: lines go to its input and answers come from its output, each at its own pace, so that neither side waits for the other to empty a pipe. What it writes to its error
/// output goes to ours.
/// </summary>
internal sealed class UserProgram : IAsyncDisposable
{
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    private readonly Process process;
    private readonly Channel<string> input = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Channel<ProgramAnswer> answers = Channel.CreateBounded<ProgramAnswer>(4096);
    private readonly CancellationTokenSource ended = new();

    private UserProgram(Process process)
    {
        this.process = process;
        _ = WriteAsync();
        _ = ReadAsync();
    }

    /// <summary>What it answers; completed at the end of its output, with a <see cref="ProgramException"/> at what is no answer.</summary>
    public ChannelReader<ProgramAnswer> Answers => answers.Reader;

    /// <exception cref="ProgramException">It can't be started.</exception>
    public static UserProgram Start(IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = Utf8,
            StandardOutputEncoding = Utf8,
            UseShellExecute = false,
        };
        try
        {
            return new UserProgram(Process.Start(start)!);
        }
        catch (Win32Exception error)
        {
            throw new ProgramException($"The program '{command[0]}' can't be started: {error.Message}");
        }
    }

    /// <summary>Puts a line on its way; it doesn't wait for the program to read it.</summary>
    public void Send(string line) => input.Writer.TryWrite(line);

    /// <summary>Closes its input behind what was sent.</summary>
    public void CloseInput() => input.Writer.TryComplete();

    /// <summary>Waits for its end.</summary>
    /// <exception cref="ProgramException">It doesn't end, or ends with an error.</exception>
    public async Task WaitForEndAsync(TimeSpan timeout)
    {
        using var limit = new CancellationTokenSource(timeout);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw new ProgramException($"The program answered everything and didn't end within {timeout.TotalSeconds:0.###} s after its input was closed: it was ended.");
        }

        if (process.ExitCode != 0)
        {
            throw new ProgramException($"The program ended with exit code {process.ExitCode}.");
        }
    }

    /// <summary>How it ended, for a message; null while it goes on.</summary>
    public async Task<string> DescribeEndAsync()
    {
        // Its output has ended: its own end is near, or it closed the one and goes on.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return $"ended with exit code {process.ExitCode}";
        }
        catch (OperationCanceledException)
        {
            return "closed its output";
        }
    }

    /// <summary>Ends it, with what it started.</summary>
    public async ValueTask DisposeAsync()
    {
        input.Writer.TryComplete();
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception)
        {
            // It ended by itself.
        }

        await ended.CancelAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // The system doesn't let it go; nothing waits for it any more.
        }

        process.Dispose();
    }

    private async Task WriteAsync()
    {
        try
        {
            var writer = process.StandardInput;
            writer.AutoFlush = false;
            writer.NewLine = "\n";
            while (await input.Reader.WaitToReadAsync(ended.Token))
            {
                while (input.Reader.TryRead(out var line))
                {
                    await writer.WriteLineAsync(line.AsMemory(), ended.Token);
                }

                await writer.FlushAsync(ended.Token);
            }

            writer.Close();
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // It reads no more. What comes of that shows at its output.
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            await foreach (var line in BoundedLines.ReadAsync(process.StandardOutput, ended.Token))
            {
                await answers.Writer.WriteAsync(ProgramAnswer.Parse(line), ended.Token);
            }

            answers.Writer.TryComplete();
        }
        catch (Exception error)
        {
            answers.Writer.TryComplete(error is ProgramException ? error : null);
        }
    }
}
