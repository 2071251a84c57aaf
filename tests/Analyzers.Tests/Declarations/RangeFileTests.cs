using ClientIpAnalyzers.Declarations;

namespace ClientIpAnalyzers.Analyzers.Tests.Declarations;

public sealed class RangeFileTests
{
    [Theory]
    [InlineData("10.0.0.0/24\n# all of it\r\n  2001:db8::/32 # v6\r\n\r\n10.1.0.0/24", "10.0.0.0/24 2001:db8::/32 10.1.0.0/24")]
    [InlineData("\uFEFF10.0.0.0/24", "10.0.0.0/24")]
    [InlineData("# RFC 8805\n10.0.0.0/24,CN,CN-ZJ,Hangzhou,\n2001:db8::/32,CN,,,310000\n", "10.0.0.0/24 2001:db8::/32")]
    [InlineData("Region,\"CIDR\",Note\r\ncn-hangzhou,\"10.0.0.0/24\",a\r\ncn-beijing, 10.1.0.0/24 ,\r\n", "10.0.0.0/24 10.1.0.0/24")]
    [InlineData("""["10.0.0.0/24", "2001:db8::/32"]""", "10.0.0.0/24 2001:db8::/32")]
    [InlineData("""{"syncToken":"1","prefixes":[{"ip_prefix":"10.0.0.0/24","region":"x","service":"CLOUDFRONT"}],"ipv6_prefixes":[{"ipv6_prefix":"2001:db8::/32"}]}""", "10.0.0.0/24 2001:db8::/32")]
    [InlineData("""{"creationTime":"2026","prefixes":[{"ipv4Prefix":"10.0.0.0/24"},{"ipv6Prefix":"2001:db8::/32"}]}""", "10.0.0.0/24 2001:db8::/32")]
    [InlineData("""{"changeNumber":1.5e3,"values":[{"name":"A","properties":{"systemService":null,"addressPrefixes":["10.0.0.0/24"]}}]}""", "10.0.0.0/24")]
    [InlineData("""{"result":{"ipv4_cidrs":["10.0.0.0/24"],"ipv6_cidrs":["2001:db8::/32"],"etag":"x"},"success":true,"errors":[]}""", "10.0.0.0/24 2001:db8::/32")]
    [InlineData("""{"addresses":["10.0.0.0/24"],"ipv6_addresses":["2001:db8::/32"]}""", "10.0.0.0/24 2001:db8::/32")]
    [InlineData("""{"ssh_keys":["ssh-rsa AAA"],"hooks":["10.0.0.0/24"],"domains":{"website":["*.example.org"]}}""", "10.0.0.0/24")]
    [InlineData(" \n [ \"\\u0031\\u0030.0.0.0\\/24\" ] \n", "10.0.0.0/24")]
    public void Ranges_are_found(string text, string ranges)
    {
        var file = RangeFile.Parse(text);
        Assert.Null(file.Fault);
        Assert.Equal(ranges, string.Join(' ', file.Entries.Select(entry => AddressFormat.Format(entry.Range))));
    }

