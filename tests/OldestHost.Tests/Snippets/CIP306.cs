using System.Net;

public sealed class Gate(HashSet<IPAddress> denied)
{
    public bool MayEnter(IPAddress? client) => !denied.Contains(client!);
}

public static class Program
{
    public static void Main()
    {
    }
}
