using LineageAot.RaceWorker;

// Commands come in as lines and go out as lines, until the input ends: one process is in many races.
var racer = new Racer();
while (Console.ReadLine() is { } command)
{
    Console.WriteLine((await racer.AnswerAsync(command)).ReplaceLineEndings(" "));
}