    [Theory]
    [InlineData("", "holds no range")]
    [InlineData("# none\n", "holds no range")]
    [InlineData("10.0.0.0/24\n10.0.0.0/33", "line 2: '10.0.0.0/33'")]
    [InlineData("10.0.0.0/24, 10.1.0.0/24", "line 1:")]
    [InlineData("10.0.0.0/24,a\nb,c", "line 2: 'b,c' has no range")]
    [InlineData("10.0.0.0/24,a\nb,10.1.0.0/24", "line 2: 'b,10.1.0.0/24' has no range in the field")]
    [InlineData("a,b\nc,d\n10.0.0.0/24,e", "line 2: 'c,d' has no field")]
    [InlineData("a,b\n10.0.0.0/33,c", "line 2:")]
    [InlineData("a,b", "holds no range")]
    [InlineData("{}", "without any range")]
    [InlineData("""{"a":"10.0.0.0/24"}""", "without any range")]
    [InlineData("[\n\"10.0.0.0/24\",\n\"x\"]", "line 3: 'x'")]
    [InlineData("{\"addressPrefixes\":[\"x\"]}", "line 1: 'x'")]
    [InlineData("{\"prefixes\":[\n{\"ip_prefix\":\"x\"}]}", "line 2: 'x'")]
    [InlineData("[\"10.0.0.0/24\",]", "line 1:")]
    [InlineData("[\"10.0.0.0/24\"", "line 1:")]
    [InlineData("[\"10.0.0.0/24\"] x", "line 1: something follows")]
    [InlineData("[\"10.0.0.0/24", "line 1: a string")]
    [InlineData("[\"\\x\"]", "line 1: a string")]
    [InlineData("[\"\\u12\"]", "line 1: a string")]
    [InlineData("[01]", "line 1:")]
    [InlineData("[1.]", "line 1:")]
    [InlineData("[nul]", "line 1:")]
    [InlineData("{\"a\" 1}", "line 1: a ':'")]
    [InlineData("{a:1}", "line 1: a member name")]
    [InlineData("{\"a\":1,}", "line 1: a member name")]
    public void A_fault_names_its_line(string text, string fault)
    {
        var file = RangeFile.Parse(text);
        Assert.Contains(fault, file.Fault, StringComparison.Ordinal);
        Assert.Empty(file.Entries);
    }

    [Fact]
    public void Deep_nesting_is_a_fault_and_no_crash()
        => Assert.Contains("deeply", RangeFile.Parse(new string('[', 100_000)).Fault, StringComparison.Ordinal);

    [Fact]
    public void Every_truncation_of_a_file_is_read_without_failing()
    {
        const string text = """{"result":{"ipv4_cidrs":["10.0.0.0/24","1\u0030.1.0.0/24"],"n":-1.5e+3,"b":[true,false,null]}}""";
        for (var length = 0; length < text.Length; length++)
        {
            Assert.NotNull(RangeFile.Parse(text[..length]).Fault);
        }

        Assert.Null(RangeFile.Parse(text).Fault);
    }

    [Fact]
    public void A_unix_socket_may_stand_in_a_file() => Assert.True(RangeFile.Parse("unix\n").HasUnixSocket);

    [Theory]
    [InlineData("/home/me/app/ranges/waf.txt", "/home/me/app/", "ranges/waf.txt")]
    [InlineData("/home/me/app/ranges/waf.txt", "/home/me/app/", "./ranges/../ranges/waf.txt")]
    [InlineData("/home/me/shared/waf.txt", "/home/me/app", "../shared/waf.txt")]
    [InlineData(@"C:\src\App\ranges\waf.txt", @"c:\src\app\", "ranges/waf.txt")]
    [InlineData("/home/me/app/ranges/waf.txt", null, "ranges/waf.txt")]
    [InlineData("ranges/waf.txt", "", "ranges/waf.txt")]
    public void A_file_is_found_relative_to_the_project(string path, string? project, string declared)
        => Assert.Equal(path, RangeFilePath.Find([path, "/else/where.txt"], file => file, project, declared));

    [Theory]
    [InlineData("/home/me/app/other/ranges/waf.txt", "/home/me/app", "ranges/waf.txt")]
    [InlineData("/home/me/app/myranges/waf.txt", null, "ranges/waf.txt")]
    [InlineData("/home/me/app/waf.txt", null, "")]
    public void No_other_file_is_taken_for_it(string path, string? project, string declared)
        => Assert.Null(RangeFilePath.Find([path], file => file, project, declared));

    [Fact]
    public void Between_two_that_match_there_is_no_guess()
        => Assert.Null(RangeFilePath.Find(["/a/ranges/waf.txt", "/b/ranges/waf.txt"], file => file, null, "ranges/waf.txt"));
}
