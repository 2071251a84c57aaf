using System.Globalization;

namespace ClientIpAnalyzers.Load;

/// <summary>What the command line asks for.</summary>
internal sealed record Options(int Seconds, int Clients, int ReloadMilliseconds, bool Json)
{
    public const string Help = """
        Many clients ask an application, over real sockets of loopback, who they are, while the ranges of its policy are
        replaced again and again. Exits with 0 only if every answer is right, no set was seen half replaced, nothing was
        thrown or logged as an error, and memory held steady.

          dotnet run -c Release --project tests/Load [-- OPTIONS]

          --seconds N   how long, from 3; 60 by default
          --clients N   how many at the same time; 200 by default
          --reload N    milliseconds from one replacement to the next; 100 by default
          --json        the figures as JSON on standard output
          --help        this text

        Progress goes to standard error.
        """;

    /// <summary>Null where the arguments are not understood.</summary>
    public static Options? Parse(string[] args)
    {
        var options = new Options(60, 200, 100, Json: false);
        for (var i = 0; i < args.Length; i++)
        {
            var number = i + 1 < args.Length && int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0;
            switch (args[i])
            {
                case "--json":
                    options = options with { Json = true };
                    continue;
                case "--seconds" when number >= 3:
                    options = options with { Seconds = number };
                    break;
                case "--clients" when number >= 1:
                    options = options with { Clients = number };
                    break;
                case "--reload" when number >= 1:
                    options = options with { ReloadMilliseconds = number };
                    break;
                default:
                    return null;
            }

            i++;
        }

        return options;
    }
}
