using ClientIpAnalyzers.Analyzers.Tests.Infrastructure;

namespace ClientIpAnalyzers.Analyzers.Tests.Handling;

public class MappedAddressTests
{
    [Theory]
    [InlineData("return ip.MapToIPv4();")]
    [InlineData("return ctx.Connection.RemoteIpAddress?.MapToIPv4().ToString();")]
    [InlineData("return ctx.Connection.RemoteIpAddress!.MapToIPv4();")]
    [InlineData("return ip.IsIPv4MappedToIPv6 ? other.MapToIPv4() : ip;")]
    [InlineData("return ip.IsIPv4MappedToIPv6 ? ip : ip.MapToIPv4();")]
    [InlineData("if (ip.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6) { return ip.MapToIPv4(); } return ip;")]
    [InlineData("if (ip.IsIPv4MappedToIPv6) { logger.LogInformation(\"mapped\"); } return ip.MapToIPv4();")]
    [InlineData("if (IPAddress.IsLoopback(ip)) { return ip.MapToIPv4(); } return null;")]
    [InlineData("if (maybe != null) { return maybe.MapToIPv4(); } return null;")]
    [InlineData("return Dns.GetHostAddresses(\"a\").Select(address => address.MapToIPv4()).First();")]
    [InlineData("return ip.ToString().Replace(\"::ffff:\", \"\");")]
    [InlineData("return settings.AdminIp.Replace(\"::FFFF:\", string.Empty);")]
    [InlineData("return ctx.Request.Headers[\"X-Real-IP\"].ToString().Split(':')[0];")]
    [InlineData("var text = ctx.Connection.RemoteIpAddress?.ToString(); if (text!.Contains(':')) { text = text.Split(':').Last(); } return text;")]
    [InlineData("HttpListenerRequest request = null!; return request.RemoteEndPoint.ToString().Split(':')[0];")]
    [InlineData("return ip.GetAddressBytes()[0] == 10;")]
    [InlineData("return ip.GetAddressBytes()[0] is 10 or 127;")]
    [InlineData("return ip.GetAddressBytes().SequenceEqual(other.GetAddressBytes());")]
    [InlineData("var bytes = ip.GetAddressBytes(); return bytes[0] == 192 && bytes[1] == 168;")]
    [InlineData("var bytes = ip.GetAddressBytes(); switch (bytes[0]) { case 10: return true; case 172: return bytes[1] < 32; default: return false; }")]
    [InlineData("var text = ip.ToString(); return text.StartsWith(\"::ffff:\") ? text.Substring(7) : text;")]
    [InlineData("var text = ip.ToString(); if (text.StartsWith(\"::FFFF:\", StringComparison.OrdinalIgnoreCase)) { text = text.Substring(\"::ffff:\".Length); } return text;")]
    [InlineData("var text = settings.AdminIp; return text.StartsWith(\"::ffff:\") ? text.Remove(0, 7) : text;")]
    [InlineData("var one = ip.GetAddressBytes(); var two = other.GetAddressBytes(); for (var i = 0; i < 4; i++) { if (one[i] != two[i]) { return false; } } return true;")]
    public async Task Mapping_without_a_check_is_reported(string body)
        => Assert.Equal("CIP303", await HandlingTest.IdsAsync(body));

