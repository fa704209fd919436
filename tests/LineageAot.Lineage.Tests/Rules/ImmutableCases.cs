namespace LineageAot.Lineage.Tests.Rules;

/// <summary>The tables whose rows never change, with a change that breaks no other rule.</summary>
internal static class ImmutableCases
{
    public static IEnumerable<RuleCase> All => RuleCase.Parse(Cases);

    private const string Cases = """
        source_history
          tr_source_history_update: state = 'missing'
        source_versions
          tr_source_versions_update: meta = null
        chunks
          tr_chunks_update: text = 'b'
        run_io
          tr_run_io_update: role = 'written'
        events
          tr_events_update: payload = null
        queries
          tr_queries_update: text = 'b'
        query_results
          tr_query_results_update: score = 1
        log_entries
          tr_log_entries_update: message = 'z'
        """;
}
