using LineageAot.Migrations;
using LineageAot.Schema;

namespace LineageAot;

/// <summary>
/// Migrations by hand, for a tool or a release step: look, try out, apply, undo. A program needs none of it: opening a database applies what is missing. Each call works on
/// a thread of its own. The schema is that of a <c>[Database]</c> class: <c>NotesDatabase.Model</c>.
/// </summary>
public static partial class DatabaseMigrations
{
    /// <summary>
    /// What the file has had and what it lacks. Reads only, also while another process writes the file; a missing file is New, and stays missing.
    /// </summary>
    /// <param name="options">The file; <see cref="DatabaseOptions.Access"/> isn't looked at.</param>
    /// <param name="schema">The program's tables and migrations.</param>
    /// <param name="cancellationToken">Looked at before it starts.</param>
    /// <exception cref="ConfigurationException">The path can't be a database's, or the file can't be opened.</exception>
    /// <exception cref="MigrationException">The file is another application's, or two migrations have one number.</exception>
    /// <exception cref="LineageException">The file can't be read.</exception>
    public static Task<MigrationStatus> ReadStatusAsync(DatabaseOptions options, DatabaseSchema schema, CancellationToken cancellationToken = default)
    {
        Check(options, schema, cancellationToken);
        return OwnThread.RunAsync("migration status", () =>
        {
            using var session = OpenToRead(options);
            return MigrationStatusReader.Read(session, schema);
        });
    }

    /// <summary>Sees to it that every migration has been applied and its backfill has ended, and that the tables are the records'. Reads only.</summary>
    /// <param name="options">The file; <see cref="DatabaseOptions.Access"/> and <see cref="DatabaseOptions.Migrations"/> aren't looked at.</param>
    /// <param name="schema">The program's tables and migrations.</param>
    /// <param name="cancellationToken">Looked at before it starts.</param>
    /// <exception cref="SchemaMismatchException">Something is missing or unfinished, the file is a newer program's, or it was changed besides.</exception>
    /// <exception cref="MigrationException">An applied migration was edited, or the file is another application's.</exception>
    /// <exception cref="ConfigurationException">The path can't be a database's, or the file can't be opened.</exception>
    public static Task VerifyAsync(DatabaseOptions options, DatabaseSchema schema, CancellationToken cancellationToken = default)
    {
        Check(options, schema, cancellationToken);
        return OwnThread.RunAsync("migration check", () =>
        {
            using var session = OpenToRead(options);
            Migrator.Ensure(session, schema, DatabaseSessions.Migrator(options, MigrationMode.Verify));
            return true;
        });
    }

    /// <summary>
    /// Claims the file as opening does, applies what is missing, and lets it go; or tries all of it on a copy (<see cref="MigrateOptions.DryRun"/>), which finds rows that
    /// don't fit, foreign keys that would break and views that would stop working, and changes nothing.
    /// </summary>
    /// <param name="options">The file, <see cref="DatabaseOptions.AllowDestructive"/> and <see cref="DatabaseOptions.BackupBeforeDestructive"/>; a dry run needs no permission.</param>
    /// <param name="schema">The program's tables and migrations.</param>
    /// <param name="migrate">How far, and who is told. Null: everything.</param>
    /// <param name="cancellationToken">Looked at before it starts, and while a dry run copies the file.</param>
    /// <returns>What was applied, or would be, in order.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="MigrateOptions.To"/> is no number of the component.</exception>
    /// <exception cref="MigrationException">A migration can't be applied; those before it stay applied.</exception>
    /// <exception cref="SchemaMismatchException">The file is another one's, a newer one, or has drifted; nothing was changed.</exception>
    /// <exception cref="DatabaseBusyException">Another process has the file open for writing.</exception>
    /// <exception cref="BackupException">The copy for a dry run couldn't be made.</exception>
    /// <exception cref="LineageException">The file can't be opened, read or written.</exception>
    public static Task<IReadOnlyList<MigrationReport>> ApplyAsync(DatabaseOptions options, DatabaseSchema schema, MigrateOptions? migrate = null, CancellationToken cancellationToken = default)
    {
        Check(options, schema, cancellationToken);
        var chosen = migrate ?? new MigrateOptions();
        if (chosen.To is { } to and not 0)
        {
            RequireVersion(schema, to, nameof(migrate));
        }

        var watched = options with { MigrationProgress = chosen.Progress ?? options.MigrationProgress };
        return chosen.DryRun
            ? RehearseAsync(watched, schema, chosen.To, cancellationToken)
            : WithWriter(watched, "migrations",
                (resolved, session, reports) => Migrator.Ensure(session, schema, DatabaseSessions.Migrator(resolved, MigrationMode.Apply, reports, chosen.To)),
                (resolved, found) => Migrator.RequireUsable(found, schema, DatabaseSessions.Migrator(resolved, MigrationMode.Apply)));
    }

