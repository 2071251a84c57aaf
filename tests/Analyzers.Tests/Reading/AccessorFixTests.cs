using ClientIpAnalyzers.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ClientIpAnalyzers.Analyzers.Tests.Reading;

public class AccessorFixTests
{
    private const string Member = "public class Sample : ControllerBase { public object? Get(HttpContext ctx, HttpRequest req, IHttpContextAccessor accessor)\n{\n    BODY\n} }";

    [Theory]
    [InlineData("return ctx.Connection.RemoteIpAddress;", "return ctx.GetClientIp().ToIPAddress();")]
    [InlineData("return ctx.Connection.RemoteIpAddress?.ToString() ?? \"none\";", "return ctx.GetClientIp().Address?.ToString() ?? \"none\";")]
    [InlineData("return ctx?.Connection?.RemoteIpAddress?.ToString();", "return ctx?.GetClientIp().Address?.ToString();")]
    [InlineData("return accessor.HttpContext?.Connection.RemoteIpAddress?.ToString() ?? \"-\";", "return accessor.HttpContext?.GetClientIp().Address?.ToString() ?? \"-\";")]
    [InlineData("return accessor.HttpContext!.Connection.RemoteIpAddress!.ToString();", "return accessor.HttpContext!.GetClientIp().Address?.ToString()!;")]
    [InlineData("return accessor?.HttpContext?.Connection?.RemoteIpAddress;", "return accessor?.HttpContext?.GetClientIp().ToIPAddress();")]
    [InlineData("return ctx.Connection.RemoteIpAddress?.MapToIPv6().ToString();", "return ctx.GetClientIp().ToIPAddress()?.MapToIPv6().ToString();")]
    [InlineData("return HttpContext.Connection.RemoteIpAddress;", "return HttpContext.GetClientIp().ToIPAddress();")]
    [InlineData("return Request.HttpContext.Connection.RemoteIpAddress;", "return Request.HttpContext.GetClientIp().ToIPAddress();")]
    [InlineData("return ctx.Connection is { RemoteIpAddress: { } a } ? a : null;", "return ctx.GetClientIp().ToIPAddress() is { } a ? a : null;")]
    [InlineData("return ctx.Connection.RemoteIpAddress is { } a ? a : null;", "return ctx.GetClientIp().ToIPAddress() is { } a ? a : null;")]
    [InlineData("return ctx.Features.Get<IHttpConnectionFeature>()?.RemoteIpAddress;", "return ctx.GetClientIp().ToIPAddress();")]
    [InlineData("return ctx.Connection.RemoteIpAddress /* peer */ ; // why", "return ctx.GetClientIp().ToIPAddress() /* peer */ ; // why")]
    [InlineData("return ctx.Connection.RemoteIpAddress + \"\" + ctx.Connection.RemoteIpAddress;", "return ctx.GetClientIp().ToIPAddress() + \"\" + ctx.GetClientIp().ToIPAddress();")]
    [InlineData("return ctx.Request.Headers[\"X-Forwarded-For\"].ToString();", "return ctx.GetClientIp().Address?.ToString();")]
    [InlineData("return ctx.Request.Headers[\"X-Forwarded-For\"].FirstOrDefault() ?? \"-\";", "return ctx.GetClientIp().Address?.ToString() ?? \"-\";")]
    [InlineData("string? ip = ctx.Request.Headers[\"X-Real-IP\"]; return ip;", "string? ip = ctx.GetClientIp().Address?.ToString(); return ip;")]
    [InlineData("return Request.Headers[\"X-Real-IP\"].ToString();", "return HttpContext.GetClientIp().Address?.ToString();")]
    [InlineData("return req.Headers[\"X-Real-IP\"].ToString();", "return req.HttpContext.GetClientIp().Address?.ToString();")]
    [InlineData("return ctx.Request.Headers[\"X-Forwarded-For\"].ToString().Split(',')[0].Trim();", "return ctx.GetClientIp().Address?.ToString();")]
    [InlineData("return ctx.Request.Headers[\"X-Forwarded-For\"].FirstOrDefault()?.Split(',').FirstOrDefault()?.Trim();", "return ctx.GetClientIp().Address?.ToString();")]
    [InlineData("return ctx.Request.Headers.GetCommaSeparatedValues(\"X-Forwarded-For\")[0];", "return ctx.GetClientIp().Address?.ToString();")]
    public async Task A_read_becomes_the_accessor_by_its_shape(string bad, string good)
    {
        var solution = FixRunner.CreateSolution(FixRunner.GlobalUsings, [Member.Replace("BODY", bad, StringComparison.Ordinal)]);
        await FixRunner.AssertCompilesAsync(solution);
        var fixedOnce = await FixRunner.FixEachAsync(solution);
        Assert.Equal(Member.Replace("BODY", good, StringComparison.Ordinal), await FixRunner.TextAsync(fixedOnce));
        await FixRunner.AssertCompilesAsync(fixedOnce);

        // The bare policy that comes with the first fix asks for its ranges (CIP504), and rightly so.
        Assert.DoesNotContain(await FixRunner.DiagnosticsAsync(fixedOnce.Projects.Single()), RuleRunner.IsAboutReading);
        Assert.Equal(fixedOnce, await FixRunner.FixEachAsync(fixedOnce));
    }

