using System.Globalization;
using System.Net;
using System.Security.Claims;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClientIpAnalyzers.Runtime.Tests.AspNetCore;

public partial class InspectorTests
{
    private const string Page = "/_clientip";
    private const string Secret = "a-secret-of-the-origin";

    private static readonly ClientIpPolicy s_shop = ClientIpPolicy.FromJson($$"""
        {
          "sources": [{ "header": "Ali-Cdn-Real-Ip", "via": ["cdn", "waf", "alb"], "proof": { "header": "X-Origin-Token", "secrets": ["{{Secret}}"] } }],
          "hops": { "cdn": ["192.0.2.0/24"], "waf": ["198.51.100.0/24"], "alb": ["100.64.0.0/10"] }
        }
        """);

    [Fact]
    public async Task It_explains_the_request_that_asks_for_it()
    {
        await using var app = await StartAsync(Hosts.Alb);
        var page = await Get(app, Page, peer: "100.64.3.4", ("X-Forwarded-For", "6.6.6.6, 203.0.113.7"));

        Assert.Equal(200, page.Status);
        Assert.Equal("The client is 203.0.113.7", page.Headline);
        Assert.Contains("The peer 100.64.3.4 is in hop 'alb' and may speak for it.", page.Text, StringComparison.Ordinal);
        Assert.Contains("X-Forwarded-For also says 6.6.6.6, further to the left.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Client (verified: 203.0.113.7), then alb (verified: 100.64.3.4), then the application", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_request_is_explained_with_what_to_change()
    {
        await using var app = await StartAsync(s_shop);
        var page = await Get(app, Page, peer: "203.0.113.66", ("Ali-Cdn-Real-Ip", "8.8.8.8"));

        Assert.Equal("The client is not known", page.Headline);
        Assert.Contains("PeerNotTrusted", page.Text, StringComparison.Ordinal);
        Assert.Contains("Ali-Cdn-Real-Ip says 8.8.8.8. It comes from 203.0.113.66, which is no proxy of this policy", page.Text, StringComparison.Ordinal);
        Assert.Contains("If 203.0.113.66 is your own proxy, add its range to hop 'alb'.", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_request_is_answered_by_the_policys_own_resolver()
    {
        await using var app = await StartAsync(s_shop);
        foreach (var (token, list, expected) in new[]
        {
            (Secret, "203.0.113.7, 192.0.2.1, 198.51.100.9", "Resolved"),
            (Secret, "203.0.113.66", "ChainMismatch"),
            (Secret, "198.51.100.9", "ChainTooShort"),
            ("wrong-wrong-wrong-wrong", "192.0.2.1, 198.51.100.9", "ProofMismatch"),
        })
        {
            var headers = $"Ali-Cdn-Real-Ip: 203.0.113.7\r\n\r\nX-Forwarded-For: {list}\r\nX-Origin-Token: {token}";
            var page = await Post(app, peer: "100.64.3.4", headers);
            var answer = new PolicyResolver(s_shop).Resolve(
                Ip.Parse("100.64.3.4"),
                Policies.Requests.Headers(("Ali-Cdn-Real-Ip", "203.0.113.7"), ("X-Forwarded-For", list), ("X-Origin-Token", token)),
                new PathString("/"));
            Assert.Equal(expected, answer.Reason.ToString());
            Assert.Equal(200, page.Status);
            Assert.Equal(answer.IsKnown ? $"The client is {answer}" : "The client is not known", page.Headline);
            Assert.Contains($"""<code class="reason">{expected}</code>""", page.Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_proven_client_at_the_left_end_of_the_list_is_no_claim()
    {
        await using var app = await StartAsync(s_shop);
        string Headers(string first) => $"Ali-Cdn-Real-Ip: 203.0.113.7\nX-Forwarded-For: {first}, 192.0.2.1, 198.51.100.9\nX-Origin-Token: {Secret}";
        Assert.DoesNotContain("also says", (await Post(app, "100.64.3.4", Headers("203.0.113.7"))).Text, StringComparison.Ordinal);
        Assert.Contains("X-Forwarded-For also says 6.6.6.6", (await Post(app, "100.64.3.4", Headers("6.6.6.6"))).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unix")]
    [InlineData("")]
    public async Task A_peer_without_an_address_can_be_tried(string peer)
    {
        await using var app = await StartAsync(ClientIpPolicy.FromJson(
            """{ "sources": [{ "header": "X-Forwarded-For", "via": ["nginx"] }], "hops": { "nginx": ["unix"] } }"""));
        Assert.Equal("The client is 2001:db8::7", (await Post(app, peer, "X-Forwarded-For: 2001:db8::7")).Headline);
    }

    [Fact]
    public async Task Lines_of_one_name_are_one_list_and_the_path_counts()
    {
        await using var app = await StartAsync(Hosts.Alb);
        Assert.Equal("The client is 9.9.9.9", (await Post(app, "100.64.3.4", "X-Forwarded-For: 8.8.8.8\nx-forwarded-for: 9.9.9.9")).Headline);
        Assert.Equal("A health probe, which has no client", (await Post(app, "100.64.3.4", string.Empty, path: "/healthz")).Headline);
    }

    [Theory]
    [InlineData("no address", "X-Forwarded-For: 8.8.8.8", "/", "The peer is no address")]
    [InlineData("8.8.8.8:80:80", "X-Forwarded-For: 8.8.8.8", "/", "The peer is no address")]
    [InlineData("100.64.3.4", "X-Forwarded-For: 8.8.8.8\nnonsense", "/", "Line 2 is no header")]
    [InlineData("100.64.3.4", "<b>: 8.8.8.8", "/", "Line 1 is no header")]
    [InlineData("100.64.3.4", "X-Forwarded-For: 8.8.8.8", "relative", "A path begins with /")]
    public async Task A_field_that_cannot_be_read_is_said_to_be(string peer, string headers, string path, string problem)
    {
        await using var app = await StartAsync(Hosts.Alb);
        var page = await Post(app, peer, headers, path);
        Assert.Equal(400, page.Status);
        Assert.Contains(problem, page.Text, StringComparison.Ordinal);
        Assert.Contains("aria-invalid", page.Html, StringComparison.Ordinal);
        Assert.Null(page.Headline);
    }

    [Fact]
    public async Task More_than_the_form_takes_is_refused_before_it_is_read()
    {
        await using var app = await StartAsync(Hosts.Alb);
        var tooManyLines = await Post(app, "100.64.3.4", string.Join('\n', Enumerable.Repeat("X-Forwarded-For: 8.8.8.8", 65)));
        Assert.Equal(400, tooManyLines.Status);
        var tooLong = await Post(app, "100.64.3.4", "X-Forwarded-For: " + new string('8', (16 * 1024) + 1));
        Assert.Equal(400, tooLong.Status);
        Assert.True(tooLong.Html.Length < 64 * 1024, "The page repeats what is too long.");

        // With a length, and without one.
        var huge = "headers=" + new string('8', 128 * 1024);
        Assert.Equal(413, (await Send(app, "POST", Page, "100.64.3.4", huge)).Status);
        Assert.Equal(413, (await Send(app, "POST", Page, "100.64.3.4", huge, hasLength: false)).Status);
        var manyFields = string.Join('&', Enumerable.Range(0, 40).Select(number => $"f{number}=1"));
        Assert.Equal(413, (await Send(app, "POST", Page, "100.64.3.4", manyFields)).Status);
        Assert.Equal(415, (await Send(app, "POST", Page, "100.64.3.4", "{}", contentType: "application/json")).Status);
    }

    [Fact]
    public async Task A_header_as_long_as_the_form_allows_is_shortened_on_the_page()
    {
        await using var app = await StartAsync(Hosts.Alb);
        var page = await Post(app, "100.64.3.4", "X-Forwarded-For: " + string.Join(", ", Enumerable.Repeat("8.8.8.8", 1700)) + ", 9.9.9.9");
        Assert.Equal("The client is 9.9.9.9", page.Headline);
        Assert.Contains("more characters)", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", 200, true)]
    [InlineData("HEAD", 200, false)]
    [InlineData("PUT", 405, false)]
    [InlineData("DELETE", 405, false)]
    [InlineData("OPTIONS", 405, false)]
    public async Task Only_reading_and_trying_is_served(string method, int status, bool hasBody)
    {
        await using var app = await StartAsync(Hosts.Alb);
        var page = await Send(app, method, Page, "100.64.3.4");
        Assert.Equal(status, page.Status);
        Assert.Equal(hasBody, page.Html.Length != 0);
        Assert.Equal(status == 405 ? "GET, HEAD, POST" : string.Empty, page.Headers.Allow.ToString());
    }

    [Fact]
    public async Task Markup_is_shown_as_text_wherever_it_stands()
    {
        const string attack = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
        await using var app = await StartAsync(new ClientIpPolicy
        {
            Sources = [new ClientIpSource("X-Forwarded-For") { Via = [attack, "alb"] }, new ClientIpSource("X-Real-IP") { Via = ["alb"] }],
            Hops = [new TrustedHop(attack, CidrSet.Parse("192.0.2.0/24")), new TrustedHop("alb", CidrSet.Parse("100.64.0.0/10"))],
        });
        foreach (var page in new[]
        {
            await Get(app, Page, "100.64.3.4", ("X-Forwarded-For", attack), ("X-Real-IP", attack)),
            await Get(app, Page, "203.0.113.66", ("X-Forwarded-For", attack), ("X-Real-IP", attack)),
            await Post(app, "100.64.3.4", $"X-Forwarded-For: {attack}\nX-Real-IP: {attack}\nX-Other: {attack}"),
            await Post(app, attack, $"X-Forwarded-For: {attack}\n{attack}", path: $"/{attack}"),
            await Post(app, "100.64.3.4", "X-Real-IP: 8.8.8.8", path: attack),
        })
        {
            Assert.Equal(1, Occurrences(page.Html, "<script"));
            Assert.Equal(0, Occurrences(page.Html, "<img"));
            Assert.DoesNotContain("\"'>", page.Html, StringComparison.Ordinal);
            Assert.Contains("&lt;script&gt;", page.Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Characters_that_nobody_sees_are_shown_by_their_number()
    {
        await using var app = await StartAsync(Hosts.Alb);
        var page = await Post(app, "100.64.3.4", "X-Forwarded-For: \u202E1.1.1.1\u200B, 9.9.9.9");
        Assert.Contains(@"X-Forwarded-For also says \u{202E}1.1.1.1\u{200B}", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Secret)]
    [InlineData("a wrong guess at it")]
    public async Task Neither_a_secret_nor_a_guess_at_one_is_ever_on_the_page(string value)
    {
        await using var app = await StartAsync(s_shop);
        foreach (var page in new[]
        {
            await Get(app, Page, "100.64.3.4", ("Ali-Cdn-Real-Ip", "8.8.8.8"), ("X-Origin-Token", value)),
            await Get(app, Page, "203.0.113.66", ("X-Origin-Token", value), ("Authorization", value), ("Cookie", value)),
            await Post(app, "100.64.3.4", $"Ali-Cdn-Real-Ip: 8.8.8.8\nx-origin-TOKEN:{value}\nX-Origin-Token: {value}"),
            await Post(app, "100.64.3.4", $"Authorization: {value}\nCookie: {value}\nproxy-authorization: {value}"),
            await Post(app, "nonsense", $"X-Origin-Token: {value}"),
            await Post(app, "100.64.3.4", $"X-Origin-Token {value}"),
        })
        {
            Assert.DoesNotContain(value, page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(Secret, page.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_secret_in_the_wrong_field_is_not_shown_either()
    {
        await using var app = await StartAsync(s_shop);
        foreach (var page in new[]
        {
            await Post(app, Secret, "X-Forwarded-For: 8.8.8.8"),
            await Post(app, "100.64.3.4", $"X-Forwarded-For: {Secret}\nAli-Cdn-Real-Ip: {Secret}\nX-Other: {Secret}"),
            await Post(app, "203.0.113.66", $"Ali-Cdn-Real-Ip: {Secret}"),
            await Post(app, "100.64.3.4", Secret),
            await Post(app, "100.64.3.4", string.Empty, path: Secret),
        })
        {
            Assert.DoesNotContain(Secret, page.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_hidden_value_that_is_sent_back_is_taken_for_none_and_said_to_be()
    {
        await using var app = await StartAsync(s_shop);
        var first = await Post(app, "100.64.3.4", $"Ali-Cdn-Real-Ip: 8.8.8.8\nX-Origin-Token: {Secret}");
        Assert.Contains("X-Origin-Token: (hidden)", first.Text, StringComparison.Ordinal);
        var second = await Post(app, "100.64.3.4", "Ali-Cdn-Real-Ip: 8.8.8.8\nX-Origin-Token: (hidden)");
        Assert.Contains("ProofMissing", second.Text, StringComparison.Ordinal);
        Assert.Contains("The value of X-Origin-Token is never shown", second.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_but_its_own_style_and_script_may_run_and_nobody_may_keep_or_frame_it()
    {
        await using var app = await StartAsync(Hosts.Alb);
        var page = await Get(app, Page, "100.64.3.4");
        var policy = page.Headers.ContentSecurityPolicy.ToString();
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        foreach (var part in new[] { "default-src 'none'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'" })
        {
            Assert.Contains(part, policy, StringComparison.Ordinal);
        }

        foreach (var (element, directive) in new[] { ("style", "style-src"), ("script", "script-src") })
        {
            var content = Regex.Match(page.Html, $"<{element}>(.*?)</{element}>", RegexOptions.Singleline).Groups[1].Value;
            var hash = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(content)));
            Assert.Contains($"{directive} 'sha256-{hash}'", policy, StringComparison.Ordinal);
        }

        Assert.DoesNotMatch("""(src|href|action)="(?![?#]|data:)""", page.Html);
        Assert.DoesNotMatch(""" (style|on[a-z]+)=""", page.Html);
        Assert.Equal("no-store", page.Headers.CacheControl);
        Assert.Equal("nosniff", page.Headers.XContentTypeOptions);
        Assert.Equal("no-referrer", page.Headers["Referrer-Policy"]);
        Assert.Equal("text/html; charset=utf-8", page.Headers.ContentType);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("POST")]
    [InlineData("PUT")]
    public async Task Outside_Development_there_is_no_such_page(string method)
    {
        await using var app = await StartAsync(Hosts.Alb, environment: "Production");
        var page = await Send(app, method, Page, "100.64.3.4");
        Assert.Equal((404, string.Empty), (page.Status, page.Html));
        Assert.Equal(string.Empty, page.Headers.Allow.ToString());
    }

    [Theory]
    [InlineData(null, 401)]
    [InlineData("visitor", 403)]
    [InlineData("operator", 200)]
    public async Task Outside_Development_it_is_for_those_who_are_authorized(string? user, int status)
    {
        await using var app = await StartAsync(Hosts.Alb, "Production", Authorize, app => app.UseAuthorization(), page => page.RequireAuthorization("operators"));
        Assert.Equal(status, (await Get(app, Page, "100.64.3.4", ("X-User", user ?? string.Empty))).Status);
    }

    [Fact]
    public async Task A_group_may_restrict_it_too()
    {
        var builder = Hosts.Builder("Production");
        builder.Services.AddClientIp(Hosts.Alb).AddRouting();
        Authorize(builder.Services);
        await using var app = await Hosts.StartAsync(builder, app => app.UseAuthorization().UseRouting().UseAuthorization().UseEndpoints(
            endpoints => endpoints.MapGroup("/ops").RequireAuthorization("operators").MapClientIpInspector("/who")));
        Assert.Equal(200, (await Get(app, "/ops/who", "100.64.3.4", ("X-User", "operator"))).Status);
        Assert.Equal(403, (await Get(app, "/ops/who", "100.64.3.4", ("X-User", "visitor"))).Status);
    }

    [Fact]
    public async Task A_restriction_that_is_lifted_or_that_nobody_enforces_counts_for_nothing()
    {
        await using var anonymous = await StartAsync(
            Hosts.Alb, "Production", Authorize, app => app.UseAuthorization(), page => page.RequireAuthorization("operators").AllowAnonymous());
        Assert.Equal(404, (await Get(anonymous, Page, "100.64.3.4")).Status);

        // Such an application runs endpoints that ask for authorization without any.
        await using var careless = await StartAsync(
            Hosts.Alb,
            "Production",
            services => services.Configure<RouteOptions>(options => options.SuppressCheckForUnhandledSecurityMetadata = true),
            restrict: page => page.RequireAuthorization());
        Assert.Equal(404, (await Get(careless, Page, "100.64.3.4")).Status);
    }

    [Fact]
    public async Task Answers_are_counted_for_each_host_alone()
    {
        await using var one = await StartAsync(Hosts.Alb);
        await using var other = await StartAsync(Hosts.Alb);
        for (var number = 0; number < 3; number++)
        {
            await Get(one, "/", "100.64.3.4", ("X-Forwarded-For", "8.8.8.8"));
            await Get(one, "/", "203.0.113.66", ("X-Forwarded-For", "8.8.8.8"));
        }

        var counts = Counts(await Get(one, Page, "100.64.3.4", ("X-Forwarded-For", "8.8.8.8")));
        Assert.Equal(["Resolved 4", "PeerNotTrusted 3"], counts);
        Assert.Equal(["HeaderMissing 1"], Counts(await Get(other, Page, "100.64.3.4")));

        // What is only tried is no answer of the application.
        await Post(one, "203.0.113.66", "X-Forwarded-For: 8.8.8.8");
        Assert.Contains("PeerNotTrusted 3", Counts(await Get(one, Page, "100.64.3.4")));
    }

    [Fact]
    public async Task Every_policy_of_the_application_can_be_looked_at()
    {
        var builder = Hosts.Builder("Development", (ConfiguredPolicy.Key, "100.64.0.0/10"));
        builder.Services.AddClientIp(s_shop).AddClientIpPolicies(registry => registry.Add<ConfiguredPolicy>());
        await using var app = await Hosts.StartAsync(builder, app => app.MapClientIpInspector());
        (string, string)[] headers = [("X-Forwarded-For", "8.8.8.8"), ("X-Origin-Token", Secret)];
        Assert.Equal("The client is not known", (await Get(app, Page, "100.64.3.4", headers)).Headline);
        var other = await Get(app, Page + "?policy=ConfiguredPolicy", "100.64.3.4", headers);
        Assert.Equal("The client is 8.8.8.8", other.Headline);
        Assert.Contains("""href="?policy=ConfiguredPolicy" aria-current="page">ConfiguredPolicy<""", other.Html, StringComparison.Ordinal);

        // The secrets of one policy are none of the other's business.
        Assert.DoesNotContain(Secret, (await Post(app, "100.64.3.4", $"X-Forwarded-For: 8.8.8.8\nX-Origin-Token: {Secret}", policy: "ConfiguredPolicy")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("through", "203.0.113.66", "The client is 203.0.113.66")]
    [InlineData("forged", "8.8.8.8", "The client is 203.0.113.66")]
    [InlineData("around", "8.8.8.8", "The client is not known")]
    public async Task The_examples_are_made_from_the_policy(string example, string claim, string headline)
    {
        await using var app = await StartAsync(Hosts.Alb);
        var page = await Get(app, $"{Page}?example={example}", "127.0.0.1");
        Assert.Equal(headline, page.Headline);
        Assert.Contains($"X-Forwarded-For: {claim}", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_Development_a_browser_on_this_machine_is_told_that_it_is_an_exception()
    {
        await using var app = await StartAsync(Hosts.Alb);
        var page = await Get(app, Page, "127.0.0.1");
        Assert.Equal("The client is 127.0.0.1", page.Headline);
        Assert.Contains("Anywhere else the answer would be PeerNotTrusted.", page.Text, StringComparison.Ordinal);
        Assert.Contains("The policy alone is asked here.", (await Post(app, "127.0.0.1", string.Empty)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_the_headers_on_the_way_is_said_to_be_one()
    {
        await using var app = await StartAsync(Hosts.Alb, use: app => app.Use((context, next) =>
        {
            context.Request.Headers.Remove("X-Forwarded-For");
            return next(context);
        }));
        var page = await Get(app, Page, "100.64.3.4", ("X-Forwarded-For", "8.8.8.8"));
        Assert.Equal("The client is 8.8.8.8", page.Headline);
        Assert.Contains("Something has changed its headers since", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_list_of_ranges_is_folded()
    {
        var ranges = Enumerable.Range(0, 300).Select(number => $"2001:db8:{number:x}::/48");
        await using var app = await StartAsync(new ClientIpPolicy
        {
            Sources = [new ClientIpSource("X-Forwarded-For") { Via = ["cdn"] }],
            Hops = [new TrustedHop("cdn", CidrSet.Parse(ranges)) { Shared = true }],
        });
        var page = await Get(app, Page, "2001:db8:12b::1", ("X-Forwarded-For", "2001:db8:ffff::7"));
        Assert.Equal("The client is 2001:db8:ffff::7", page.Headline);
        Assert.Contains("<details id=\"ranges-0\"><summary>248 more of cdn</summary>", page.Html, StringComparison.Ordinal);
        Assert.Contains("44 further ranges are not shown.", page.Text, StringComparison.Ordinal);
        Assert.Contains("and 298 more", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(EveryKindOfPolicy))]
    public async Task Every_kind_of_policy_has_a_page_whatever_is_tried(int index)
    {
        await using var app = await StartAsync(ClientIpPolicy.FromJson(Policies.Requests.Policies[index]));
        foreach (var example in new[] { "through", "forged", "around" })
        {
            Assert.NotNull((await Get(app, $"{Page}?example={example}", "127.0.0.1")).Headline);
        }

        foreach (var value in new[] { "", ",", "unknown", "\"", "for=", "for=\"[2001:db8::7]\"", "8.8.8.8, 192.0.2.7, 198.51.100.9", new string(',', 40), "\u00e9\uFFFF" })
        {
            Assert.NotNull((await Post(app, "100.64.3.4", $"X-Forwarded-For: {value}\nForwarded: {value}\nAli-Cdn-Real-Ip: {value}")).Headline);
        }
    }

    public static TheoryData<int> EveryKindOfPolicy => [.. Enumerable.Range(0, Policies.Requests.Policies.Length)];

    [Fact]
    public async Task Without_policies_it_cannot_be_mapped()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(
            () => Hosts.StartAsync(Hosts.Builder("Development"), app => app.MapClientIpInspector()));
        Assert.Contains("AddClientIp", exception.Message, StringComparison.Ordinal);
    }

    private static Task<WebApplication> StartAsync(
        ClientIpPolicy policy,
        string environment = "Development",
        Action<IServiceCollection>? register = null,
        Action<WebApplication>? use = null,
        Action<IEndpointConventionBuilder>? restrict = null)
    {
        var builder = Hosts.Builder(environment);
        builder.Services.AddClientIp(policy).AddRouting();
        register?.Invoke(builder.Services);
        return Hosts.StartAsync(builder, app =>
        {
            use?.Invoke(app);
            var page = app.MapClientIpInspector();
            restrict?.Invoke(page);
        });
    }

    private static void Authorize(IServiceCollection services)
    {
        services.AddAuthentication("Test").AddScheme<AuthenticationSchemeOptions, HeaderUser>("Test", null);
        services.AddAuthorizationBuilder().AddPolicy("operators", policy => policy.RequireUserName("operator"));
    }

    private static Task<Answer> Get(WebApplication app, string path, string peer, params (string Name, string Value)[] headers)
        => Send(app, "GET", path, peer, headers: headers);

    private static Task<Answer> Post(WebApplication app, string peer, string headers, string path = "/", string? policy = null)
        => Send(app, "POST", Page, "127.0.0.1", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["peer"] = peer,
            ["headers"] = headers,
            ["path"] = path,
            ["policy"] = policy ?? string.Empty,
        }).ReadAsStringAsync().Result);

    private static async Task<Answer> Send(
        WebApplication app,
        string method,
        string path,
        string peer,
        string? body = null,
        string contentType = "application/x-www-form-urlencoded",
        bool hasLength = true,
        params (string Name, string Value)[] headers)
    {
        var context = await app.GetTestServer().SendAsync(context =>
        {
            context.Connection.RemoteIpAddress = IPAddress.Parse(peer);
            context.Request.Method = method;
            var query = path.IndexOf('?', StringComparison.Ordinal);
            context.Request.Path = query < 0 ? path : path[..query];
            context.Request.QueryString = new QueryString(query < 0 ? null : path[query..]);
            foreach (var (name, value) in headers)
            {
                context.Request.Headers[name] = value;
            }

            if (body is not null)
            {
                context.Request.ContentType = contentType;
                context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
                context.Request.ContentLength = hasLength ? Encoding.UTF8.GetByteCount(body) : null;
            }
        });
        using var reader = new StreamReader(context.Response.Body);
        return new Answer(context.Response.StatusCode, context.Response.Headers, await reader.ReadToEndAsync());
    }

    private static int Occurrences(string text, string part) => text.Split(part).Length - 1;

    private static IEnumerable<string> Counts(Answer page) => CountRow().Matches(page.Html)
        .Select(match => $"{match.Groups[1].Value} {int.Parse(match.Groups[2].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture)}");

    [GeneratedRegex("""<th scope="row">.*?<code>(\w+)</code>.*?<td class="number">([\d,]+)</td>""")]
    private static partial Regex CountRow();

    private sealed record Answer(int Status, IHeaderDictionary Headers, string Html)
    {
        /// <summary>What a reader sees.</summary>
        public string Text => WebUtility.HtmlDecode(Regex.Replace(Html, "<[^>]*>", string.Empty));

        public string? Headline => Regex.Match(Html, """<h2 id="headline">\s*(.*?)\s*</h2>""", RegexOptions.Singleline) is { Success: true } match
            ? WebUtility.HtmlDecode(Regex.Replace(match.Groups[1].Value, "<[^>]*>", string.Empty))
            : null;
    }

    private sealed class HeaderUser(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, System.Text.Encodings.Web.UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
            Request.Headers["X-User"].ToString() is { Length: > 0 } name
                ? AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, name)], "Test")), "Test"))
                : AuthenticateResult.NoResult());
    }
}
