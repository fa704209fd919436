namespace LineageAot.Cli.Tests.Commands;

public sealed class EmbedCommandTests : IDisposable
{
    private const string Id = "s/.*\"chunk_id\":\"\\([^\"]*\\)\".*/";
    private const string Good = $"exec sed -n -u '{Id}{{\"chunk_id\":\"\\1\",\"vector_id\":\"v-\\1\"}}/p'";

    private static readonly string[] NewSet = ["--set", "small", "--provider", "local", "--model", "tiny", "--dimensions", "3", "--store", "files", "--collection", "notes"];

    private readonly TemporaryFolder folder = new();
    private readonly TemporaryFolder place = new();

    private string Database => place.At("store.db");

    public void Dispose()
    {
        folder.Dispose();
        place.Dispose();
    }

    [Fact]
    public void A_good_program_makes_all_vectors_and_the_set_is_put_into_use()
    {
        folder.Write("a.txt", "héllo \"wörld\" 😀\nsecond line");
        Ingest(2);
        var (code, output, errors) = Embed($"tee '{place.At("input")}' | sed 's/\"text\":.*\"hash\"/\"hash\"/' | sed -n 's/.*\"chunk_id\":\"\\([^\"]*\\)\".*\"hash\":\"\\([^\"]*\\)\".*/{{\"chunk_id\":\"\\1\",\"vector_id\":\"v-\\1\",\"hash\":\"\\2\"}}/p'".Replace("{{", "{").Replace("}}", "}"), "--promote", "0.99");
        code.ShouldBe(ExitCodes.Done, errors + output);
        output.ShouldContain("3 chunks embedded");
        output.ShouldContain("the embedding set 'small' is in use");
        States().ShouldBe(["ready|3"]);
        IngestProcess.Rows(Database, "select status from embedding_sets").ShouldBe(["active"]);
        var input = File.ReadAllBytes(place.At("input"));
        input[0].ShouldBe((byte)'{', "no byte order mark");
        var lines = System.Text.Encoding.UTF8.GetString(input);
        lines.ShouldContain("héllo \\\"wörld\\\"");
        lines.TrimEnd().Split('\n').Select(static line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("text").GetString())
            .ShouldContain("héllo \"wörld\" 😀\nsecond line");

        Embed("exec cat").ExitCode.ShouldBe(ExitCodes.Done, "nothing is stale, so nothing is sent");
        IngestProcess.Rows(Database, "select status, trigger from runs where run_type = 'custom'").ShouldBe(["succeeded|embed", "succeeded|embed"]);
    }

    [Fact]
    public void A_program_that_keeps_its_answers_back_comes_to_its_end()
    {
        Ingest(700);
        var (code, output, errors) = Embed(Good.Replace(" -u", ""), "--batch", "100");
        code.ShouldBe(ExitCodes.Done, errors + output);
        States().ShouldBe(["ready|700"]);
    }

    [Fact]
    public void What_fails_is_recorded_with_its_kind_and_may_be_tried_again()
    {
        Ingest(6);
        var program = $"""
            n=0
            while IFS= read -r line; do
              id=$(printf '%s\n' "$line" | sed '{Id}\1/'); n=$((n+1))
              case $n in
                1) printf '{"{"}"chunk_id":"%s","error":"no such model","category":"permanent"{"}"}\n' "$id";;
                2) printf '{"{"}"chunk_id":"%s","error":"busy","category":"transient","retry_after_seconds":3600{"}"}\n' "$id";;
                3) printf '{"{"}"chunk_id":"%s","error":""{"}"}\n' "$id";;
                *) printf '{"{"}"chunk_id":"%s","vector_id":"v-%s"{"}"}\n' "$id" "$id";;
              esac
            done
            """;
        var (code, output, _) = Embed(program);
        code.ShouldBe(ExitCodes.Partial);
        output.ShouldContain("3 chunks are stale still");
        States().ShouldBe(["failed|3", "ready|3"]);
        IngestProcess.Rows(Database, "select error_category, last_error from chunk_embeddings where state = 'failed' order by 1")
            .ShouldBe(["permanent|no such model", "transient|busy", "unknown|The program gave no reason."]);
        Embed(Good).ExitCode.ShouldBe(ExitCodes.Partial, "they wait, or failed for good");
        Embed(Good, "--retry-failed").ExitCode.ShouldBe(ExitCodes.Done);
        States().ShouldBe(["ready|6"]);
    }