    [Theory]
    [InlineData("HttpListenerRequest r = null!; return r.RemoteEndPoint;")]
    [InlineData("var connection = GetConnection(); return connection.RemoteIpAddress; ConnectionInfo GetConnection() => ctx.Connection;")]
    [InlineData("var values = ctx.Request.Headers[\"X-Real-IP\"]; return values.Count;")]
    public async Task No_fix_is_offered_where_no_context_is_in_reach_or_the_code_would_break(string body)
    {
        var solution = FixRunner.CreateSolution(FixRunner.GlobalUsings, [Member.Replace("BODY", body, StringComparison.Ordinal)]);
        var project = solution.Projects.Single();
        var diagnostic = Assert.Single(await FixRunner.DiagnosticsAsync(project));
        Assert.Null(await FixRunner.ActionAsync(solution.GetDocument(diagnostic.Location.SourceTree!)!, diagnostic));
    }

    [Fact]
    public async Task A_type_that_has_the_accessor_uses_it()
    {
        const string Source = """
            public class C : ControllerBase
            {
                protected ClientIpAnalyzers.ClientIp ClientIp => HttpContext.GetClientIp();
                public object? Get() => HttpContext.Connection.RemoteIpAddress?.ToString() ?? Request.Headers["X-Forwarded-For"].ToString().Split(',')[0];
            }
            """;
        var after = await FixRunner.FixEachAsync(FixRunner.CreateSolution(FixRunner.GlobalUsings, [Source]));
        Assert.Contains("=> ClientIp.Address?.ToString() ?? ClientIp.Address?.ToString();", await FixRunner.TextAsync(after), StringComparison.Ordinal);
        await FixRunner.AssertCompilesAsync(after);
    }

    [Fact]
    public async Task The_using_of_the_accessor_is_added_once_and_in_order()
    {
        const string Source = """
            // head
            using System;
            using Zebra;

            namespace Zebra
            {
                public class A { public object? Get(Microsoft.AspNetCore.Http.HttpContext c) => (c.Connection.RemoteIpAddress, c.Connection.RemoteIpAddress); }
            }
            """;
        var after = await FixRunner.FixEachAsync(FixRunner.CreateSolution(null, [Source]));
        Assert.StartsWith("// head\nusing System;\nusing Microsoft.AspNetCore.Http;\nusing Zebra;\n", await FixRunner.TextAsync(after), StringComparison.Ordinal);
        await FixRunner.AssertCompilesAsync(after);
    }

    [Fact]
    public async Task One_policy_file_is_added_where_no_policy_is_declared()
    {
        var source = Member.Replace("BODY", "return (ctx.Connection.RemoteIpAddress, ctx.Connection.RemoteIpAddress);", StringComparison.Ordinal);
        var after = await FixRunner.FixEachAsync(FixRunner.CreateSolution(FixRunner.GlobalUsings, [source]));
        Assert.Contains("[assembly: ClientIpAnalyzers.ClientIpSource(\"X-Forwarded-For\")]", await FixRunner.TextAsync(after, file: "ClientIpPolicySetup.cs"), StringComparison.Ordinal);

        var declared = await FixRunner.FixEachAsync(FixRunner.CreateSolution(
            FixRunner.GlobalUsings, [source, "[ClientIpAnalyzers.ClientIpSource(\"X\")] public partial class P { }"]));
        Assert.DoesNotContain(declared.Projects.Single().Documents, document => document.Name == "ClientIpPolicySetup.cs");
    }

    [Theory]
    [InlineData(FixAllScope.Document, 1, 1)]
    [InlineData(FixAllScope.Project, 2, 1)]
    [InlineData(FixAllScope.Solution, 4, 2)]
    public async Task FixAll_repairs_its_scope_and_adds_one_policy_per_project(FixAllScope scope, int files, int policies)
    {
        var source = Member.Replace("BODY", "return (ctx.Connection.RemoteIpAddress, ctx.Connection.RemoteIpAddress?.ToString());", StringComparison.Ordinal);
        var other = source.Replace("Sample", "Other", StringComparison.Ordinal);
        var solution = FixRunner.CreateSolution(FixRunner.GlobalUsings, [source, other], [source, other]);
        var after = await FixRunner.FixAllAsync(solution, scope, "CIP001");
        await FixRunner.AssertCompilesAsync(after);
        var texts = new List<string>();
        foreach (var document in after.Projects.SelectMany(project => project.Documents))
        {
            texts.Add((await document.GetTextAsync(TestContext.Current.CancellationToken)).ToString());
        }

        Assert.Equal(files, texts.Count(text => text.Contains("GetClientIp().ToIPAddress()", StringComparison.Ordinal)));
        Assert.Equal(policies, texts.Count(text => text.Contains("[assembly: ClientIpAnalyzers.ClientIpSource", StringComparison.Ordinal)));
        Assert.Equal(after, await FixRunner.FixAllAsync(after, scope, "CIP001"));
    }
}
