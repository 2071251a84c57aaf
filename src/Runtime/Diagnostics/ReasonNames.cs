namespace ClientIpAnalyzers;

/// <summary>The names of reasons, made once: they go into every measurement.</summary>
internal static class ReasonNames
{
    private static readonly string[] s_names = Enum.GetNames<ClientIpReason>();

    public static int Count => s_names.Length;

    public static string Of(ClientIpReason reason) => s_names[(int)reason];
}