    [Fact]
    public void After_the_last_attempt_a_failure_is_for_good()
    {
        Ingest(1);
        Embed($"exec sed -n -u '{Id}{{\"chunk_id\":\"\\1\",\"error\":\"busy\",\"category\":\"transient\",\"retry_after_seconds\":0}}/p'", "--max-attempts", "1").ExitCode.ShouldBe(ExitCodes.Partial);
        IngestProcess.Rows(Database, "select error_category, attempts from chunk_embeddings").ShouldBe(["permanent|1"]);
    }

    [Theory]
    [InlineData("exit 7", "ended with exit code 7", ExitCodes.Failed, 0)]
    [InlineData("echo hello; exec cat >/dev/null", "isn't a JSON object", ExitCodes.Failed, 0)]
    [InlineData("echo null; exec cat >/dev/null", "isn't a JSON object", ExitCodes.Failed, 0)]
    [InlineData("echo '{\"vector_id\":\"v\"}'; exec cat >/dev/null", "lacks a key or a result", ExitCodes.Failed, 0)]
    [InlineData("echo '{\"chunk_id\":\"01980000-0000-7000-8000-000000000001\",\"vector_id\":\"v\"}'; exec cat >/dev/null", "which it wasn't asked", ExitCodes.Failed, 0)]
    [InlineData("one; exit 7", "ended with exit code 7", ExitCodes.Partial, 1)]
    [InlineData("one; echo '{'; exec cat >/dev/null", "isn't a JSON object", ExitCodes.Partial, 1)]
    [InlineData("one; again; exec cat >/dev/null", "or answered it twice", ExitCodes.Partial, 1)]
    [InlineData("one; exec tail -f /dev/null", "answered nothing for 1 s", ExitCodes.Partial, 1)]
    [InlineData("exec tail -f /dev/null", "answered nothing for 1 s", ExitCodes.Failed, 0)]
    [InlineData("exec head -c 3000000 /dev/zero", "more than 1048576 characters", ExitCodes.Failed, 0)]
    public void A_bad_program_loses_nothing_that_it_answered(string script, string message, int code, int ready)
    {
        // More than the pipe holds: a program that doesn't read must not stop who writes.
        Ingest(200);
        var program = $$"""
            one() { IFS= read -r line; id=$(printf '%s\n' "$line" | sed '{{Id}}\1/'); again; }
            again() { printf '{"chunk_id":"%s","vector_id":"v-%s"}\n' "$id" "$id"; }
            {{script}}
            """;
        var (exit, output, errors) = Embed(program, "--timeout", "1");
        output.ShouldContain(message, customMessage: errors);
        exit.ShouldBe(code);
        IngestProcess.Scalar(Database, "select count(*) from chunk_embeddings where state = 'ready'").ShouldBe(ready);
        IngestProcess.Scalar(Database, "select count(*) from chunk_embeddings where lease_until is not null").ShouldBe(0);
        IngestProcess.Rows(Database, "select status from runs where run_type = 'custom'").ShouldBe([code == ExitCodes.Failed ? "failed" : "partial"]);
        Embed(Good).ExitCode.ShouldBe(ExitCodes.Done);
        States().ShouldBe(["ready|200"]);
    }

    [Fact]
    public void Two_chunks_cannot_have_one_vector()
    {
        Ingest(3);
        var (code, _, _) = Embed($"exec sed -n '{Id}{{\"chunk_id\":\"\\1\",\"vector_id\":\"same\"}}/p'");
        code.ShouldBe(ExitCodes.Partial);
        States().ShouldBe(["failed|2", "ready|1"]);
    }

