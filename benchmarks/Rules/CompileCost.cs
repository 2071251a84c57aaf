using System.Globalization;
using ClientIpAnalyzers.Benchmarks.Checkout;

namespace ClientIpAnalyzers.Benchmarks.Rules;

/// <summary>
/// What the package's rules and generator add to a compilation of 1,000 files: of a web application, and of a console
/// application that does not know ASP.NET Core. Pairs of compilations with and without them, in turn.
/// </summary>
internal static class CompileCost
{
    private const int Files = 1000;
    private const int WarmUps = 4;

    public const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;

        """;

    private const string WebUsings = """
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Hosting;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;

        """;

    public static Task<int> RunAsync(string[] args)
    {
        var rounds = args is [var number] ? int.Parse(number, CultureInfo.InvariantCulture) : 15;
        var folder = Directory.CreateTempSubdirectory("clientip-cost-").FullName;
        try
        {
            using var server = new CompilerServer();
            Console.WriteLine("                    elapsed: without     with    ratio    CPU: without     with    ratio");
            Measure(server, Path.Combine(folder, "web"), "web, 1,000 files", rounds, Usings + WebUsings, [.. Build.Web, Build.Runtime],
                SyntheticCheckout.Library("Shop", Files / 2).Concat(SyntheticCheckout.Web("Shop", Files / 2, Files / 2)));
            Measure(server, Path.Combine(folder, "console"), "console, 1,000", rounds, Usings, Build.Net,
                SyntheticCheckout.Library("Shop", Files - 1).Append(("Program.cs", "Console.WriteLine(new Shop.Core.Models.Model0());")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return Task.FromResult(0);
    }

    private static void Measure(
        CompilerServer server, string folder, string name, int rounds, string usings, string[] references, IEnumerable<(string Name, string Text)> files)
    {
        Directory.CreateDirectory(folder);
        var lines = new List<string>
        {
            "/nologo", "/target:exe", "/nullable:enable", "/langversion:latest", "/deterministic+", "/optimize+", "/nowarn:1701,1702",
            $"/out:\"{Path.Combine(folder, "Shop.dll")}\"",
        };
        lines.AddRange(references.Select(file => $"/reference:\"{file}\""));
        foreach (var (file, text) in files.Append(("Usings.cs", usings)))
        {
            var path = Path.Combine(folder, file.Replace('/', '.'));
            File.WriteAllText(path, text);
            lines.Add($"\"{path}\"");
        }

        var without = Path.Combine(folder, "without.rsp");
        var with = Path.Combine(folder, "with.rsp");
        File.WriteAllLines(without, lines);
        File.WriteAllLines(with, lines.Concat(Build.Components.Select(file => $"/analyzer:\"{file}\"")));

        var pairs = new List<((double Elapsed, double Cpu) Without, (double Elapsed, double Cpu) With)>();
        for (var round = -WarmUps; round < rounds; round++)
        {
            // Who goes first changes, so that neither always pays for what the other left behind.
            var isWithFirst = round % 2 != 0;
            var first = server.Compile(isWithFirst ? with : without);
            var second = server.Compile(isWithFirst ? without : with);
            if (round >= 0)
            {
                pairs.Add(isWithFirst ? (second, first) : (first, second));
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            {name,-20} {Median(pairs.Select(pair => pair.Without.Elapsed)),14:0} ms {Median(pairs.Select(pair => pair.With.Elapsed)),5:0} ms {Median(pairs.Select(pair => pair.With.Elapsed / pair.Without.Elapsed)),8:0.000} {Median(pairs.Select(pair => pair.Without.Cpu)),12:0} ms {Median(pairs.Select(pair => pair.With.Cpu)),5:0} ms {Median(pairs.Select(pair => pair.With.Cpu / pair.Without.Cpu)),8:0.000}
            """));
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]) / 2;
    }
}
