using FsCheck;
using FsCheck.Fluent;
using LineageAot.Cli.Texts;

namespace LineageAot.Cli.Tests.Texts;

public sealed class ParagraphSplitterTests
{
    [Fact]
    public void Whole_paragraphs_are_kept_together_as_long_as_they_fit()
    {
        var text = $"{new string('a', 30)}\n\n{new string('b', 30)}\n\n{new string('c', 30)}";
        Pieces(text, 64).ShouldBe([$"{new string('a', 30)}\n\n{new string('b', 30)}", new string('c', 30)]);
    }

    [Theory]
    [InlineData("\r\n\r\n")]
    [InlineData("\n  \t\n")]
    [InlineData("\n\n\n\n")]
    public void Any_blank_line_is_a_border(string border)
        => Pieces(new string('a', 60) + border + new string('b', 60), 64).ShouldBe([new string('a', 60), new string('b', 60)]);

    [Fact]
    public void A_long_paragraph_is_cut_at_a_line_then_a_sentence_then_a_word_then_hard()
    {
        Pieces(new string('a', 50) + "\n" + new string('b', 50), 64).ShouldBe([new string('a', 50), new string('b', 50)]);
        Pieces(new string('a', 40) + ". " + new string('b', 50) + " c", 64)[0].ShouldBe(new string('a', 40) + ".");
        Pieces(new string('a', 40) + " " + new string('b', 50), 64).ShouldBe([new string('a', 40), new string('b', 50)]);
        Pieces(new string('a', 100), 64).ShouldBe([new string('a', 64), new string('a', 36)]);
    }

    [Fact]
    public void A_surrogate_pair_is_never_cut()
    {
        var text = new string('a', 63) + "😀" + new string('b', 10);
        Pieces(text, 64).ShouldBe([new string('a', 63), "😀" + new string('b', 10)]);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t \n\n ")]
    public void White_space_alone_gives_nothing(string text) => Pieces(text, 64).ShouldBeEmpty();

    [Fact]
    public void A_paragraph_that_ends_exactly_at_the_limit_fits()
        => Pieces(new string('a', 64) + "\n\n" + new string('b', 3), 64).ShouldBe([new string('a', 64), "bbb"]);

    [Fact]
    public void Every_text_is_covered_in_order_and_nothing_but_white_space_is_left_out()
    {
        var texts = Gen.OneOf(Gen.Elements('a', 'b', '.', ' ', '\n', '\r', '\t', '\ud83d', '\ude00', 'é'), Gen.Elements('\n')).ListOf().Select(list => new string(list.ToArray()));
        var sizes = Gen.Choose(64, 200);
        var repeat = Gen.Choose(1, 40);
        Prop.ForAll(texts.Zip(sizes).Zip(repeat).ToArbitrary(), input =>
        {
            var ((seed, size), times) = input;
            var text = string.Concat(Enumerable.Repeat(seed, times));
            var at = 0;
            foreach (var (start, end) in new ParagraphSplitter(size).Split(text))
            {
                (start >= at && end > start && end - start <= size).ShouldBeTrue();
                text[at..start].ShouldAllBe(sign => char.IsWhiteSpace(sign));
                (char.IsLowSurrogate(text[start]) && start > 0 && char.IsHighSurrogate(text[start - 1])).ShouldBeFalse();
                at = end;
            }

            text[at..].ShouldAllBe(sign => char.IsWhiteSpace(sign));
        }).QuickCheckThrowOnFailure();
    }

    private static List<string> Pieces(string text, int size) => new ParagraphSplitter(size).Split(text).ConvertAll(piece => text[piece.Start..piece.End]);
}
