using System.CommandLine;
using LineageAot.Cli.Commands.Migrations;

namespace LineageAot.Cli.Commands;

/// <summary><c>lineage migrations</c></summary>
internal static class MigrationsCommand
{
    public static Command Create() => new("migrations", "Write, look at, apply and undo the migrations of a project's database.")
    {
        AddCommand.Create(),
        ListCommand.Create(),
        StatusCommand.Create(),
        ScriptCommand.Create(),
        ApplyCommand.Create(),
        RollbackCommand.Create(),
        VerifyCommand.Create(),
        RenumberCommand.Create(),
        StampCommand.Create(),
    };
}
