namespace LineageAot.Generators.Model;

/// <summary>A migration file.</summary>
/// <param name="Folder">Its folder below <c>Migrations</c>, with forward slashes; empty for that folder itself.</param>
/// <param name="Version">The number in its name.</param>
/// <param name="Name">What stands behind the number.</param>
/// <param name="Checksum">Its text's checksum.</param>
/// <param name="Text">Its text, line ends as line feeds.</param>
internal sealed record MigrationModel(string Folder, int Version, string Name, string Checksum, string Text);