    [Theory]
    [InlineData("if (ip.IsIPv4MappedToIPv6) { return ip.MapToIPv4(); } return ip;")]
    [InlineData("if (ip.IsIPv4MappedToIPv6) ip = ip.MapToIPv4(); return ip;")]
    [InlineData("return ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip;")]
    [InlineData("return !ip.IsIPv4MappedToIPv6 ? ip : ip.MapToIPv4();")]
    [InlineData("return maybe is { IsIPv4MappedToIPv6: true } ? maybe.MapToIPv4() : maybe;")]
    [InlineData("return ctx.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : null;")]
    [InlineData("return ctx.Connection is { RemoteIpAddress: { IsIPv4MappedToIPv6: true } mapped } ? mapped.MapToIPv4() : null;")]
    [InlineData("if (maybe is null) { return null; } else if (maybe.IsIPv4MappedToIPv6) { return maybe.MapToIPv4(); } return maybe;")]
    [InlineData("if (maybe != null && maybe.IsIPv4MappedToIPv6) { maybe = maybe.MapToIPv4(); } return maybe;")]
    [InlineData("return maybe?.IsIPv4MappedToIPv6 == true ? maybe.MapToIPv4() : maybe;")]
    [InlineData("if (maybe?.IsIPv4MappedToIPv6 ?? false) { return maybe.MapToIPv4(); } return maybe;")]
    [InlineData("if (!ip.IsIPv4MappedToIPv6) { return ip; } return ip.MapToIPv4();")]
    [InlineData("if (maybe is not { IsIPv4MappedToIPv6: true }) { return maybe; } return maybe.MapToIPv4();")]
    [InlineData("if (maybe == null || !maybe.IsIPv4MappedToIPv6) { return maybe; } return maybe.MapToIPv4();")]
    [InlineData("var mapped = ip.IsIPv4MappedToIPv6; if (mapped) { return ip.MapToIPv4(); } return ip;")]
    [InlineData("var remote = ctx.Connection.RemoteIpAddress; if (remote != null && remote.IsIPv4MappedToIPv6) { return remote.MapToIPv4(); } return remote;")]
    [InlineData("if (ctx.Connection.RemoteIpAddress!.IsIPv4MappedToIPv6) { return ctx.Connection.RemoteIpAddress.MapToIPv4(); } return null;")]
    [InlineData("if (ip.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork || ip.IsIPv4MappedToIPv6) { return ip.MapToIPv4(); } return ip;")]
    [InlineData("if (ip.AddressFamily != System.Net.Sockets.AddressFamily.InterNetwork && !ip.IsIPv4MappedToIPv6) { return null; } return ip.MapToIPv4();")]
    [InlineData("return ip switch { { IsIPv4MappedToIPv6: true } => ip.MapToIPv4(), _ => ip };")]
    [InlineData("return ip switch { var a when a.IsIPv4MappedToIPv6 => a.MapToIPv4(), _ => ip };")]
    [InlineData("switch (ip) { case { IsIPv4MappedToIPv6: true } a: return a.MapToIPv4(); default: return ip; }")]
    [InlineData("while (ip.IsIPv4MappedToIPv6) { ip = ip.MapToIPv4(); } return ip;")]
    [InlineData("return Dns.GetHostAddresses(\"a\").Where(address => address.IsIPv4MappedToIPv6).Select(address => address.MapToIPv4()).First();")]
    [InlineData("return Dns.GetHostAddresses(\"a\").First(address => address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork).MapToIPv4();")]
    [InlineData("return Dns.GetHostAddresses(\"a\").Select(address => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).First();")]
    [InlineData("return IPAddress.Loopback.MapToIPv4();")]
    [InlineData("return IPAddress.Parse(\"10.0.0.1\").MapToIPv4();")]
    [InlineData("return ip.MapToIPv6();")]
    [InlineData("return settings.AdminIp.Replace(\"-\", \":\");")]
    [InlineData("return settings.AdminIp.Split(':')[0];")]
    [InlineData("return ctx.Request.Host.Value!.Split(':')[0];")]
    [InlineData("return ctx.Request.Headers[\"X-Real-IP\"].ToString().Split(',')[0];")]
    [InlineData("var parts = ctx.Request.Headers[\"X-Real-IP\"].ToString().Split(':'); return parts.Length == 2 ? parts[0] : null;")]
    [InlineData("var text = ctx.Request.Headers[\"X-Real-IP\"].ToString(); if (text.Count(c => c == ':') == 1) { text = text.Split(':')[0]; } return text;")]
    [InlineData("if (ip.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork) { var bytes = ip.GetAddressBytes(); return bytes[0] == 10; } return null;")]
    [InlineData("if (ip.IsIPv4MappedToIPv6) { ip = ip.MapToIPv4(); } var bytes = ip.GetAddressBytes(); return bytes.Length == 4 && bytes[0] == 10;")]
    [InlineData("return Convert.ToHexString(ip.GetAddressBytes());")]
    [InlineData("return (ip.GetAddressBytes()[0] & 0xFE) == 0xFC;")]
    [InlineData("return ip.IsIPv6LinkLocal || ip.GetAddressBytes()[0] == 10;")]
    [InlineData("var one = ip.GetAddressBytes(); var two = other.GetAddressBytes(); if (one.Length != two.Length) { return false; } for (var i = 0; i < one.Length; i++) { if (one[i] != two[i]) { return false; } } return true;")]
    [InlineData("var one = ip.GetAddressBytes(); var zeros = 0; for (var i = 0; i < 4; i++) { if (one[i] == 0) { zeros++; } } return zeros;")]
    [InlineData("var text = ip.ToString(); return text.Substring(7);")]
    [InlineData("var text = settings.AdminIp; return text.StartsWith(\"10.0.0.\") ? text.Substring(7) : text;")]
    [InlineData("var text = ip.ToString(); return text.StartsWith(\"::ffff:\") ? text.Substring(2) : text;")]
    [InlineData("var bytes = ip.GetAddressBytes(); Array.Reverse(bytes); return BitConverter.ToUInt32(bytes, 0);")]
    public async Task Mapping_behind_a_check_and_other_text_are_not(string body)
        => Assert.Equal("", await HandlingTest.IdsAsync(body));

