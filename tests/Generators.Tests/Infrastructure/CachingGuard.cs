using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ClientIpAnalyzers.Generators.Tests.Infrastructure;

/// <summary>
/// Fails where an edit that concerns no policy makes a step of the pipeline come to something new, or where a step
/// holds on to a compilation, and with it to all of its memory.
/// </summary>
internal static class CachingGuard
{
    public static void Assert(GeneratorDriver driver, Compilation compilation, IReadOnlyCollection<string> steps)
    {
        var before = driver.GetRunResult().Results.Single().TrackedSteps;
        var options = (CSharpParseOptions)compilation.SyntaxTrees.First().Options;
        var edited = compilation.AddSyntaxTrees(
            CSharpSyntaxTree.ParseText("namespace Unrelated { internal class Edit { } }", options, "Edit.cs"));
        var result = driver.RunGenerators(edited).GetRunResult().Results.Single();

        foreach (var step in steps.Where(before.ContainsKey))
        {
            var outputs = result.TrackedSteps[step].SelectMany(run => run.Outputs).ToList();
            Xunit.Assert.All(outputs, output =>
            {
                Xunit.Assert.True(
                    output.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged,
                    $"Step {step} is {output.Reason} after an unrelated edit.");
                FindCompilerObject(output.Value, step, []);
            });
        }

        Xunit.Assert.All(
            result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(run => run.Outputs),
            output => Xunit.Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    private static void FindCompilerObject(object? value, string step, HashSet<object> seen)
    {
        if (value is null or string || value.GetType().IsPrimitive || !seen.Add(value))
        {
            return;
        }

        Xunit.Assert.False(
            value is ISymbol or SyntaxNode or Compilation or SemanticModel or AttributeData or Location or SyntaxTree,
            $"Step {step} keeps a {value.GetType().Name}.");
        if (value is IEnumerable items)
        {
            foreach (var item in items)
            {
                FindCompilerObject(item, step, seen);
            }

            return;
        }

        foreach (var field in value.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            FindCompilerObject(field.GetValue(value), step, seen);
        }
    }
}
