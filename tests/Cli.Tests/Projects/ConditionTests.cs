using ClientIpAnalyzers.Cli.Projects;

namespace ClientIpAnalyzers.Cli.Tests.Projects;

public class ConditionTests
{
    [Theory]
    [InlineData("'$(Kind)' == 'Web'", true)]
    [InlineData(" '$(Kind)' == 'web' ", true)]
    [InlineData("$(Kind)=='Web'", true)]
    [InlineData("'$(Kind)' != 'Web'", false)]
    [InlineData("$(Kind) == Web", true)]
    [InlineData("'$(Absent)' == ''", true)]
    [InlineData("'$(Kind)' == '$(Absent)'", false)]
    [InlineData("'$(Configuration)' == 'Debug'", false)]
    [InlineData("'$(Configuration)|$(Kind)' == 'Release|Web'", true)]
    [InlineData("'$(Kind)' == 'Web' and '$(Absent)' == 'x'", false)]
    [InlineData("'$(Kind)' == 'Api' OR '$(Kind)' == 'Web'", true)]
    [InlineData("'$(Absent)' == '' and ('$(Kind)' == 'Api' or '$(Kind)' == 'Web')", true)]
    [InlineData("!('$(Kind)' == 'Web')", false)]
    [InlineData("$(Yes)", true)]
    [InlineData("!$(Yes)", false)]
    [InlineData("$(Absent)", false)]
    [InlineData("true", true)]
    [InlineData("$(Name.EndsWith('.Tests'))", false)]
    [InlineData("'$(Absent)' == '' and ($(Name.EndsWith('.Tests')) or $(Name.EndsWith('.Integration')))", false)]
    [InlineData("$(Name.StartsWith('Shop'))", true)]
    [InlineData("!$(Name.Contains(\"Core\"))", false)]
    [InlineData("'$(Name.Contains(`Core`))' == 'true'", true)]
    public void Conditions_of_properties_and_texts_are_decided(string condition, bool expected)
        => Assert.Equal(expected, Condition.Evaluate(condition, Property));

    [Theory]
    [InlineData("Exists('$(Kind).props')")]
    [InlineData("$([MSBuild]::IsOSPlatform('Windows'))")]
    [InlineData("'@(Compile)' != ''")]
    [InlineData("'%(Identity)' == 'a'")]
    [InlineData("$(Kind.Substring(1)) == 'eb'")]
    [InlineData("'$(Kind)' == 'Web' and Exists('a')")]
    [InlineData("('$(Kind)' == 'Web'")]
    [InlineData("'$(Kind)' ==")]
    [InlineData("'$(Kind)")]
    [InlineData("or and")]
    [InlineData("1 > 0")]
    public void What_takes_MSBuild_to_tell_is_left_open(string condition)
        => Assert.Null(Condition.Evaluate(condition, Property));

    [Theory]
    [InlineData("'$(Kind)' == 'Api' and Exists('a')", false)]
    [InlineData("'$(Kind)' == 'Web' or Exists('a')", true)]
    [InlineData("Exists('$(Kind)/a') and '$(Kind)' == 'Api'", false)]
    public void One_part_may_decide_for_all(string condition, bool expected)
        => Assert.Equal(expected, Condition.Evaluate(condition, Property));

    private static string? Property(string name) => name switch
    {
        "Kind" => "Web",
        "Yes" => "true",
        "Name" => "Shop.Core",
        _ => null,
    };
}