    /// <summary>
    /// Undoes the last migrations of the schema's own component (by their numbers) with the <c>-- down</c> sections that the program has, each in one transaction; a backfill that hasn't
    /// ended is given up. All of them must have a way back before the first one is undone. The program that wrote the file opens it with the migrations applied again.
    /// </summary>
    /// <param name="options">The file, <see cref="DatabaseOptions.AllowDestructive"/> and <see cref="DatabaseOptions.BackupBeforeDestructive"/>: most ways back drop something.</param>
    /// <param name="schema">The program's tables and migrations; those of included components stay.</param>
    /// <param name="rollback">How far, and who is told. Null: one.</param>
    /// <param name="cancellationToken">Looked at before it starts.</param>
    /// <returns>What was undone, in that order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">So many weren't applied, or <see cref="RollbackOptions.To"/> wasn't.</exception>
    /// <exception cref="MigrationException">One has no way back (nothing was changed then), was edited, isn't allowed, or can't be undone; those before it stay undone.</exception>
    /// <exception cref="SchemaMismatchException">The file is a newer program's; nothing was changed.</exception>
    /// <exception cref="DatabaseBusyException">Another process has the file open for writing.</exception>
    /// <exception cref="LineageException">The file can't be opened, read or written.</exception>
    public static Task<IReadOnlyList<MigrationReport>> RollbackAsync(DatabaseOptions options, DatabaseSchema schema, RollbackOptions? rollback = null, CancellationToken cancellationToken = default)
    {
        Check(options, schema, cancellationToken);
        var chosen = rollback ?? new RollbackOptions();
        RequireFile(options);
        var watched = options with { MigrationProgress = chosen.Progress ?? options.MigrationProgress };
        return WithWriter(watched, "rollback",
            (resolved, session, reports) => MigrationRollback.Run(session, schema, DatabaseSessions.Migrator(resolved, MigrationMode.Apply, reports, isUndo: true),
                applied => Count(applied, chosen with { Steps = chosen.Steps - reports.Count })),
            (resolved, found) => Migrator.RequireUsable(found, schema, DatabaseSessions.Migrator(resolved, MigrationMode.Apply)));
    }

    /// <summary>
    /// Notes in the file that it has had the schema's own migrations up to a number, without running them: for a file that was made by other means. Its tables must be
    /// exactly those that these migrations make.
    /// </summary>
    /// <param name="options">The file.</param>
    /// <param name="schema">The program's tables and migrations; those of included components aren't noted.</param>
    /// <param name="version">The last number.</param>
    /// <param name="cancellationToken">Looked at before it starts.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="version"/> is no number of the component.</exception>
    /// <exception cref="SchemaMismatchException">The tables are others, with the differences, or later migrations are noted already; nothing was changed.</exception>
    /// <exception cref="MigrationException">The file is another application's, or an applied migration was edited; nothing was changed.</exception>
    /// <exception cref="DatabaseBusyException">Another process has the file open for writing.</exception>
    /// <exception cref="LineageException">The file can't be opened, read or written.</exception>
    public static Task StampAsync(DatabaseOptions options, DatabaseSchema schema, int version, CancellationToken cancellationToken = default)
    {
        Check(options, schema, cancellationToken);
        RequireVersion(schema, version, nameof(version));
        RequireFile(options);
        return WithWriter(options, "stamp",
            (resolved, session, _) => MigrationStamp.Run(session, schema, version, resolved.TimeProvider),
            (_, found) => MigrationStamp.RequireFitting(found, schema, version));
    }
}
