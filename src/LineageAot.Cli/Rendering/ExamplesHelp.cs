using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace LineageAot.Cli.Rendering;

/// <summary>The help of each command, with examples under it.</summary>
internal sealed class ExamplesHelp(SynchronousCommandLineAction help) : SynchronousCommandLineAction
{
    /// <summary>By the command's path below the root; the root's own is empty.</summary>
    private static readonly Dictionary<string, string[]> Examples = new(StringComparer.Ordinal)
    {
        [""] = ["lineage ingest ~/notes", "lineage sources --status missing", "lineage trace notes/plan.md --down"],
        ["ingest"] = ["lineage ingest ~/notes --exclude '*.log' --cleanup incremental", "lineage ingest ~/notes --dry-run"],
        ["runs"] = ["lineage runs -n 5", "lineage runs --json | jq -r 'select(.status == \"failed\") | .error_message'"],
        ["stats"] = ["lineage stats"],
        ["check"] = ["lineage check --quick", "lineage check --json | jq -r 'select(.holds | not) | .findings[]'"],
        ["events"] = ["lineage events --type run.failed -n 10", "lineage events --follow --json | jq -r .event_type", "lineage events --verify"],
        ["events list"] = ["lineage events list --after 0 -n 1000", "lineage events list --stream run/01a2171a-da08-7286-bf83-e1eaf01c1a54"],
        ["outbox"] = ["lineage outbox --state dead", "lineage outbox retry 17", "lineage outbox clean --older-than 30"],
        ["outbox list"] = ["lineage outbox list --kind vectors.delete --state waiting"],
        ["outbox retry"] = ["lineage outbox retry 17"],
        ["outbox clean"] = ["lineage outbox clean --older-than 30 --dead"],
        ["backup"] = ["lineage backup notes.bak", "lineage backup --folder /mnt/backups --keep 48 --keep-days 30"],
        ["restore"] = ["lineage restore notes.bak --dry-run", "lineage restore notes.bak"],
        ["maintain"] = ["lineage maintain", "lineage maintain --incremental --checkpoint", "lineage maintain --log --kind backup"],
        ["sources"] = ["lineage sources --status missing --order updated", "lineage sources --json -n 1000 | jq -r 'select(.last_error) | .path'"],
        ["search"] = ["lineage search ferry noon", "lineage search '\"harbour office\"' --json | jq -r .text"],
        ["embed"] = ["lineage embed --set small --provider local --model small-1 --dimensions 384 --store files --collection notes --promote 0.99 -- ./embed", "lineage embed --set small --delete -- ./delete"],
        ["chunks"] = ["lineage chunks plans/2026.md", "lineage chunks plans/2026.md --json | jq -r .text"],
        ["show"] = ["lineage show plans/2026.md", "lineage show 01a2171a-da08-7286-bf83-e1eaf01c1a54 --json"],
        ["trace"] = ["lineage trace 01a2171a-da65-8000-8028-73675df46109", "lineage trace plans/2026.md --down --depth 4"],
        ["stale"] = ["lineage stale", "lineage stale --set small-en -n 20"],
        ["export"] = ["lineage export -o backup.jsonl", "lineage export --no-texts --types source,run | gzip > facts.jsonl.gz"],
        ["settings"] = ["lineage settings set index.limit 500", "lineage settings get index.limit"],
        ["settings set"] = ["lineage settings set index.limit 500", "lineage settings set index.name '\"notes\"'"],
        ["clean"] = ["lineage clean --keep-versions 3 --deleted-days 30 --contents --dry-run", "lineage clean --runs-days 90"],
        ["completions"] = ["source <(lineage completions bash)", "lineage completions fish > ~/.config/fish/completions/lineage.fish"],
    };

    /// <summary>Who asks for help may leave out what the command wants.</summary>
    public override bool ClearsParseErrors => true;

    /// <summary>Puts the examples under the help of a root and all that is below it.</summary>
    public static void AddTo(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new ExamplesHelp((SynchronousCommandLineAction)option.Action!);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var code = help.Invoke(parseResult);
        if (Examples.GetValueOrDefault(PathOf(parseResult.CommandResult.Command)) is { } examples)
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var example in examples)
            {
                output.WriteLine($"  {example}");
            }

            output.WriteLine();
        }

        return code;
    }

    private static string PathOf(Command command)
        => command is RootCommand ? string.Empty : $"{command.Parents.OfType<Command>().Select(PathOf).FirstOrDefault()} {command.Name}".Trim();
}
