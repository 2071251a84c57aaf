using System.CommandLine;
using ClientIpAnalyzers.Cli;
using ClientIpAnalyzers.Cli.Scanning;

var root = new RootCommand("Finds out who the client of an ASP.NET Core application really is, and which code gets it wrong.")
{
    ScanCommand.Create(Console.Out, Console.Error),
};
var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
    {
        Console.Error.WriteLine(error.Message);
    }

    Console.Error.WriteLine("Try 'clientip scan --help'.");
    return ExitStatus.CouldNotRun;
}

return await parsed.InvokeAsync();
