using System.ComponentModel;

namespace LineageAot.Schema;

/// <summary>What applies a component's migrations. Named by generated code only where there are any, so that a native program without migrations doesn't carry it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class MigrationEngine
{
    private protected MigrationEngine()
    {
    }
}
