extern alias Generators;

using Generators::LineageAot.Generators.Parsing;
using LineageAot.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.Data.Sqlite;
using Shouldly;

namespace LineageAot.Generators.Tests;

/// <summary>What [FullText] takes is what SQLite takes, and what it refuses SQLite refuses too.</summary>
public sealed class FullTextTests
{
    [Theory]
    [InlineData("unicode61", true)]
    [InlineData("unicode61 remove_diacritics 2", true)]
    [InlineData("UNICODE61 Remove_Diacritics 0", true)]
    [InlineData("  unicode61   remove_diacritics '1'  ", true)]
    [InlineData("unicode61 tokenchars '-_' separators 'xy'", true)]
    [InlineData("unicode61 tokenchars ''''", true)]
    [InlineData("unicode61 tokenchars ''", true)]
    [InlineData("unicode61 tokenchars 'ü😀'", true)]
    [InlineData("unicode61 categories 'L* N* Co Mn'", true)]
    [InlineData("ascii", true)]
    [InlineData("ascii tokenchars 'ab' separators c", true)]
    [InlineData("porter", true)]
    [InlineData("porter ascii", true)]
    [InlineData("porter unicode61 remove_diacritics 2", true)]
    [InlineData("trigram", true)]
    [InlineData("trigram case_sensitive 1", true)]
    [InlineData("trigram remove_diacritics 1 case_sensitive 0", true)]
    [InlineData("'unicode61'", true)]
    [InlineData("", false)]
    [InlineData("   ", false)]
    [InlineData("icu", false)]
    [InlineData("porter icu", false)]
    [InlineData("unicode61 remove_diacritics", false)]
    [InlineData("unicode61 remove_diacritics 3", false)]
    [InlineData("unicode61 remove_diacritics 01", false)]
    [InlineData("unicode61 remove_accents 1", false)]
    [InlineData("unicode61 tokenchars -_", false)]
    [InlineData("unicode61 tokenchars \"-_\"", false)]
    [InlineData("unicode61 tokenchars '-_", false)]
    [InlineData("unicode61 categories 'Xx'", false)]
    [InlineData("unicode61 categories 'L'", false)]
    [InlineData("ascii remove_diacritics 1", false)]
    [InlineData("trigram case_sensitive 2", false)]
    [InlineData("trigram case_sensitive 1 remove_diacritics 1", false)]
    [InlineData("trigram tokenchars 'a'", false)]
    [InlineData("unicode61, ascii", false)]
    [InlineData("unicode61;", false)]
    public void A_tokenizer_is_taken_as_SQLite_takes_it(string tokenizer, bool isTaken)
    {
        (TokenizerRules.Fault(tokenizer) is null).ShouldBe(isTaken);

        // An empty one is SQLite's default, which nobody writes down on purpose.
        TakenBySqlite(tokenizer).ShouldBe(isTaken || tokenizer.Length == 0, customMessage: "SQLite itself");
    }

    /// <summary>SQLite takes them, and they are no use.</summary>
    [Theory]
    [InlineData("porter trigram")]
    [InlineData("porter porter")]
    public void Stems_of_parts_of_words_are_refused(string tokenizer) => TokenizerRules.Fault(tokenizer).ShouldNotBeNull();

    [Theory]
    [InlineData("[FullText]", "LIN1035")]
    [InlineData("[FullText(nameof(Text), nameof(Text))]", "LIN1035")]
    [InlineData("[FullText(\"Nothing\")]", "LIN1006")]
    [InlineData("[FullText(nameof(Id))]", "LIN1043")]
    [InlineData("[FullText(nameof(Rank))]", "LIN1043")]
    [InlineData("[FullText(nameof(Json))]", "LIN1043")]
    [InlineData("[FullText(nameof(Named))]", "LIN1043")]
    [InlineData("[FullText(nameof(Text), Tokenizer = \"x\")]", "LIN1044")]
    [InlineData("[FullText(nameof(Text), Tokenizer = null!)]", "")]
    [InlineData("[FullText(nameof(Text), Prefixes = [1000])]", "LIN1045")]
    [InlineData("[FullText(nameof(Text), Prefixes = [2, 2])]", "LIN1045")]
    [InlineData("[FullText(nameof(Text), nameof(Wrapped), Prefixes = [1, 999])]", "")]
    public async Task What_cannot_be_an_index_is_refused(string attribute, string expected)
    {
        var found = await Compiler.AnalyzeAsync(Compiler.Create($$"""
            using LineageAot;
            public readonly record struct Title(string Value);

            [Table("notes")]
            {{attribute}}
            public partial record Note
            {
                [Key] public long Id { get; init; }
                public string? Text { get; init; }
                public Title Wrapped { get; init; }
                public string Rank { get; init; } = "";
                public string[] Json { get; init; } = [];
                [Column(Name = "NOTES_fts")] public string? Named { get; init; }
            }

            [Database] public partial class Notes : LineageDatabase { public partial Table<Note> All { get; } }
            """));
        string.Join(",", found.Select(static finding => finding.Id)).ShouldBe(expected);
        found.ShouldAllBe(finding => finding.Location.GetLineSpan().StartLinePosition.Line == 4);
    }

    private static bool TakenBySqlite(string tokenizer)
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"create virtual table f using fts5(a, tokenize = '{tokenizer.Replace("'", "''")}')";
        try
        {
            command.ExecuteNonQuery();
            return true;
        }
        catch (SqliteException)
        {
            return false;
        }
    }
}
