using ClientIpAnalyzers.Cli.Projects;

namespace ClientIpAnalyzers.Cli.Tests.Projects;

public class PatternTests
{
    [Theory]
    [InlineData("*.cs", "A.cs", true)]
    [InlineData("*.cs", "a/A.cs", false)]
    [InlineData("**/*.cs", "A.cs", true)]
    [InlineData("**/*.cs", "a/b/A.cs", true)]
    [InlineData("Old\\**", "Old/a/B.cs", true)]
    [InlineData("a/**/b/*.cs", "a/b/C.cs", true)]
    [InlineData("a/**/b/*.cs", "a/x/y/b/C.cs", true)]
    [InlineData("A?.cs", "AB.cs", true)]
    [InlineData("A?.cs", "A/.cs", false)]
    [InlineData("a.cs", "aXcs", false)]
    [InlineData("../Shared/**/*.cs", "../Shared/x/A.cs", true)]
    public void Patterns_of_projects_start_at_the_project(string pattern, string path, bool expected)
        => Assert.Equal(expected, Glob.Anchored(pattern).Matches(path));

    [Theory]
    [InlineData("tests", "tests", true)]
    [InlineData("tests", "a/tests", true)]
    [InlineData("tests/", "a/tests", true)]
    [InlineData("tests", "a/tests/b.cs", true)]
    [InlineData("tests", "a/mytests", false)]
    [InlineData("/tests", "a/tests", false)]
    [InlineData("src/tests", "a/src/tests", false)]
    [InlineData("*.Generated.cs", "a/X.Generated.cs", true)]
    public void Excluded_patterns_without_a_slash_match_anywhere(string pattern, string path, bool expected)
        => Assert.Equal(expected, Glob.Anywhere(pattern).Matches(path));
}
