using ClientIpAnalyzers.Conformance.Vectors;

namespace ClientIpAnalyzers.Conformance;

/// <summary>The command line: files in, failing cases out.</summary>
internal static class Program
{
    private const string Help = """
        Answers every case of conformance vectors twice, with the interpreter of policies and with generated code,
        and prints each case that one of them answers otherwise than the vector.

        Usage: dotnet run -c Release --project tests/Conformance -- [--allocations] FILE...

          FILE            a JSON array of cases, as tests/vectors/README.md describes them
          --allocations   counts a byte that resolving allocates as a failure
          --help          prints this

        The last line is 'N passed, N failed'. The exit code is 0, 1 after a failure, 2 for input that cannot be used.
        """;

    public static int Main(string[] arguments) => Run(arguments, Console.Out, Console.Error);

    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors)
    {
        if (arguments.Contains("--help") || arguments.Contains("-h"))
        {
            output.WriteLine(Help);
            return 0;
        }

        var files = arguments.Where(argument => argument != "--allocations").ToList();
        if (files.Find(file => file.StartsWith('-')) is { } unknown)
        {
            errors.WriteLine($"'{unknown}' is no option here; --help lists them.");
            return 2;
        }

        if (files.Count == 0)
        {
            errors.WriteLine("Name at least one file of vectors; --help says more.");
            return 2;
        }

        try
        {
            var vectors = files.SelectMany(VectorFile.Read).ToList();
            return Report(ConformanceRun.Run(vectors, arguments.Contains("--allocations")), output);
        }
        catch (UnusableInputException exception)
        {
            errors.WriteLine(exception.Message);
            return 2;
        }
    }

    private static int Report(IReadOnlyList<VectorResult> results, TextWriter output)
    {
        foreach (var result in results.Where(result => !result.Passed))
        {
            output.WriteLine(result.Vector.Id);
            output.WriteLine($"  wanted       {result.Vector.Expected}");
            output.WriteLine($"  interpreter  {result.Interpreted}");
            output.WriteLine($"  generated    {result.Generated}");
        }

        var passed = results.Count(result => result.Passed);
        output.WriteLine($"{passed} passed, {results.Count - passed} failed");
        return passed == results.Count ? 0 : 1;
    }
}