    [Fact]
    public void Interrupted_it_gives_back_and_ends_the_program()
    {
        Ingest(5);
        var marker = place.At("marker");
        place.Write("program.sh", $"IFS= read -r line; printf '%s\\n' \"$line\" | {Good.Replace("exec ", "")}; echo $$ > '{marker}.new'; mv '{marker}.new' '{marker}'; exec tail -f /dev/null");
        using var process = IngestProcess.Start(["embed", "--db", Database, .. NewSet, "--", "sh", place.At("program.sh")]);
        while (!process.HasExited && (!File.Exists(marker) || IngestProcess.Scalar(Database, "select count(*) from chunk_embeddings where state = 'ready'") == 0))
        {
            Thread.Yield();
        }

        place.Shell($"kill -INT {process.Id}");
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(ExitCodes.Partial, output);
        IngestProcess.Rows(Database, "select status from runs where run_type = 'custom'").ShouldBe(["canceled"]);
        States().ShouldBe(["pending|4", "ready|1"]);
        IngestProcess.Scalar(Database, "select count(*) from chunk_embeddings where lease_until is not null").ShouldBe(0);
        place.Shell($"! kill -0 {File.ReadAllText(marker).Trim()} 2>/dev/null");
        Embed(Good).ExitCode.ShouldBe(ExitCodes.Done);
    }

    [Fact]
    public void Vectors_of_what_was_replaced_are_deleted()
    {
        Ingest(3);
        Embed(Good).ExitCode.ShouldBe(ExitCodes.Done);
        folder.Write("0.txt", "quite another text");
        IngestProcess.Ingest(Database, folder.Path, "--cleanup", "incremental");
        Embed(Good).ExitCode.ShouldBe(ExitCodes.Done);
        States().ShouldBe(["deleting|1", "ready|3"]);
        Run("--set", "small", "--delete", "--", "sed", "-n", "s/.*\"vector_id\":\"\\([^\"]*\\)\".*/{\"vector_id\":\"\\1\",\"error\":\"locked\"}/p").ExitCode.ShouldBe(ExitCodes.Partial);
        States().ShouldBe(["deleting|1", "ready|3"]);
        var (code, output, errors) = Run("--set", "small", "--delete", "--", "cat");
        code.ShouldBe(ExitCodes.Done, errors + output);
        output.ShouldContain("1 vectors deleted");
        States().ShouldBe(["ready|3"]);
    }

    [Fact]
    public void Usage_errors_say_what_is_missing()
    {
        Ingest(1);
        Run("--set", "new", "--", "cat").Errors.ShouldContain("--provider");
        Run("--set", "new", "--delete", "--", "cat").Errors.ShouldContain("There is no embedding set 'new'");
        Run(["--set", "small", "--promote", "2", "--", "cat"]).ExitCode.ShouldBe(ExitCodes.Usage);
        Embed(Good).ExitCode.ShouldBe(ExitCodes.Done);
        var (code, _, errors) = Run("--set", "small", "--model", "other", "--", "cat");
        code.ShouldBe(ExitCodes.Failed);
        errors.ShouldContain("exists with another model");
        Run(["--set", "small", "--", place.At("no-such-program")]).Output.ShouldContain("can't be started");
    }

    private void Ingest(int files)
    {
        for (var i = 0; i < files; i++)
        {
            folder.Write($"{i}.txt", $"text {i} " + new string('x', 1000));
        }

        IngestProcess.Ingest(Database, folder.Path);
    }

    private List<string> States() => IngestProcess.Rows(Database, "select state, count(*) from chunk_embeddings group by state order by state");

    private (int ExitCode, string Output, string Errors) Embed(string program, params string[] options)
    {
        place.Write("program.sh", program.Replace("\r", ""));
        return Run([.. NewSet, .. options, "--", "sh", place.At("program.sh")]);
    }

    private (int ExitCode, string Output, string Errors) Run(params string[] arguments) => IngestProcess.Run(["embed", "--db", Database, .. arguments]);
}
