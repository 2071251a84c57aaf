using ClientIpAnalyzers.Analyzers.Searching;
using CsCheck;
using Microsoft.CodeAnalysis.Text;

namespace ClientIpAnalyzers.Analyzers.Tests.Searching;

public class WordSearchTests
{
    [Theory]
    [InlineData("header", nameof(WordKind.Part), "RequestHeaders", true)]
    [InlineData("header", nameof(WordKind.Part), "HEADER", true)]
    [InlineData("header", nameof(WordKind.Part), "headder", false)]
    [InlineData("Ip", nameof(WordKind.ExactPart), "ClientIp", true)]
    [InlineData("Ip", nameof(WordKind.ExactPart), "description", false)]
    [InlineData("ip", nameof(WordKind.ExactStart), "var ip = 1", true)]
    [InlineData("ip", nameof(WordKind.ExactStart), "_ip", true)]
    [InlineData("ip", nameof(WordKind.ExactStart), "zip", false)]
    [InlineData("Host", nameof(WordKind.Whole), "request.Host;", true)]
    [InlineData("Host", nameof(WordKind.Whole), "IHostBuilder", false)]
    [InlineData("Host", nameof(WordKind.Whole), "Host_", false)]
    [InlineData("Host", nameof(WordKind.Whole), "Host", true)]
    [InlineData("abab", nameof(WordKind.Part), "abaabab", true)]
    [InlineData("İp", nameof(WordKind.Part), "İp", false)]
    public void A_word_counts_as_its_kind_says(string word, string kind, string text, bool expected)
    {
        var search = new WordSearch([(word, Enum.Parse<WordKind>(kind))]);
        Assert.Equal(expected, search.IsFoundIn(text));
        Assert.Equal(expected, search.IsFoundIn(SourceText.From(text)));
    }

    [Fact]
    public void No_words_are_found_nowhere() => Assert.False(new WordSearch([]).IsFoundIn("anything"));

    /// <summary>Short words of few letters overlap in every way there is.</summary>
    [Fact]
    public void Many_words_are_found_as_each_alone_would_be()
        => Gen.Select(Gen.String[Gen.Char["abc"], 1, 4].Array[1, 6], Gen.String[Gen.Char["abcABC._"], 0, 20]).Sample((words, text)
            => new WordSearch(words.Select(word => (word, WordKind.Part))).IsFoundIn(text)
                == words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)));
}
