using System.CommandLine;
using System.Text.Json;

namespace LineageAot.Cli.Commands;

/// <summary><c>lineage completions SHELL</c></summary>
internal static class CompletionsCommand
{
    // The tool itself knows what may come next: `lineage "[suggest:9]" "lineage in"` prints it. A line that begins with a path of the tool is asked about as if it began with its name.
    private const string Bash = """
        _lineage_complete() {
          local rest="${COMP_LINE:${#1}}" IFS=$'\n'
          COMPREPLY=( $(compgen -W "$("$1" "[suggest:$((COMP_POINT - ${#1} + 7))]" "lineage$rest" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}") )
        }
        complete -o default -F _lineage_complete lineage
        """;

    private const string Zsh = """
        #compdef lineage
        _lineage() {
          local -a candidates
          candidates=("${(@f)$(lineage "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
          if [[ -n "${candidates[1]}" ]]; then
            compadd -- "${candidates[@]}"
          fi
          [[ "$PREFIX" == -* ]] || _files
        }
        compdef _lineage lineage
        """;

    private const string Fish = """
        complete -c lineage -a '(lineage "[suggest:"(commandline -C)"]" (commandline -b) 2>/dev/null)'
        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName lineage -ScriptBlock {
          param($wordToComplete, $commandAst, $cursorPosition)
          lineage "[suggest:$cursorPosition]" "$commandAst" 2>$null | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
            [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
          }
        }
        """;

    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "The shell that the script is for." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish", "pwsh");
        var json = CommonOptions.Json();
        var command = new Command("completions", "Print a script that teaches a shell to complete commands, options and their values.") { shell, json };
        command.SetAction(parsed =>
        {
            var script = ScriptOf(parsed.GetRequiredValue(shell));
            Console.Out.WriteLine(parsed.GetValue(json) ? JsonSerializer.Serialize(new Rendering.ScriptReport(parsed.GetRequiredValue(shell), script), Rendering.StoreJson.Default.ScriptReport) : script);
            return ExitCodes.Done;
        });
        return command;
    }

    private static string ScriptOf(string shell) => (shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        _ => PowerShell,
    }).ReplaceLineEndings("\n");
}
