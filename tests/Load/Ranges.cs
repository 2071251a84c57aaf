using System.Globalization;

namespace ClientIpAnalyzers.Load;

/// <summary>
/// The ranges of both hops, in one of two states that share no address. As a file of settings would, it replaces all of
/// its keys at once and says so afterwards.
/// </summary>
internal sealed class Ranges : ConfigurationProvider, IConfigurationSource
{
    public const string AlbKey = "Load:Alb";
    public const string CdnKey = "Load:Cdn";

    /// <summary>So long that reading it takes a while: the first is where entries come from.</summary>
    private const int RangesOfTheCdn = 200;

    private static readonly Dictionary<string, string?>[] s_states = [State(0), State(1)];

    public Ranges() => Data = s_states[0];

    /// <summary>Which state holds, 0 or 1.</summary>
    public int Current { get; private set; }

    /// <summary>How often a state has been replaced.</summary>
    public int Replaced { get; private set; }

    /// <summary>Where the ALB of a state connects from, a loopback address.</summary>
    public static string Alb(int state) => $"127.{64 + state}.0.10";

    /// <summary>A node of the CDN of a state.</summary>
    public static string Cdn(int state) => $"198.{18 + state}.0.7";

    public void Replace()
    {
        Current = 1 - Current;
        Data = s_states[Current];
        OnReload();
        Replaced++;
    }

    /// <summary>Says that something has changed, which is none of these ranges.</summary>
    public void Touch() => OnReload();

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    private static Dictionary<string, string?> State(int state)
    {
        var data = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase) { [AlbKey] = $"127.{64 + state}.0.0/24" };
        for (var i = 0; i < RangesOfTheCdn; i++)
        {
            data[string.Create(CultureInfo.InvariantCulture, $"{CdnKey}:{i}")] = $"198.{18 + state}.{i}.0/25";
        }

        return data;
    }
}