    [Fact]
    public async Task A_check_in_another_shape_of_code_counts()
        => Assert.Equal("", HandlingTest.Ids(await RuleRunner.RunAsync("""
            public static class Extensions
            {
                public static IPAddress Unmap(this IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
                public static bool IsMapped(IPAddress address) => address.IsIPv4MappedToIPv6;
                public static IPAddress Other(IPAddress address) => IsMapped(address) ? address.MapToIPv4() : address;
                public static IPAddress Local(IPAddress address) { return address.IsIPv4MappedToIPv6 ? Map() : address; IPAddress Map() => address.MapToIPv4(); }
            }
            """)));

    [Fact]
    public async Task Look_alikes_are_none_and_code_that_does_not_compile_is_survived()
    {
        Assert.Equal("", HandlingTest.Ids(await RuleRunner.RunAsync(
            "namespace Mine { public class IPAddress { public IPAddress MapToIPv4() => this; public byte[] GetAddressBytes() => []; } public class C { object M(IPAddress a) => (a.MapToIPv4(), a.GetAddressBytes()[0] == 1); } }")));
        await RuleRunner.RunAsync("public class C { object M(IPAddress a) => a.MapToIPv4(; object N(IPAddress a) { if (a. ) { return a?.MapToIPv4(); } } object O() => MapToIPv4(); }", mustCompile: false);
    }

    [Theory]
    [InlineData("return ip.MapToIPv4();", "return ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip;")]
    [InlineData("return ip.MapToIPv4().ToString();", "return (ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip).ToString();")]
    [InlineData("return maybe?.MapToIPv4();", "return maybe is { IsIPv4MappedToIPv6: true } ? maybe.MapToIPv4() : maybe;")]
    [InlineData("return maybe?.MapToIPv4().ToString() ?? \"-\";", "return (maybe is { IsIPv4MappedToIPv6: true } ? maybe.MapToIPv4() : maybe)?.ToString() ?? \"-\";")]
    [InlineData("return maybe?.MapToIPv4()?.ToString();", "return (maybe is { IsIPv4MappedToIPv6: true } ? maybe.MapToIPv4() : maybe)?.ToString();")]
    [InlineData("return ctx.Connection.RemoteIpAddress?.MapToIPv4() /* why */;", "return ctx.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } ? ctx.Connection.RemoteIpAddress.MapToIPv4() : ctx.Connection.RemoteIpAddress /* why */;")]
    [InlineData("return ip.ToString().Replace(\"::ffff:\", \"\");", "return (ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip).ToString();")]
    [InlineData("return maybe?.ToString().Replace(\"::ffff:\", \"\");", "return (maybe is { IsIPv4MappedToIPv6: true } ? maybe.MapToIPv4() : maybe)?.ToString();")]
    [InlineData("return (ip.MapToIPv4(), other.MapToIPv4());", "return (ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip, other.IsIPv4MappedToIPv6 ? other.MapToIPv4() : other);")]
    public async Task The_fix_inserts_the_check(string bad, string good)
        => Assert.Equal(good, await HandlingTest.FixAsync("CIP303", bad));
}
