#pragma warning disable
using ClientIpAnalyzers.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
namespace ClientIpAnalyzers.Analyzers.Tests;
public class ProbeTests
{
    [Fact]
    public async Task Probe()
    {
        var log = new System.Text.StringBuilder();
        foreach (var file in Directory.GetFiles("/tmp/probe", "*.txt").Order())
        foreach (var block in File.ReadAllText(file).Split("\n=== ").Skip(1))
        {
            var nl = block.IndexOf('\n');
            var head = block[..nl].Trim(); var code = block[(nl + 1)..].Trim();
            var isBody = head.EndsWith("BODY", StringComparison.Ordinal);
            var expected = isBody ? head[..^4].Trim() : head;
            string got;
            try {
                var found = await RuleRunner.RunAsync(isBody ? RuleRunner.InBody(code) : code);
                got = string.Join(" ", found.Select(d => d.Id + (d.Severity == DiagnosticSeverity.Info ? "i" : "")));
            } catch (Exception e) { got = "EXC " + e.Message.Split('\n').Take(6).Aggregate((a, b) => a + " " + b); }
            if (got != expected) log.AppendLine($"--- {Path.GetFileName(file)}: expected [{expected}] got [{got}]\n{code}\n");
        }
        File.WriteAllText("/tmp/probe/out.log", log.ToString());
    }
}
